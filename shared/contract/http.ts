/** The answers of the HTTP interface (contract 3–5): typed once, for the server that makes them and the client that reads them. */
import type { IndicatorId, Refusal, RefusalCode, Role, Status } from '../model/vocabulary';

export interface Account {
  id: string;
  name: string;
  role: Role;
  /** `site:ID` or area codes, by the role; empty is everywhere (admin). */
  scope: string[];
}

/** What a session has to do before anything else, in this order (contract 3). */
export type RequiredAction = 'password' | 'second-factor';

export interface SessionAnswer {
  user: Account;
  /** The business zone (IANA name): days and times are shown in it (semantics 1). */
  zone: string;
  /** The server's time when it answered, ms since the epoch. */
  now: number;
  /** Absent: nothing. */
  must?: RequiredAction[];
}

/** The second factor of an account: whether it is on, and how many recovery codes are left. */
export interface SecondFactorState {
  active: boolean;
  recoveryCodes: number;
}

/** For an authenticator: the shared secret (base32), and the same as the address that its QR code holds. Shown this once. */
export interface SecondFactorOffer {
  secret: string;
  uri: string;
}

/** Each opens the account once in place of a code; shown this once. */
export interface RecoveryCodes {
  recoveryCodes: string[];
}

/** An account as the administrator sees it (contract 3). */
export interface UserItem extends Account {
  createdAt: string;
  disabled: boolean;
  /** Whether a second factor is on. */
  secondFactor: boolean;
}
export interface UserAnswer {
  user: UserItem;
  /** Made by the server, and shown this once. */
  password?: string;
}
export interface TokenItem {
  id: string;
  name: string;
  role: Role;
  scope: string[];
  createdAt: string;
  /** null: until it is revoked. */
  expiresAt: string | null;
}
/** An address that one device reports to (contract 4). */
export interface PushTokenItem {
  id: string;
  deviceId: string;
  createdAt: string;
}

/** The only time that the token is shown; the path is what the agent calls. */
export interface PushTokenAnswer {
  id: string;
  token: string;
  path: string;
}

/** What became of heartbeats: how many were heard, and why each other one was not. */
export interface BeatsAnswer {
  accepted: number;
  refused: { deviceId: string; code: RefusalCode }[];
}

export interface TokenAnswer {
  id: string;
  /** Shown this once. */
  token: string;
}
export interface SignInItem {
  at: string;
  /** null: there is no such account; what was typed is not kept. */
  name: string | null;
  address: string;
  outcome: SignInOutcome;
}
/**
 * How a try to log in ended. `code-wanted`: the password was right, and no code was sent (the first half of a log-in in two
 * steps, unless nothing follows); `second-factor`: the password was right, the code was not; `expired`: a one-time password
 * that was not changed in time.
 */
export type SignInOutcome = 'ok' | 'wrong' | 'locked' | 'disabled' | 'expired' | 'code-wanted' | 'second-factor';

/** What stands behind every refusal that is not an entry's: `{error:{code,message,field?}}`. */
export const API_ERROR_CODES = [
  'bad-request',
  'unauthenticated',
  /** The password is right, and a code is wanted besides; or the code is wrong. */
  'second-factor',
  'forbidden',
  'not-found',
  'too-large',
  'too-fast',
  'not-ready',
  'storage',
  'internal',
] as const;
export type ApiErrorCode = (typeof API_ERROR_CODES)[number];
export interface ApiError {
  code: ApiErrorCode;
  message: string;
  field?: string;
}

export interface EntryResult {
  id: string;
  outcome: 'recorded' | 'duplicate' | 'refused';
  seq?: number;
  error?: Refusal;
}
export interface EntriesAnswer {
  results: EntryResult[];
}

export interface Page<T> {
  items: T[];
  /** Hand it back as `after`; absent on the last page. */
  next?: string;
}

/** Times in integer ms; rates are fractions, null where there is no figure (semantics 6). */
export interface UptimeSums {
  serviceMs: number;
  upMs: number;
  degradedMs: number;
  downMs: number;
  unknownMs: number;
  maintenanceMs: number;
}
export interface UptimeRates {
  faultRate: number | null;
  low: number | null;
  high: number | null;
  coverage: number | null;
}
export interface UptimeRow extends UptimeSums, UptimeRates {
  key: string;
}
export const UPTIME_CUTS = ['none', 'area', 'site', 'room', 'device', 'category', 'day'] as const;
export type UptimeCut = (typeof UPTIME_CUTS)[number];
export interface UptimeAnswer {
  rows: UptimeRow[];
}

export const ROW_STATES = ['noTarget', 'noData', 'missed', 'met', 'unproven', 'partly', 'onTrack', 'behind'] as const;
export type RowState = (typeof ROW_STATES)[number];

