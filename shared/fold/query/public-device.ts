import type { Instant } from '../../model/instant';
import type { Facts } from '../derived/facts';
import { roomAt } from '../figures/rooms';
import { siteVersions, versionAt } from '../state/versions';
import { openVoices } from '../voice/open-voices';

/** What anybody may know of a device in service who stands before it: no status, no fault, no model. */
export interface PublicDevice {
  id: string;
  site: string;
  room?: string;
  label?: string;
  category: string;
  /** A sitting uses it now. */
  isInSitting: boolean;
}

/** The public side of a device; null: there is none in service under this id. */
export function publicDevice({ state, derived }: Facts, id: string, now: Instant): PublicDevice | null {
  derived.refresh();
  const view = state.devices.has(id) ? derived.view(id) : undefined;
  const device = view && versionAt(view.versions, now)?.value;
  if (!device || now < view.service.from || view.service.to <= now) return null;
  const site = state.sites.get(device.siteId);
  const room = device.roomId === undefined ? undefined : state.rooms.get(device.roomId);
  const roomName = room && roomAt(room, now)?.name;
  return {
    id,
    site: (site && versionAt(siteVersions(site), now)?.value.name) ?? device.siteId,
    ...(roomName !== undefined && { room: roomName }),
    ...(device.label !== undefined && { label: device.label }),
    category: device.category,
    isInSitting: view.used.some(({ from, to }) => from <= now && now < to),
  };
}

/** How many voices of a device nobody has looked at. */
export function openVoiceCount({ state }: Facts, id: string, now: Instant): number {
  return openVoices(state, id, now).length;
}
