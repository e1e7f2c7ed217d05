/** The live channel (contract 6): both event maps, typed once for both ends. */
import type { Status } from '../model/vocabulary';
import type { ApiError, EntriesAnswer, FaultItem, IndicatorsAnswer, SittingItem, UptimeSums } from './http';
import type { WritingStopped } from './vocabulary';
import type { RoomReadiness } from './work/readiness';

export type { RoomReadiness } from './work/readiness';

export const LIVE_WINDOWS = ['day', 'month', 'year', 'cycle'] as const;
export type LiveWindow = (typeof LIVE_WINDOWS)[number];

/** How many devices in service stand in each status now, and how many of them are in planned maintenance. */
export interface StatusCounts {
  up: number;
  degraded: number;
  down: number;
  unknown: number;
  maintenance: number;
}

/**
 * Uptime sums that run by themselves: at `t ≥ at` (server time) each sum is `sums.x + pace.x × (t − at)`, until the next
 * delta says otherwise. `pace` counts the devices that are accruing service time in each status at `at`.
 */
export interface RunningSums {
  /** Server time, ms. */
  at: number;
  /** The window, ms: `[from, to)`. */
  from: number;
  to: number;
  sums: UptimeSums;
  rate: Omit<UptimeSums, 'serviceMs'>;
}

export interface LiveRoom {
  id: string;
  name: string;
  counts: StatusCounts;
  /** It is retired, and devices in service still stand in it. */
  retired?: true;
}
export interface LiveSite {
  id: string;
  name: string;
  area: string;
  rooms: LiveRoom[];
  /** Devices of the site that stand in no room. */
  common: StatusCounts;
}
export interface LiveDevice {
  id: string;
  siteId: string;
  roomId?: string;
  status: Status;
  /** Since when, ms. */
  since: number;
  maintenance: boolean;
}

/** A fault that is open or paused now. */
export type LiveFault = FaultItem;
/** A sitting that has not ended and begins within 30 days, with those of its rooms that lie in the scope. */
export interface LiveSitting extends SittingItem {
  readiness: RoomReadiness[];
}

/**
 * What each topic shows of a scope: one list of things with ids, or named parts, each a list or a single value.
 * A topic is added here, in `fold/live/topics.ts` and in its own file beside that.
 */
export interface TopicData {
  status: { sites: LiveSite[]; devices: LiveDevice[] };
  faults: LiveFault[];
  exams: LiveSitting[];
  indicators: { answer: IndicatorsAnswer; running: Record<LiveWindow, RunningSums> };
}
export const TOPICS = ['status', 'faults', 'indicators', 'exams'] as const satisfies readonly (keyof TopicData)[];
export type Topic = (typeof TOPICS)[number];

type List = readonly { id: string }[];
/** The parts of a topic that are lists. */
type ListPart<T extends Topic> = {
  [P in keyof TopicData[T]]: TopicData[T][P] extends List ? P : never;
}[keyof TopicData[T]];
/** Whole things that replace those of the same id, and values that replace the ones before. */
export type Put<T extends Topic> = TopicData[T] extends List ? TopicData[T] : Partial<TopicData[T]>;
/** Ids of things that the scope no longer shows. */
export type Gone<T extends Topic> = TopicData[T] extends List ? string[] : { [P in ListPart<T>]?: string[] };

export type ChangeOf<T extends Topic> = { topic: T; put: Put<T> } | { topic: T; gone: Gone<T> };
/** What changed of one topic; the changes of a delta are applied in their order. */
export type Change = { [T in Topic]: ChangeOf<T> }[Topic];

export type Snapshot = {
  /** Server time when it was taken, ms: what a client corrects its own clock by. */
  now: number;
  zone: string;
  /** The ledger's identity: send it back with `since`. A restore or an import makes another one. */
  ledger: string;
  head: { seq: number; hash: string };
} & { [T in Topic]?: TopicData[T] };

export interface Delta {
  /**
   * The last `to` that this client was sent; another one is a gap, and the client watches again with `since`. One that was
   * left out because it read too slowly is sent what it missed, or a `from` behind `to`, where no client ever stands.
   */
  from: number;
  to: number;
  /** Server time, ms. */
  now: number;
  changes: Change[];
}

export interface WatchRequest {
  scope: string;
  topics: Topic[];
  /** A period for the indicators topic; the current year when absent. */
  period?: string;
  /** The last `to`, with the identity of the ledger that it belongs to; of another ledger, or without it, all is sent. */
  since?: number;
  ledger?: string;
}
export type WatchAck = { to: number; snapshot: Snapshot } | { error: ApiError };

/**
 * A socket, an account and all of them may ask a bounded number of times: beyond it the ack is `too-fast` or `busy` with
 * `retryAfterS`, and a socket that goes on all the same, or reads no answers, is closed. A later `watch` or `unwatch` takes
 * the place of one that is not answered yet, whose ack is `too-fast`.
 */
export interface ClientToServer {
  watch(request: WatchRequest, ack: (answer: WatchAck) => void): void;
  unwatch(ack: (answer: { ok: true }) => void): void;
  record(
    request: { sentAt?: string; entries: unknown[] },
    ack: (answer: EntriesAnswer | { error: ApiError }) => void,
  ): void;
}
export interface Pulse {
  /** Server time, ms. */
  now: number;
  /** The ledger's head. */
  seq: number;
  /** Nothing is recorded at the moment; absent: entries are. */
  stopped?: WritingStopped;
}
export interface ServerToClient {
  delta(delta: Delta): void;
  /** Every second: the server lives, and its clock; without it for 5 s a page drains its colours. */
  pulse(pulse: Pulse): void;
}
