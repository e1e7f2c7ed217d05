import type { Entry, EntryOf } from '../model/entry';
import { type Ref, madeBy, namedBy, neededBy } from '../model/references';
import { contestedExceptions, contestedOfFault } from './contested';
import type { Derived } from './derived';
import { fileEntry, unfileEntry } from './kinds';
import type { State } from './state';

/** What stands on a thing: the uses of it by entries that stand, and how many entries make it. */
const makes = (ref: string) => `made:${ref}`;
const lives = (deviceId: string) => `lives:${deviceId}`;

function count(state: State, key: string, step: number): void {
  const next = (state.uses.get(key) ?? 0) + step;
  if (next === 0) state.uses.delete(key);
  else state.uses.set(key, next);
}

/** Devices that an entry says something of that only a commissioned device can have. */
function livingIn(entry: Entry): string[] {
  if (entry.kind === 'status.observed' || entry.kind === 'fault.reported') return [entry.body.deviceId];
  if (entry.kind === 'room.inspected') return entry.body.exceptions.map((one) => one.deviceId);
  return [];
}

/** Keeps count of what an entry stands on, as it is filed (1) or taken out (-1). */
export function countUses(state: State, entry: Entry, step: 1 | -1): void {
  for (const ref of namedBy(entry)) count(state, ref, step);
  for (const id of livingIn(entry)) count(state, lives(id), step);
  const made = madeBy(entry);
  if (made) count(state, makes(made), step);
}

/** Something an entry needs that was never made, or was taken back; null when all of it is there. */
export function missingFor(state: State, entry: Pick<Entry, 'kind' | 'body'>): Ref | null {
  return neededBy(entry).find((ref) => !ref.startsWith('profile:') && !state.uses.has(makes(ref))) ?? null;
}

/**
 * Why an entry cannot be voided (semantics 2), or null when it can: nothing may stand on it. `target` is the entry to be
 * taken back; the voiding entry comes later.
 */
export function whyNotVoid(state: State, derived: Derived, target: Entry | undefined): string | null {
  if (!target) return 'unknown-entry';
  if (state.unfiled.has(target.seq)) return target.kind === 'entry.voided' ? 'void-of-void' : null;
  if (state.voided.has(target.seq)) return 'voided-before';
  if (target.kind === 'entry.voided') return 'void-of-void';
  if (target.kind === 'config.changed' || target.kind === 'summary.closed') return 'written-by-server';
  const made = madeBy(target);
  if (made && state.uses.get(makes(made)) === 1 && state.uses.has(made)) return `others-stand-on:${made}`;
  if (target.kind === 'device.commissioned') {
    const { deviceId } = target.body;
    const device = state.devices.get(deviceId);
    const only = device?.commissioned.length === 1;
    if (only && (state.uses.has(lives(deviceId)) || device.retired.length > 0))
      return `others-stand-on:device:${deviceId}`;
  }
  if (target.kind === 'room.accepted') {
    const room = state.rooms.get(target.body.roomId);
    if (room && room.accepted.length === 1 && room.retired.length > 0) return `others-stand-on:room:${room.id}`;
  }
  return stepsLost(state, derived, target);
}

/** Takes the entry out for a look: does another one lose its effect without it? */
function stepsLost(state: State, derived: Derived, target: Entry): string | null {
  const watched = watchedBy(state, target);
  if (watched.faults.length === 0 && watched.rooms.length === 0) return null;
  const contested = () => {
    derived.refresh();
    return [
      ...watched.faults.flatMap((id) => contestedOfFault(derived, id)),
      ...watched.rooms.flatMap((id) => contestedExceptions(state, derived, state.rooms.get(id)!, watched.device)),
    ].map((one) => `${one.seq} ${one.reason}`);
  };
  const before = new Set(contested());
  unfileEntry(state, target, derived);
  const lost = contested().find((one) => !before.has(one));
  fileEntry(state, target, derived);
  return lost === undefined ? null : `others-stand-on:#${lost.split(' ')[0]}`;
}

function watchedBy(state: State, target: Entry): { faults: string[]; rooms: string[]; device?: string } {
  if (target.kind.startsWith('fault.')) {
    return { faults: [(target as EntryOf<'fault.repaired'>).body.faultId], rooms: [] };
  }
  if (target.kind === 'device.retired' || target.kind === 'device.moved' || target.kind === 'device.changed') {
    const { deviceId } = target.body;
    const rooms = [...state.rooms.values()].filter((room) => room.devices.has(deviceId)).map((room) => room.id);
    return { faults: [...(state.devices.get(deviceId)?.faults ?? [])], rooms, device: deviceId };
  }
  return { faults: [], rooms: [] };
}

/** Folds a void: takes its target out, or notes why it has no effect. */
export function applyVoid(
  state: State,
  derived: Derived,
  entry: EntryOf<'entry.voided'>,
  target: Entry | undefined,
): void {
  const why = target && target.seq >= entry.seq ? 'unknown-entry' : whyNotVoid(state, derived, target);
  if (why !== null) {
    state.unfiled.set(entry.seq, why);
    return;
  }
  state.voided.set(target!.seq, entry.seq);
  if (state.unfiled.has(target!.seq)) return;
  unfileEntry(state, target!, derived);
  countUses(state, target!, -1);
}

export function revertVoid(
  state: State,
  derived: Derived,
  entry: EntryOf<'entry.voided'>,
  target: Entry | undefined,
): void {
  if (state.unfiled.delete(entry.seq) || !target) return;
  state.voided.delete(target.seq);
  if (state.unfiled.has(target.seq)) return;
  fileEntry(state, target, derived);
  countUses(state, target, 1);
}
