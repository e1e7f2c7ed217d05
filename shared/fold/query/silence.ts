import type { Instant } from '../../model/instant';
import { deviceVersions, versionAt } from '../state/versions';
import type { DeviceAttributes, Version } from '../state/versions';
import type { Fold } from '../fold';
import { inService } from '../state/lifecycle';
import { type Seen, UNKNOWN, expiryOf, observationsFrom } from '../device/observations';
import type { DeviceFacts } from '../state/state';

/** How long a monitored device may be silent (semantics 4), and since when it is watched. */
interface Watch {
  ms: number;
  since: Instant;
}

/** What a hearing at an instant meets: what was observed by then, and what comes behind it. */
export interface SilenceContext {
  watch: Watch | null;
  /** The last observation at or before the instant; undefined: none. */
  before: Seen | undefined;
  /** Index into STATUSES: the observed status at the instant. */
  status: number;
  /** The observations behind the instant, in order. */
  later: Seen[];
}

function watchOf(versions: readonly Version<DeviceAttributes>[], now: Instant): Watch | null {
  const current = versionAt(versions, now);
  const seconds = current?.value.reportWithinS;
  if (!current || seconds === undefined) return null;
  // Silence is not counted from before anybody watched for it: until then its observations aged instead.
  let first = versions.indexOf(current);
  while (first > 0 && versions[first - 1]!.value.reportWithinS !== undefined) first -= 1;
  return { ms: seconds * 1000, since: versions[first]!.from };
}

/** Whether anybody waits for the device's reports: of the others a hearing says nothing of silence. */
export function isWatched({ state }: Fold, deviceId: string, now: Instant): boolean {
  const device = state.devices.get(deviceId);
  return device !== undefined && watchOf(deviceVersions(device), now) !== null;
}

function observations(fold: Fold, device: DeviceFacts, versions: readonly Version<DeviceAttributes>[], from: Instant) {
  // A repair is an observation, too, and which repairs stand is derived.
  if (device.faults.size > 0) fold.derived.refresh();
  const runs = [...device.faults].flatMap((id) => {
    const run = fold.derived.run(id);
    return run && run.report.value.deviceId === device.id ? [run] : [];
  });
  return observationsFrom(fold.state, device, versions, runs, from);
}

/** @param skip the seq of an entry that is not to be looked at: what would stand without it. */
export function silenceContextOf(
  fold: Fold,
  deviceId: string,
  at: Instant,
  now: Instant,
  skip?: number,
): SilenceContext | null {
  const device = fold.state.devices.get(deviceId);
  if (!device) return null;
  const versions = deviceVersions(device);
  const watch = watchOf(versions, now);
  const seen = observations(fold, device, versions, at).filter((one) => one.seq !== skip);
  const behind = seen.findIndex((one) => one.at > at);
  const later = behind < 0 ? [] : seen.slice(behind);
  const before = seen[(behind < 0 ? seen.length : behind) - 1];
  const holds = before !== undefined && expiryOf(fold.state, versions, before) > at;
  return { watch, before, status: holds ? before.status : UNKNOWN, later };
}

/**
 * When a monitored device is to be called unknown (semantics 4): its last hearing + `reportWithinS`, which may lie back.
 * Infinity where nothing is due: it is not monitored, not in service then, never observed, or unknown already. `down`
 * is no exception: the server writes `unknown` "when it has heard nothing for that long".
 *
 * @param heard the last heartbeat, if there was one; an observation is a hearing, too.
 */
export function silentSince(fold: Fold, deviceId: string, heard: Instant | undefined, now: Instant): Instant {
  const device = fold.state.devices.get(deviceId);
  if (!device) return Infinity;
  const versions = deviceVersions(device);
  const watch = watchOf(versions, now);
  if (!watch) return Infinity;
  const last = observations(fold, device, versions, Infinity).at(-1);
  if (!last || last.status === UNKNOWN) return Infinity;
  const due = Math.max(last.at, heard ?? -Infinity, watch.since) + watch.ms;
  const service = inService(device);
  return service.from <= due && due < service.to ? due : Infinity;
}
