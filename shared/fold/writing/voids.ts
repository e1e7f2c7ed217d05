import type { Entry, EntryOf } from '../../model/entry';
import { isRecordable, specOf } from '../../model/kinds';
import { type Ref, madeBy, namedBy, neededBy } from '../../model/references';
import type { VoidRefusal } from '../checks/context';
import {
  type Contested,
  contestedExceptions,
  contestedOfDevice,
  contestedOfFault,
  contestedOfRoom,
} from '../contest/contested';
import type { Derived } from '../derived/derived';
import { fileEntry, unfileEntry } from './apply';
import { amountsOf, budgetsOfGrant, firstOverrun } from '../state/grant-amounts';
import { deviceLifecycle } from '../state/lifecycle';
import type { State } from '../state/state';

/** How many of the entries that stand on one are listed, at most. */
const USES_LISTED = 20;

function count(state: State, key: string, seq: number, step: 1 | -1): void {
  const uses = state.uses.get(key);
  if (!uses) return void state.uses.set(key, { count: 1, seqs: [seq] });
  uses.count += step;
  if (uses.count === 0) state.uses.delete(key);
  else if (step === -1) uses.seqs = uses.seqs.filter((one) => one !== seq);
  // The long way only for the first ones, and for an entry whose void is taken back.
  else if (uses.seqs.length < USES_LISTED || seq < uses.seqs.at(-1)!) {
    uses.seqs = [...uses.seqs, seq].sort((a, b) => a - b).slice(0, USES_LISTED);
  }
}

/** Keeps count of what an entry names and makes, as it is taken in (1) or taken back (-1). */
export function countUses(state: State, entry: Entry, step: 1 | -1): void {
  // What bears on nothing holds nothing: the void of a device's registration would move figures, and a voice must not.
  if (specOf(entry.kind).light !== true) for (const ref of namedBy(entry)) count(state, ref, entry.seq, step);
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

const refused = (reason: string, seqs: readonly number[] = [], count = seqs.length): VoidRefusal => ({
  reason,
  count,
  seqs: seqs.slice(0, USES_LISTED),
});

/** Of what stands on an entry: the refusal that lists it; null: nothing does. */
const standing = (seqs: readonly number[], on = `#${seqs[0]}`): VoidRefusal | null =>
  seqs.length === 0 ? null : refused(`others-stand-on:${on}`, seqs);

/**
 * Why an entry cannot be voided (semantics 2), or null when it can: nothing may stand on it. `target` is the entry to be
 * taken back; the voiding entry comes later.
 */
export function whyNotVoid(state: State, derived: Derived, target: Entry | undefined): VoidRefusal | null {
  if (!target) return refused('unknown-entry');
  if (target.kind === 'entry.voided') return refused('void-of-void');
  if (!isRecordable(target.kind)) return refused('written-by-server');
  if (state.voided.has(target.seq)) return refused('voided-before');
  if (state.unfiled.has(target.seq)) return null;
  const made = madeBy(target);
  const uses = made === null ? undefined : state.uses.get(made);
  if (made !== null && uses && isMaker(state, target, made)) {
    return refused(`others-stand-on:${made}`, uses.seqs, uses.count);
  }
  if (target.kind === 'device.commissioned') {
    const device = state.devices.get(target.body.deviceId);
    const counts = device && deviceLifecycle(device).begin?.seq === target.seq;
    const faults = counts ? standing(reportsOf(state, device.faults), `device:${device.id}`) : null;
    if (faults) return faults;
  }
  if (target.kind === 'grant.adjusted') return standing(budgetsOn(state, target));
  return effectLost(state, derived, target);
}

/** The budgets that came to more than their grant without one of its adjustments (semantics 11). */
function budgetsOn(state: State, target: EntryOf<'grant.adjusted'>): number[] {
  const grant = state.money.grants.get(target.body.grantId);
  if (!grant) return [];
  const lists = budgetsOfGrant(state, grant.id).map(({ steps }) => steps);
  const over = firstOverrun(amountsOf(grant, target.seq), lists, target.at);
  // In an imported ledger they may come to more than the grant with the adjustment, too: then they do not stand on it.
  if (!over || firstOverrun(amountsOf(grant), lists, target.at)) return [];
  return lists
    .flatMap((steps) => steps.findLast(({ at }) => at <= over.at)?.seq ?? [])
    .sort((one, other) => one - other);
}

/**
 * Whether an entry is what made a thing. A project may be budgeted again, and each budget counts; of everything else the
 * first registration does: a category or profile that is set again is still known by it.
 */
function isMaker(state: State, target: Entry, made: Ref): boolean {
  return target.kind === 'project.budgeted' || state.makers.get(made)?.[0] === target.seq;
}

function reportsOf(state: State, faultIds: ReadonlySet<string>): number[] {
  const reports = [...faultIds].flatMap((id) => state.faults.get(id)?.reported ?? []);
  return reports.map(({ seq }) => seq).sort((a, b) => a - b);
}

/** What loses its effect without this entry: it is taken out, the contested entries compared, and put back. */
function effectLost(state: State, derived: Derived, target: Entry): VoidRefusal | null {
  const look = around(state, derived, target);
  if (!look) return null;
  const contested = () => {
    derived.refresh();
    return look().map((one) => `${one.seq} ${one.reason}`);
  };
  const before = new Set(contested());
  unfileEntry(state, target, derived);
  const lost = contested().filter((one) => !before.has(one));
  fileEntry(state, target, derived);
  const seqs = new Set(lost.map((one) => Number(one.split(' ')[0])));
  return standing([...seqs].sort((a, b) => a - b));
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
        ...contestedOfDevice(state, device),
        ...[...device.faults].flatMap((id) => contestedOfFault(derived, id)),
        ...rooms.flatMap((room) => contestedExceptions(state, derived, room, device.id)),
      ];
    }
    case 'room.changed': {
      if (target.body.siteId === undefined) return null;
      const devices = [...(state.rooms.get(target.body.roomId)?.devices ?? [])];
      return () => devices.flatMap((id) => contestedOfDevice(state, state.devices.get(id)!));
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
  const known = target && target.seq < entry.seq ? target : undefined;
  const why = whyNotVoid(state, derived, known);
  if (why !== null) {
    state.unfiled.set(entry.seq, why.reason);
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
