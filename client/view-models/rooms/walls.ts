import type { DeviceItem } from '../../../shared/contract/http';

/** The devices around the seats, by the wall that they are drawn on. A drawing only: a device has no such field. */
export interface Walls<D> {
  front: D[];
  back: D[];
}

/** What invigilators and candidates use stands at the front; what feeds the room, at the back. */
const FRONT: ReadonlySet<string> = new Set(['clock', 'jammer', 'broadcast', 'metal-detector', 'id-terminal']);

/** Cameras are told apart by their names, or one after the other: the first looks from the front. */
function isFront({ category, label }: DeviceItem, cameras: number): boolean {
  if (category !== 'camera') return FRONT.has(category);
  if (label?.startsWith('后') || /^(rear|back)\b/i.test(label ?? '')) return false;
  if (label?.startsWith('前') || /^front\b/i.test(label ?? '')) return true;
  return cameras % 2 === 0;
}

/** @param around in the order in which they are drawn */
export function wallsOf<D extends DeviceItem>(around: readonly D[]): Walls<D> {
  const walls: Walls<D> = { front: [], back: [] };
  let cameras = 0;
  for (const device of around) {
    walls[isFront(device, cameras) ? 'front' : 'back'].push(device);
    if (device.category === 'camera') cameras += 1;
  }
  return walls;
}
