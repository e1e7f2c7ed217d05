import type { Instant } from '../../model/instant';
import { STATUSES, type Status } from '../../model/vocabulary';
import type { Facts } from '../derived/facts';
import { type Seen, UNKNOWN, expiryOf, observationsFrom } from '../device/observations';
import { inService } from '../state/lifecycle';
import type { DeviceFacts } from '../state/state';
import { type DeviceAttributes, type Version, deviceVersions, versionAt } from '../state/versions';

/** How long a monitored device may be silent, ms (semantics 4), and since when it is monitored. */
interface Watch {
  ms: number;
  since: Instant;
}

/** One observation of a device, by the entry that made it. */
export interface Observation {
  at: Instant;
  seq: number;
  status: Status;
}

/** What was known of a device around an instant at which it was heard. */
export interface SilenceContext {
  /** null: it is not monitored. */
  watch: Watch | null;
  /** The last observation at or before the instant; undefined: none. */
  before: Observation | undefined;
  /** The observed status at the instant. */
  status: Status;
  /** The observations after the instant, in order. */
  later: Observation[];
}

const observationOf = ({ at, seq, status }: Seen): Observation => ({ at, seq, status: STATUSES[status]! });

function watchOf(versions: readonly Version<DeviceAttributes>[], now: Instant): Watch | null {
  const current = versionAt(versions, now);
  const seconds = current?.value.reportWithinS;
  if (!current || seconds === undefined) return null;
  // Silence is not counted from before the device was monitored: until then its observations aged instead.
  let first = versions.indexOf(current);
  while (first > 0 && versions[first - 1]!.value.reportWithinS !== undefined) first -= 1;
  return { ms: seconds * 1000, since: versions[first]!.from };
}

/** Questions about the silence of monitored devices (semantics 4). */
export class SilenceQueries {
  readonly #facts: Facts;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /** Whether a device is monitored: `reportWithinS` holds for it now. */
  isMonitored(deviceId: string, now: Instant): boolean {
    const device = this.#facts.state.devices.get(deviceId);
    return device !== undefined && watchOf(deviceVersions(this.#facts.state, device), now) !== null;
  }

  /**
   * What was known of a device around an instant; null: there is no such device.
   * @param skip the seq of an entry to leave out: what would stand without it.
   */
  contextAt(deviceId: string, at: Instant, now: Instant, skip?: number): SilenceContext | null {
    const { state } = this.#facts;
    const device = state.devices.get(deviceId);
    if (!device) return null;
    const versions = deviceVersions(state, device);
    const seen = this.#observations(device, versions, at).filter((one) => one.seq !== skip);
    const behind = seen.findIndex((one) => one.at > at);
    const later = behind < 0 ? [] : seen.slice(behind);
    const before = seen[(behind < 0 ? seen.length : behind) - 1];
    const holds = before !== undefined && expiryOf(state, versions, before) > at;
    return {
      watch: watchOf(versions, now),
      before: before && observationOf(before),
      status: STATUSES[holds ? before.status : UNKNOWN]!,
      later: later.map(observationOf),
    };
  }

  /**
   * When a monitored device becomes unknown (semantics 4): its last sign of life + `reportWithinS`, which may lie back.
   * Infinity where nothing is due: it is not monitored, not in service then, never observed, or unknown already. A
   * device that is `down` becomes unknown as well.
   *
   * @param heard the last heartbeat, if there was one; an observation is a sign of life, too.
   */
  since(deviceId: string, heard: Instant | undefined, now: Instant): Instant {
    const device = this.#facts.state.devices.get(deviceId);
    if (!device) return Infinity;
    const versions = deviceVersions(this.#facts.state, device);
    const watch = watchOf(versions, now);
    if (!watch) return Infinity;
    const last = this.#observations(device, versions, Infinity).at(-1);
    if (!last || last.status === UNKNOWN) return Infinity;
    const due = Math.max(last.at, heard ?? -Infinity, watch.since) + watch.ms;
    const service = inService(device);
    return service.from <= due && due < service.to ? due : Infinity;
  }

  #observations(device: DeviceFacts, versions: readonly Version<DeviceAttributes>[], from: Instant): Seen[] {
    const { state, derived } = this.#facts;
    // A repair is an observation, too, and which repairs stand is derived.
    if (device.faults.size > 0) derived.refresh();
    const runs = [...device.faults].flatMap((id) => {
      const run = derived.run(id);
      return run && run.report.value.deviceId === device.id ? [run] : [];
    });
    return observationsFrom(state, device, versions, runs, from);
  }
}
