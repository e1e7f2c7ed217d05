import type { IndicatorsAnswer } from '../../../shared/contract/http';
import type { Delta, LiveDevice, LiveSite, LiveWindow, RunningSums, Snapshot } from '../../../shared/contract/live';

/** What a page that watches knows; replaced as a whole, never changed in place, so that a reader keeps a true picture. */
export interface LiveState {
  /** The last `to` of the server: where the next delta must begin. */
  to: number;
  zone: string;
  sites: ReadonlyMap<string, LiveSite>;
  devices: ReadonlyMap<string, LiveDevice>;
  answer: IndicatorsAnswer | null;
  running: Record<LiveWindow, RunningSums> | null;
}

const byId = <T extends { id: string }>(list: readonly T[]) => new Map(list.map((one) => [one.id, one]));

/** A snapshot as state. What it leaves out (the server sent only what came since) stays as it was known. */
export function fromSnapshot(snapshot: Snapshot, to: number, known: LiveState | null = null): LiveState {
  const { status, indicators } = snapshot;
  return {
    to,
    zone: snapshot.zone,
    sites: status ? byId(status.sites) : (known?.sites ?? new Map()),
    devices: status ? byId(status.devices) : (known?.devices ?? new Map()),
    answer: indicators?.answer ?? known?.answer ?? null,
    running: indicators?.running ?? known?.running ?? null,
  };
}

/** The state after a delta; whole objects replace those of the same id. The caller has made sure that it fits (`plan`). */
export function applyDelta(state: LiveState, delta: Delta): LiveState {
  let { sites, devices, answer, running } = state;
  for (const change of delta.changes) {
    if (change.topic === 'status') {
      if (change.type === 'site') sites = replaced(sites, state.sites, change.site);
      else devices = replaced(devices, state.devices, change.device);
    } else if (change.type === 'answer') answer = change.answer;
    else running = change.running;
  }
  return { ...state, to: delta.to, sites, devices, answer, running };
}

/** Copies the map before the first change of a delta, and only then. */
function replaced<T extends { id: string }>(
  current: ReadonlyMap<string, T>,
  original: ReadonlyMap<string, T>,
  item: T,
): ReadonlyMap<string, T> {
  const copy = current === original ? new Map(original) : (current as Map<string, T>);
  return copy.set(item.id, item);
}
