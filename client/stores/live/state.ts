import type { IndicatorsAnswer } from '../../../shared/contract/http';
import type {
  Change,
  Delta,
  LiveDevice,
  LiveFault,
  LiveSite,
  LiveSitting,
  LiveWindow,
  RunningSums,
  Snapshot,
} from '../../../shared/contract/live';

/** What a page that watches knows; replaced as a whole, never changed in place, so that a reader keeps a true picture. */
export interface LiveState {
  /** The last `to` of the server: where the next delta must begin. */
  to: number;
  zone: string;
  sites: ReadonlyMap<string, LiveSite>;
  devices: ReadonlyMap<string, LiveDevice>;
  /** Those that are open or paused. */
  faults: ReadonlyMap<string, LiveFault>;
  /** Those to come within 30 days, and in progress. */
  sittings: ReadonlyMap<string, LiveSitting>;
  answer: IndicatorsAnswer | null;
  running: Record<LiveWindow, RunningSums> | null;
}

const byId = <T extends { id: string }>(list: readonly T[]) => new Map(list.map((one) => [one.id, one]));

/** A snapshot as state. What it leaves out (the server sent only what came since) stays as it was known. */
export function fromSnapshot(snapshot: Snapshot, to: number, known: LiveState | null = null): LiveState {
  const { status, indicators, faults, exams } = snapshot;
  return {
    to,
    zone: snapshot.zone,
    sites: status ? byId(status.sites) : (known?.sites ?? new Map()),
    devices: status ? byId(status.devices) : (known?.devices ?? new Map()),
    faults: faults ? byId(faults) : (known?.faults ?? new Map()),
    sittings: exams ? byId(exams) : (known?.sittings ?? new Map()),
    answer: indicators?.answer ?? known?.answer ?? null,
    running: indicators?.running ?? known?.running ?? null,
  };
}

/** The state after a delta; whole objects replace those of the same id. The caller has made sure that it fits (`plan`). */
export function applyDelta(state: LiveState, delta: Delta): LiveState {
  const draft = { ...state, to: delta.to };
  for (const change of delta.changes) apply(draft, state, change);
  return draft;
}

function apply(draft: LiveState, before: LiveState, change: Change): void {
  switch (change.topic) {
    case 'status':
      if (change.type === 'site') draft.sites = owned(draft.sites, before.sites).set(change.site.id, change.site);
      else if (change.type === 'device') {
        draft.devices = owned(draft.devices, before.devices).set(change.device.id, change.device);
      } else leave(draft, before, change);
      return;
    case 'faults': {
      const faults = owned(draft.faults, before.faults);
      if (change.type === 'fault') faults.set(change.fault.id, change.fault);
      else faults.delete(change.id);
      draft.faults = faults;
      return;
    }
    case 'exams': {
      const sittings = owned(draft.sittings, before.sittings);
      if (change.type === 'sitting') sittings.set(change.sitting.id, change.sitting);
      else sittings.delete(change.id);
      draft.sittings = sittings;
      return;
    }
    case 'indicators':
      if (change.type === 'answer') draft.answer = change.answer;
      else draft.running = change.running;
  }
}

/** A site that goes takes its devices along. */
function leave(draft: LiveState, before: LiveState, gone: { sort: 'site' | 'device'; id: string }): void {
  const devices = owned(draft.devices, before.devices);
  if (gone.sort === 'device') devices.delete(gone.id);
  else {
    const sites = owned(draft.sites, before.sites);
    sites.delete(gone.id);
    draft.sites = sites;
    for (const device of devices.values()) if (device.siteId === gone.id) devices.delete(device.id);
  }
  draft.devices = devices;
}

/** Copies a map before the first change of a delta, and only then. */
function owned<T>(current: ReadonlyMap<string, T>, before: ReadonlyMap<string, T>): Map<string, T> {
  return current === before ? new Map(before) : (current as Map<string, T>);
}
