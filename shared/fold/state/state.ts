import type { Instant } from '../../model/instant';
import type { BodyOf } from '../../model/kinds';
import type { Schedule } from '../../model/kinds/places';
import type { Impact, IndicatorId, Severity, VoiceProblem } from '../../model/vocabulary';
import type { Log } from './log';
import type { EvidenceFacts, MoneyFacts, SummaryFacts, SurveyFacts } from './money-evidence';
import type { Signed } from './signed';

/**
 * The state that the ledger folds into: plain data (maps, arrays, numbers, strings), so that a checkpoint is its
 * structured clone. It holds facts as they were filed, in the fold's order; what follows from them (timelines, runs of
 * faults, sums) is derived and never saved.
 */
export interface State {
  head: { seq: number; hash: string; recordedAt: Instant };
  sites: Map<string, SiteFacts>;
  rooms: Map<string, RoomFacts>;
  devices: Map<string, DeviceFacts>;
  faults: Map<string, FaultFacts>;
  sittings: Map<string, SittingFacts>;
  maintenances: Map<string, MaintenanceFacts>;
  /** By device: only the devices that anybody spoke of. */
  voices: Map<string, VoiceFacts>;
  rules: Rules;
  money: MoneyFacts;
  evidence: EvidenceFacts;
  /** By `scope|year`: only the forms that were ever signed or closed. */
  summaries: Map<string, SummaryFacts>;
  /** The standing entries that name a thing (`device:D1`): while there are any, what made it cannot be voided. */
  uses: Map<string, Uses>;
  /** The standing entries that make a thing, by seq: the first one does. */
  makers: Map<string, number[]>;
  /** Seq of every voided entry → seq of the entry that voided it. */
  voided: Map<number, number>;
  /** Entries that were never filed, and why: voids against their rule, and entries about what was never made. */
  unfiled: Map<number, string>;
}

/** The entries that name a thing: how many, and the seqs of some of them in order (`USES_LISTED`), for a refusal to list. */
export interface Uses {
  count: number;
  seqs: number[];
}

export type SitePatch = Omit<BodyOf<'site.changed'>, 'siteId'>;
export type RoomPatch = Omit<BodyOf<'room.changed'>, 'roomId'>;
export type DevicePatch = Omit<BodyOf<'device.changed'>, 'deviceId'> & { moved?: true };

export interface SiteFacts {
  id: string;
  registered: Log<SitePatch>;
  changed: Log<SitePatch>;
  /** `at` is what a later schedule holds from: max(recordedAt, from ?? at); the first by seq holds from its beginning. */
  schedules: Log<Schedule>;
  /** Every device, sitting and maintenance that any entry ever placed here: a superset to filter. */
  devices: Set<string>;
  rooms: Set<string>;
  sittings: Set<string>;
  maintenances: Set<string>;
}

export interface RoomFacts {
  id: string;
  registered: Log<RoomPatch>;
  changed: Log<RoomPatch>;
  accepted: Log<Signed>;
  retired: Log<Signed>;
  inspected: Log<BodyOf<'room.inspected'>['exceptions']>;
  devices: Set<string>;
  sittings: Set<string>;
  maintenances: Set<string>;
}

export interface DeviceFacts {
  id: string;
  registered: Log<DevicePatch>;
  /** `device.changed` and `device.moved`, together in their order. */
  changed: Log<DevicePatch>;
  commissioned: Log<Signed>;
  retired: Log<Signed>;
  seen: Observations;
  faults: Set<string>;
  maintenances: Set<string>;
}

/** A device's own observations, sorted by (at, seq), as parallel columns: there are by far the most of these. */
export interface Observations {
  at: number[];
  /** seq × 4 + the status as an index into STATUSES. */
  packed: number[];
}

export interface FaultReport extends Signed {
  deviceId: string;
  impact: Impact;
  severity: Severity;
  startedAt: Instant;
  /** The reference of its paper. */
  note?: string;
}

export type FaultStepKind =
  | 'acknowledged'
  | 'assigned'
  | 'commented'
  | 'pauseAsked'
  | 'regraded'
  | 'paused'
  | 'resumed'
  | 'repaired'
  | 'verified'
  | 'reopened'
  | 'cancelled';

export interface FaultStep extends Signed {
  step: FaultStepKind;
  severity?: Severity;
  duplicateOf?: string;
  to?: string;
}

export interface FaultFacts {
  id: string;
  reported: Log<FaultReport>;
  steps: Log<FaultStep>;
}

export interface SittingFacts {
  id: string;
  scheduled: Log<{
    exam: string;
    siteId: string;
    rooms: { roomId: string; placed: number }[];
    from: Instant;
    to: Instant;
  }>;
  attended: Log<number>;
  /** `at` is `eff`. */
  cancelled: Log<Signed>;
  /** Of all its rooms; `at` is `eff`. */
  readySigned: Log<ReadySignature>;
}

