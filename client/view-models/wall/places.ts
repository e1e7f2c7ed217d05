import type { LiveSite } from '../../../shared/contract/live';
import { shortRoomName } from '../worst';

/** The number of a site named `演示考点07`: `07`; null: its name ends with none. */
export function siteNumber(name: string): string | null {
  return /\d+$/.exec(name.trim())?.[0] ?? null;
}

/** A place as short as a wall can say it: `07-1` for a room, `07` for what stands in no room. */
export function placeCode(site: Pick<LiveSite, 'name' | 'rooms'>, roomId: string | undefined): string {
  const number = siteNumber(site.name);
  const room = roomId === undefined ? undefined : site.rooms.find((one) => one.id === roomId);
  const short = room && shortRoomName(room.name);
  if (number === null) return short === undefined ? site.name : `${site.name} ${short}`;
  return short === undefined ? number : `${number}-${short}`;
}

/** Where a room stands, by its id. */
export function siteOfRoom(sites: Iterable<LiveSite>, roomId: string): LiveSite | undefined {
  for (const site of sites) if (site.rooms.some((room) => room.id === roomId)) return site;
  return undefined;
}
