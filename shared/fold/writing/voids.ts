import type { Entry, EntryOf } from '../../model/entry';
import { isRecordable, specOf } from '../../model/kinds';
import { type Ref, madeBy, namedBy, neededBy } from '../../model/references';
import {
  type Contested,
  contestedExceptions,
  contestedOfDevice,
  contestedOfFault,
  contestedOfRoom,
} from '../contest/contested';
import type { Derived } from '../derived/derived';
import { fileEntry, unfileEntry } from './apply';
import { deviceLifecycle } from '../state/lifecycle';
import type { State } from '../state/state';

function count(state: State, key: string, step: number): void {
  const next = (state.uses.get(key) ?? 0) + step;
  if (next === 0) state.uses.delete(key);
  else state.uses.set(key, next);
}

/** Keeps count of what an entry names and makes, as it is taken in (1) or taken back (-1). */
export function countUses(state: State, entry: Entry, step: 1 | -1): void {
  // What bears on nothing holds nothing: the void of a device's registration would move figures, and a voice must not.
  if (specOf(entry.kind).light !== true) for (const ref of namedBy(entry)) count(state, ref, step);
  const made = madeBy(entry);
  if (made === null || state.unfiled.has(entry.seq)) return;
  const makers = (state.makers.get(made) ?? []).filter((seq) => seq !== entry.seq);
  if (step === 1) makers.push(entry.seq);
  if (makers.length === 0) state.makers.delete(made);
  else
    state.makers.set(
      made,
      makers.sort((a, b) => a - b),
    );
}

/** Something an entry needs that was never made, or was taken back; null when all of it is there. */
export function missingFor(state: State, entry: Pick<Entry, 'kind' | 'body'>): Ref | null {
  return neededBy(entry).find((ref) => !state.makers.has(ref)) ?? null;
}

/**
 * Why an entry cannot be voided (semantics 2), or null when it can: nothing may stand on it. `target` is the entry to be
 * taken back; the voiding entry comes later.
 */
export function whyNotVoid(state: State, derived: Derived, target: Entry | undefined): string | null {
  if (!target) return 'unknown-entry';
  if (target.kind === 'entry.voided') return 'void-of-void';
  if (!isRecordable(target.kind)) return 'written-by-server';
  if (state.voided.has(target.seq)) return 'voided-before';
  if (state.unfiled.has(target.seq)) return null;
  const made = madeBy(target);
  if (made !== null && state.uses.has(made) && isMaker(state, target, made)) return `others-stand-on:${made}`;
  if (target.kind === 'device.commissioned') {
    const device = state.devices.get(target.body.deviceId);
    const counts = device && deviceLifecycle(device).begin?.seq === target.seq;
    if (counts && hasFaults(state, device.faults)) return `others-stand-on:device:${device.id}`;
  }
  return effectLost(state, derived, target);
}

/** A project may be budgeted again, and each budget counts; of everything else the first registration does. */
function isMaker(state: State, target: Entry, made: Ref): boolean {
  return target.kind === 'project.budgeted' || state.makers.get(made)?.[0] === target.seq;
}

function hasFaults(state: State, ids: ReadonlySet<string>): boolean {
  return [...ids].some((id) => (state.faults.get(id)?.reported.length ?? 0) > 0);
}

/** Whether another entry loses its effect without this one: it is taken out, the contested entries compared, and put back. */
function effectLost(state: State, derived: Derived, target: Entry): string | null {
  const look = around(state, derived, target);
  if (!look) return null;
  const contested = () => {
    derived.refresh();
    return look().map((one) => `${one.seq} ${one.reason}`);
  };
  const before = new Set(contested());
  unfileEntry(state, target, derived);
  const lost = contested().find((one) => !before.has(one));
  fileEntry(state, target, derived);
  return lost === undefined ? null : `others-stand-on:#${lost.split(' ')[0]}`;
}

/** Entries that may lose their effect without this one: the steps of its fault, or entries about its device or room. */
function around(state: State, derived: Derived, target: Entry): (() => Contested[]) | null {
  switch (target.kind) {
    case 'device.commissioned':
    case 'device.retired':
    case 'device.moved':
    case 'device.changed': {
      const device = state.devices.get(target.body.deviceId);
      if (!device) return null;
      const rooms = [...state.rooms.values()].filter((room) => room.devices.has(device.id));
      return () => [
        ...contestedOfDevice(device),
        ...[...device.faults].flatMap((id) => contestedOfFault(derived, id)),
        ...rooms.flatMap((room) => contestedExceptions(state, derived, room, device.id)),
      ];
    }
    case 'room.accepted':
    case 'room.retired': {
      const room = state.rooms.get(target.body.roomId);
      return room ? () => contestedOfRoom(room) : null;
    }
    default: {
      if (!target.kind.startsWith('fault.')) return null;
      const { faultId } = (target as EntryOf<'fault.repaired'>).body;
      return () => contestedOfFault(derived, faultId);
    }
  }
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
  countUses(state, target!, -1);
  if (!state.unfiled.has(target!.seq)) unfileEntry(state, target!, derived);
}

export function revertVoid(
  state: State,
  derived: Derived,
  entry: EntryOf<'entry.voided'>,
  target: Entry | undefined,
): void {
  if (state.unfiled.delete(entry.seq) || !target) return;
  state.voided.delete(target.seq);
  countUses(state, target, 1);
  if (!state.unfiled.has(target.seq)) fileEntry(state, target, derived);
}
