import type { DeviceItem } from '../../shared/contract/http';
import { byPlace } from './devices';

/** What is printed of one device. */
export interface Label {
  id: string;
  name: string;
  place: string;
  category: string;
  /** What the code says: the address of the device's public page, which ends with its id. */
  address: string;
}

export const PER_SHEET = 24;

interface Given {
  devices: readonly DeviceItem[];
  roomName(id: string): string;
  siteName(id: string): string;
  category(id: string): string;
  /** Of this server, as those who scan reach it. */
  origin: string;
  /** Places of the first sheet that stay empty, 0–23. */
  skipped: number;
}

/** The labels of devices that are not retired, in the order of their places, sheet by sheet; null is an empty place. */
export function labelsOf({ devices, roomName, siteName, category, origin, skipped }: Given): (Label | null)[][] {
  const labels = devices
    .filter(({ retiredAt }) => retiredAt === undefined)
    .sort(byPlace)
    .map((device): Label => ({
      id: device.id,
      name: device.label ?? device.id,
      place: [siteName(device.siteId), ...(device.roomId === undefined ? [] : [roomName(device.roomId)])].join(' '),
      category: category(device.category),
      address: `${origin}/v/${encodeURIComponent(device.id)}`,
    }));
  if (labels.length === 0) return [];
  const first = Math.min(PER_SHEET - 1, Math.max(0, Math.trunc(skipped) || 0));
  const places: (Label | null)[] = [...Array<null>(first).fill(null), ...labels];
  const sheets: (Label | null)[][] = [];
  for (let from = 0; from < places.length; from += PER_SHEET) sheets.push(places.slice(from, from + PER_SHEET));
  return sheets;
}
