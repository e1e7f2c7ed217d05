import { DEFAULT_VALIDITY_MS } from '../../model/catalogue';
import type { Instant } from '../../model/instant';
import { STATUSES } from '../../model/vocabulary';
import { firstIndex } from '../../timeline/interval';
import { type DeviceAttributes, type Version, versionAt } from '../state/versions';
import type { FaultRun } from '../fault/fault-run';
import { inService } from '../state/lifecycle';
import { countUpTo } from '../state/log';
import type { DeviceFacts, Observations, State } from '../state/state';

export const UP = 0;
export const DEGRADED = 1;
export const DOWN = 2;
export const UNKNOWN = 3;

/** One observation of a device, at its place in the fold's order; status is an index into STATUSES. */
export interface Seen {
  at: Instant;
  seq: number;
  status: number;
}

export const statusIndex = (status: (typeof STATUSES)[number]) => STATUSES.indexOf(status);

/**
 * The observations of a device (semantics 4) with `at ≥ from`, in order, led by the last one before `from`: its own,
 * those of the inspections of rooms that it stood in, its commissioning, and the repairs of its faults.
 */
export function observationsFrom(
  state: State,
  device: DeviceFacts,
  versions: readonly Version<DeviceAttributes>[],
  runs: readonly FaultRun[],
  from: Instant,
): Seen[] {
  const gather = new Gather(from);
  gather.column(device.seen);
  const commissioned = device.commissioned[0];
  if (commissioned) gather.add({ at: commissioned.at, seq: commissioned.seq, status: UP });
  for (const run of runs) {
    if (run.report.value.impact === 'none') continue;
    for (const repair of run.repairs) {
      if (!repair.byRetirement) gather.add({ at: repair.at, seq: repair.seq, status: UP });
    }
  }
  inspections(state, device, versions, gather);
  return gather.list();
}

class Gather {
  private readonly later: Seen[] = [];
  private last: Seen | undefined;

  constructor(readonly from: Instant) {}

  add(seen: Seen): void {
    if (seen.at >= this.from) this.later.push(seen);
    else if (!this.last || this.last.at < seen.at || (this.last.at === seen.at && this.last.seq < seen.seq)) {
      this.last = seen;
    }
  }

  column({ at, packed }: Observations): void {
    const first = firstIndex(at.length, (index) => at[index]! >= this.from);
    for (let index = Math.max(0, first - 1); index < at.length; index++) {
      this.add({ at: at[index]!, seq: Math.floor(packed[index]! / 4), status: packed[index]! % 4 });
    }
  }

  list(): Seen[] {
    this.later.sort((a, b) => a.at - b.at || a.seq - b.seq);
    return this.last ? [this.last, ...this.later] : this.later;
  }
}

/** An inspection of a room, as it saw one device. */
interface Inspected extends Seen {
  roomId: string;
}

/** Inspections of the rooms in which the device stood: `up` but the exceptions, while it is in service. */
function inspections(
  state: State,
  device: DeviceFacts,
  versions: readonly Version<DeviceAttributes>[],
  gather: Gather,
): void {
  for (const seen of inspectionsBack(state, device, versions)) {
    gather.add(seen);
    if (seen.at < gather.from) return;
  }
}

/** The same, from the newest back. */
function* inspectionsBack(
  state: State,
  device: DeviceFacts,
  versions: readonly Version<DeviceAttributes>[],
): Generator<Inspected> {
  const service = inService(device);
  for (let index = versions.length - 1; index >= 0; index--) {
    const version = versions[index]!;
    const { roomId } = version.value;
    const log = roomId ? state.rooms.get(roomId)?.inspected : undefined;
    const next = versions[index + 1];
    if (!roomId || !log || log.length === 0) continue;
    const end = next ? countUpTo(log, next.from, next.seq) : log.length;
    const begin = version.from === -Infinity ? 0 : countUpTo(log, version.from, version.seq);
    for (let i = end - 1; i >= begin; i--) {
      const { at, seq, value } = log[i]!;
      if (at < service.from || at >= service.to) continue;
      const exception = value.find((one) => one.deviceId === device.id);
      yield { roomId, at, seq, status: exception ? statusIndex(exception.status) : UP };
    }
  }
}

/** The last inspection by an instant that a device was part of: of the room that it stood in then, while in service. */
export function lastInspection(
  state: State,
  device: DeviceFacts,
  versions: readonly Version<DeviceAttributes>[],
  now: Instant,
): Inspected | null {
  for (const seen of inspectionsBack(state, device, versions)) if (seen.at <= now) return seen;
  return null;
}

/** When an observation stops holding (semantics 4): `down`, `unknown` and monitored devices' never do by themselves. */
export function expiryOf(state: State, versions: readonly Version<DeviceAttributes>[], seen: Seen): Instant {
  if (seen.status === DOWN || seen.status === UNKNOWN) return Infinity;
  const attributes = versionAt(versions, seen.at, seen.seq)?.value;
  if (!attributes || attributes.reportWithinS !== undefined) return Infinity;
  return seen.at + validityMs(state, attributes.category, seen.at, seen.seq);
}

function validityMs(state: State, category: string, at: Instant, seq: number): number {
  const rules = state.rules.categories.get(category);
  if (!rules) return DEFAULT_VALIDITY_MS;
  // What a rule leaves out stays as it was: the last one that names it.
  for (let index = countUpTo(rules, at, seq) - 1; index >= 0; index--) {
    const { validityS } = rules[index]!.value;
    if (validityS !== undefined) return validityS * 1000;
  }
  return DEFAULT_VALIDITY_MS;
}
