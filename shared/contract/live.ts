/** The live channel (contract 6): both event maps, typed once for both ends. */
import type { Status } from '../model/vocabulary';
import type { ApiError, EntriesAnswer, FaultItem, IndicatorsAnswer, SittingItem, UptimeSums } from './http';

export const TOPICS = ['status', 'faults', 'indicators', 'exams'] as const;
export type Topic = (typeof TOPICS)[number];

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

/** A fault that is open or paused now, with where it belongs: where its device stood when it was reported (semantics 6). */
export interface LiveFault extends FaultItem {
  siteId: string;
  roomId?: string;
}
/** What keeps a room from being ready for a sitting (semantics 8); no reason: it is ready. */
export interface RoomReadiness {
  roomId: string;
  placed: number;
  reasons: string[];
}
/** A sitting that has not ended and begins within 30 days, with those of its rooms that lie in the scope. */
export interface LiveSitting extends SittingItem {
  readiness: RoomReadiness[];
}

export interface Snapshot {
  /** Server time when it was taken, ms: what a client corrects its own clock by. */
  now: number;
  zone: string;
  head: { seq: number; hash: string };
  status?: { sites: LiveSite[]; devices: LiveDevice[] };
  indicators?: { answer: IndicatorsAnswer; running: Record<LiveWindow, RunningSums> };
  faults?: LiveFault[];
  exams?: LiveSitting[];
}

/** What changed; whole objects replace those of the same id. `gone`: no more in the scope; a site takes its devices along. */
export type Change =
  | { topic: 'status'; type: 'site'; site: LiveSite }
  | { topic: 'status'; type: 'device'; device: LiveDevice }
  | { topic: 'status'; type: 'gone'; sort: 'site' | 'device'; id: string }
  | { topic: 'faults'; type: 'fault'; fault: LiveFault }
  | { topic: 'faults'; type: 'gone'; id: string }
  | { topic: 'exams'; type: 'sitting'; sitting: LiveSitting }
  | { topic: 'exams'; type: 'gone'; id: string }
  | { topic: 'indicators'; type: 'answer'; answer: IndicatorsAnswer }
  | { topic: 'indicators'; type: 'running'; running: Record<LiveWindow, RunningSums> };

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
  since?: number;
}
export type WatchAck = { to: number; snapshot: Snapshot } | { error: ApiError };

export interface ClientToServer {
  watch(request: WatchRequest, ack: (answer: WatchAck) => void): void;
  unwatch(ack: (answer: { ok: true }) => void): void;
  record(
    request: { sentAt?: string; entries: unknown[] },
    ack: (answer: EntriesAnswer | { error: ApiError }) => void,
  ): void;
}
export interface ServerToClient {
  delta(delta: Delta): void;
  /** Every second: the server lives, and its clock; without it for 5 s a page drains its colours. */
  pulse(pulse: { now: number; seq: number }): void;
}
