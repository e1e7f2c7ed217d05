import type { Fold } from '../../shared/fold/fold';
import type { Instant } from '../../shared/model/instant';
import type { RefusalCode, Status } from '../../shared/model/vocabulary';
import type { Job } from '../ledger/writing/commit';
import { FUTURE_TOLERATED_MS, type Writer } from '../ledger/writing/draft';
import { type SilenceChange, silenceChangeOf } from './reconcile-silence';

/** The sender of heartbeats: its identity as a writer, and its limits. */
export interface Voice {
  writer: Writer;
  /** Whether the sender sees a device: beyond its scope a device is absent (contract 3). */
  canSee: (fold: Fold, deviceId: string, at: Instant) => boolean;
  /** The earliest instant that the sender may report (contract 4). */
  earliest: (fold: Fold, now: Instant) => Instant;
  authorize: Job['authorize'];
}

export type HeartbeatDecision =
  | { code: RefusalCode }
  | {
      heardAt: Instant;
      /** The observed status at the heartbeat's instant; `unknown` during the silence that it ends. */
      observed: Status;
      /** The seq of that observation; null: there is none. */
      by: number | null;
      amends: SilenceChange | null;
      /** The instant of a later heartbeat that confirmed `observed` without an entry: an earlier change ends there. */
      standsAgain: Instant | null;
    };

/** Decides a heartbeat against the fold: a refusal, or what it changes. Writes nothing. */
export function decideHeartbeat(
  fold: Fold,
  { deviceId, at }: { deviceId: string; at: Instant },
  now: Instant,
  heard: Instant | undefined,
  { canSee, earliest }: Pick<Voice, 'canSee' | 'earliest'>,
): HeartbeatDecision {
  const service = fold.things.serviceOf(deviceId);
  if (!service || !canSee(fold, deviceId, at)) return { code: 'unknown-device' };
  if (at > now + FUTURE_TOLERATED_MS) return { code: 'future' };
  if (at < earliest(fold, now)) return { code: 'too-late' };
  if (at < service.from || at >= service.to) return { code: 'not-in-service' };

  const context = fold.silence.contextAt(deviceId, at, now)!;
  const found = silenceChangeOf(context, at, heard);
  const silent = found.silence !== null;
  const next = context.later[0];
  const isOvertaken = heard !== undefined && heard > at && !(next && next.at <= heard) && context.status !== 'unknown';
  return {
    heardAt: Math.min(at, now),
    observed: silent ? 'unknown' : context.status,
    by: silent || context.status === 'unknown' ? null : (context.before?.seq ?? null),
    // If the heartbeat causes an entry, its commit reconciles the silence as well: here only what must precede it.
    amends: silent || found.doubtful ? found : null,
    standsAgain: isOvertaken ? heard : null,
  };
}
