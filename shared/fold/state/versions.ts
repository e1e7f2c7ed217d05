import type { Instant } from '../../model/instant';
import { type Log, lastUpTo } from './log';
import type { DeviceFacts, DevicePatch, RoomFacts, RoomPatch, SiteFacts, SitePatch, State } from './state';

/** What a thing is from an instant on, until the next of its list; the first holds from the beginning of time. */
export interface Version<A> {
  from: Instant;
  /** The entry that made it so: it decides between two facts of one instant. */
  seq: number;
  value: A;
}

export interface DeviceAttributes extends DevicePatch {
  siteId: string;
  category: string;
}
export type SiteAttributes = Required<Pick<SitePatch, 'name' | 'area'>> & SitePatch;
export type RoomAttributes = Required<Pick<RoomPatch, 'siteId' | 'name' | 'origin' | 'seats'>> & RoomPatch;

/**
 * The versions of a thing: its first registration (by seq) patched by what changed it, in the fold's order. Empty when
 * it was never registered: it does not exist.
 */
function versions<P extends object>(
  registered: Log<P>,
  changed: Log<P>,
  patch: (before: P, change: P) => P,
): Version<P>[] {
  const first = registered[0];
  if (!first) return [];
  const out: Version<P>[] = [{ from: -Infinity, seq: 0, value: first.value }];
  for (const change of changed) {
    out.push({ from: change.at, seq: change.seq, value: patch(out[out.length - 1]!.value, change.value) });
  }
  return out;
}

const overlay = <P extends object>(before: P, change: P): P => ({ ...before, ...change });

/** A move replaces the whole place of a device: without a room it stands in none. */
function patchDevice(before: DevicePatch, { moved, ...change }: DevicePatch): DevicePatch {
  return moved ? { ...before, roomId: undefined, seat: undefined, ...change } : { ...before, ...change };
}

export const siteVersions = (site: SiteFacts) =>
  versions(site.registered, site.changed, overlay) as Version<SiteAttributes>[];
export const roomVersions = (room: RoomFacts) =>
  versions(room.registered, room.changed, overlay) as Version<RoomAttributes>[];

/**
 * The versions of a device, with where it stands. This is the one definition of a device's site (semantics 3): a device
 * in a room stands in the room's site at every moment, so a room that moves takes its devices along. The site that the
 * device's own entries name holds only while it stands in no room.
 */
export function deviceVersions({ rooms }: Pick<State, 'rooms'>, device: DeviceFacts): Version<DeviceAttributes>[] {
  const own = versions(device.registered, device.changed, patchDevice) as Version<DeviceAttributes>[];
  // Many versions in one room: where it stood is looked up once, or both their numbers would be multiplied.
  const stays = new Map<string, Version<string>[]>();
  return own.flatMap((version, index) => {
    const { roomId } = version.value;
    if (roomId === undefined) return [version];
    let known = stays.get(roomId);
    if (!known) stays.set(roomId, (known = staysOf(rooms.get(roomId))));
    return known.length > 0 ? inRoom(version, own[index + 1], known) : [version];
  });
}

/** The sites in which a room stood, one after the other; empty: there is no such room. */
function staysOf(room: RoomFacts | undefined): Version<string>[] {
  const first = room?.registered[0];
  if (!first) return [];
  const out: Version<string>[] = [{ from: -Infinity, seq: 0, value: (first.value as RoomAttributes).siteId }];
  for (const { at, seq, value } of room.changed) {
    if (value.siteId !== undefined && value.siteId !== out.at(-1)!.value)
      out.push({ from: at, seq, value: value.siteId });
  }
  return out;
}

/** A version of a device that stands in a room, cut where the room moves to another site. */
function inRoom(
  version: Version<DeviceAttributes>,
  next: Version<DeviceAttributes> | undefined,
  stays: readonly Version<string>[],
): Version<DeviceAttributes>[] {
  const first = versionAt(stays, version.from, version.seq) ?? stays[0]!;
  const out = [standing(version, first.value)];
  for (const { from, seq, value } of stays.slice(stays.indexOf(first) + 1)) {
    if (next && (from > next.from || (from === next.from && seq > next.seq))) break;
    out.push({ ...standing(out.at(-1)!, value), from, seq });
  }
  return out;
}

function standing(version: Version<DeviceAttributes>, siteId: string): Version<DeviceAttributes> {
  return version.value.siteId === siteId ? version : { ...version, value: { ...version.value, siteId } };
}

/** Every site that a room was ever said to be in: a superset to look through. */
export function sitesEverOf(room: RoomFacts | undefined): string[] {
  const facts = [...(room?.registered ?? []), ...(room?.changed ?? [])];
  return facts.flatMap(({ value }) => (value.siteId === undefined ? [] : [value.siteId]));
}

/** The version at an instant (with `seq`: at that place in the fold's order). */
export function versionAt<A>(list: readonly Version<A>[], at: Instant, seq = Infinity): Version<A> | undefined {
  for (let index = list.length - 1; index >= 0; index--) {
    const version = list[index]!;
    if (version.from < at || (version.from === at && version.seq < seq)) return version;
  }
  return undefined;
}

/** The last value of a log at or before an instant. */
export function valueAt<T>(log: Log<T> | undefined, at: Instant): T | undefined {
  return log && lastUpTo(log, at)?.value;
}