/** Somebody vouched that a room is ready for a sitting. */
export interface ReadySignature extends Signed {
  roomId: string;
  /** The reference of its paper. */
  note?: string;
}

export interface MaintenanceFacts {
  id: string;
  planned: Log<{ scope: string; from: Instant; to: Instant; recordedAt: Instant; override?: string }>;
  /** `at` is `eff`. */
  cancelled: Log<Signed>;
}

/** The key of the limits that hold where no area has its own (semantics 7). */
export const GENERAL = 'general';
/** What people without an account said of a device. It bears on no figure: nothing but the list of voices reads it. */
export interface VoiceFacts {
  voiced: Log<Voice>;
  dismissed: Log<Signed>;
}

export interface Voice {
  problems: readonly VoiceProblem[];
  /** The reference of its paper. */
  note?: string;
}

/** Rules; the `at` of each fact is its `eff`. */
export interface Rules {
  /** By area code, or `GENERAL`. */
  limits: Map<string, Log<Omit<BodyOf<'limits.set'>, 'scope'>>>;
  categories: Map<string, Log<{ validityS?: number; defaultSeverity?: Severity }>>;
  profiles: Map<string, Log<BodyOf<'profile.set'>['requires']>>;
  settings: Map<string, Log<string | number | boolean>>;
  /** By `scope|indicator|period`. */
  targets: Map<string, Log<{ op?: '>=' | '<='; value: number | string }>>;
  /** By `scope|year`. */
  weights: Map<string, Log<{ weights: Partial<Record<IndicatorId, number>>; execution: number }>>;
}

export function emptyState(): State {
  return {
    head: { seq: 0, hash: '0'.repeat(64), recordedAt: 0 },
    sites: new Map(),
    rooms: new Map(),
    devices: new Map(),
    faults: new Map(),
    sittings: new Map(),
    maintenances: new Map(),
    voices: new Map(),
    rules: {
      limits: new Map(),
      categories: new Map(),
      profiles: new Map(),
      settings: new Map(),
      targets: new Map(),
      weights: new Map(),
    },
    money: { grants: new Map(), projects: new Map(), payments: new Map(), milestones: new Map() },
    evidence: {
      incidents: new Map(),
      signed: new Map(),
      answers: new Map(),
      surveys: new Map(),
      counted: new Map(),
      attestations: new Map(),
      deviations: new Map(),
      words: new Map(),
    },
    summaries: new Map(),
    uses: new Map(),
    makers: new Map(),
    voided: new Map(),
    unfiled: new Map(),
  };
}

/** A thing's facts, made empty at their first mention: an entry may be filed before what it names is known. */
export function getOrCreate<V>(map: Map<string, V>, id: string, make: (id: string) => V): V {
  let found = map.get(id);
  if (!found) map.set(id, (found = make(id)));
  return found;
}

const site = (id: string): SiteFacts => ({
  id,
  registered: [],
  changed: [],
  schedules: [],
  devices: new Set(),
  rooms: new Set(),
  sittings: new Set(),
  maintenances: new Set(),
});
const room = (id: string): RoomFacts => ({
  id,
  registered: [],
  changed: [],
  accepted: [],
  retired: [],
  inspected: [],
  devices: new Set(),
  sittings: new Set(),
  maintenances: new Set(),
});
const device = (id: string): DeviceFacts => ({
  id,
  registered: [],
  changed: [],
  commissioned: [],
  retired: [],
  seen: { at: [], packed: [] },
  faults: new Set(),
  maintenances: new Set(),
});

export const siteOf = (state: State, id: string) => getOrCreate(state.sites, id, site);
export const roomOf = (state: State, id: string) => getOrCreate(state.rooms, id, room);
export const deviceOf = (state: State, id: string) => getOrCreate(state.devices, id, device);
export const faultOf = (state: State, id: string) =>
  getOrCreate(state.faults, id, (id): FaultFacts => ({ id, reported: [], steps: [] }));
export const sittingOf = (state: State, id: string) =>
  getOrCreate(state.sittings, id, (id): SittingFacts => ({
    id,
    scheduled: [],
    attended: [],
    cancelled: [],
    readySigned: [],
  }));
export const maintenanceOf = (state: State, id: string) =>
  getOrCreate(state.maintenances, id, (id): MaintenanceFacts => ({ id, planned: [], cancelled: [] }));
export const voicesOf = (state: State, deviceId: string) =>
  getOrCreate(state.voices, deviceId, (): VoiceFacts => ({ voiced: [], dismissed: [] }));
export const surveyOf = (state: State, id: string) =>
  getOrCreate(state.evidence.surveys, id, (): SurveyFacts => ({ id, opened: [], closed: [] }));