export interface Target {
  op?: '>=' | '<=';
  value: number | string;
}
export interface Attestation {
  grade: 'met' | 'partly' | 'unmet';
  percent: number;
  statement: string;
  papers?: string[];
  actor: string;
  at: string;
}
export interface Suggestion {
  /** What the measure says by itself: met or unmet; null where it cannot say. */
  grade: 'met' | 'unmet' | null;
  numerator?: number;
  denominator?: number;
  /** Why, in closed words that the client puts into sentences. */
  reasons: string[];
  /** An attestation stands and says otherwise. */
  contradicts?: boolean;
}
/** Down time that the target still allows (semantics 9). */
export interface Budget {
  plannedMs: number;
  allowedMs: number;
  usedMs: number;
  leftMs: number;
  /** When it runs out at the pace of the last 30 days; null: not in this period. */
  runsOutAt: string | null;
}

export interface IndicatorRow {
  id: IndicatorId;
  no: number;
  name: string;
  unit: string;
  version: number;
  value: number | null;
  numerator?: number;
  denominator?: number;
  low?: number | null;
  high?: number | null;
  coverage?: number | null;
  n?: number;
  timely?: number;
  late?: number;
  pending?: number;
  target: Target | null;
  state: RowState;
  weight: number;
  score: number | null;
  suggestion?: Suggestion;
  attestation?: Attestation;
  deviation?: string;
  budget?: Budget;
  /** Sittings that ended in the period without a reported attendance (examinees-served). */
  missing?: string[];
  /** Sittings with more attended than placed (examinees-served). */
  flagged?: string[];
  /** Rooms that do not comply, with why (room-compliance). */
  failing?: { roomId: string; reasons: string[] }[];
  /** Time that planned maintenance took out (fault-rate) or pauses (timely-repair), ms; shown beside the rate. */
  maintenanceMs?: number;
  pausedMs?: number;
}

export interface ScoreSummary {
  rows: number;
  execution: number;
  total: number;
  worst: number;
  band: 'excellent' | 'good' | 'fair' | 'poor';
}
export interface IndicatorsAnswer {
  scope: string;
  period: string;
  evaluatedAt: string;
  ledger: { seq: number; hash: string };
  rows: IndicatorRow[];
  /** null where rows without a target still carry weight (semantics 10). */
  score: ScoreSummary | null;
}

export interface TimelineInterval {
  from: string;
  to: string;
  status: Status;
  /** Whether the time counts as service time. */
  service: boolean;
  faultIds?: string[];
  maintenanceId?: string;
  sittingId?: string;
}
export interface TimelineAnswer {
  intervals: TimelineInterval[];
}

/** An area that sites lie in, or one that holds such areas; its name is the client's. `sites` and `rooms` are counts. */
export interface AreaItem {
  /** The GB/T 2260 code. */
  id: string;
  sites: number;
  rooms: number;
}
export interface SiteItem {
  id: string;
  name: string;
  area: string;
  lat?: number;
  lng?: number;
}
export interface RoomItem {
  id: string;
  siteId: string;
  name: string;
  origin: 'new' | 'existing';
  seats: number;
  spareSeats?: number;
  profile?: string;
  projectId?: string;
  layout?: { rows: number; cols: number };
  acceptedAt?: string;
  retiredAt?: string;
}
export interface DeviceItem {
  id: string;
  siteId: string;
  roomId?: string;
  seat?: string;
  spare?: boolean;
  category: string;
  domestic?: boolean;
  projectId?: string;
  label?: string;
  model?: string;
  vendor?: string;
  commissionedAt?: string;
  retiredAt?: string;
  status: Status;
  /** Since when the status holds. */
  since?: string;
  openFaults: string[];
}
export interface FaultItem {
  id: string;
  deviceId: string;
  impact: 'down' | 'degraded' | 'none';
  severity: 'minor' | 'major' | 'critical';
  state: 'open' | 'paused' | 'repaired' | 'verified' | 'cancelled';
  reportedAt: string;
  startedAt: string;
  acknowledgedAt?: string;
  assignedTo?: string;
  repairedAt?: string;
  deadline: string | null;
  verdict: 'timely' | 'late' | 'pending' | 'excluded' | 'none';
}
export interface SittingItem {
  id: string;
  exam: string;
  siteId: string;
  rooms: { roomId: string; placed: number }[];
  from: string;
  to: string;
  cancelled: boolean;
  attended?: number;
}

/** Money in integer 分; `paidFen` is net of what came back (semantics 11). */
export interface GrantItem {
  id: string;
  number: string;
  area: string;
  amountFen: number;
  purposes: string[];
  receivedAt: string;
  budgetedFen: number;
  paidFen: number;
}
export interface ProjectItem {
  id: string;
  grantId: string;
  name: string;
  budgetFen: number;
  paidFen: number;
  /** How many rooms and devices name it. */
  rooms: number;
  devices: number;
}

/** The audit trail: an entry as it stands in the ledger, without the chain. */
export interface EntryItem {
  seq: number;
  id: string;
  kind: string;
  at: string;
  recordedAt: string;
  actor: string;
  body: Record<string, unknown>;
  voidedBy?: number;
}
