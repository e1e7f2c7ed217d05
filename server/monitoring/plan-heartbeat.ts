import type { Fold } from '../../shared/fold/fold';
import type { Instant } from '../../shared/model/instant';
import type { RefusalCode, Status } from '../../shared/model/vocabulary';
import { FUTURE_TOLERATED_MS } from '../ledger/writing/draft';
import { type SilenceChange, silenceChangeOf } from './reconcile-silence';

/** Whether a device is there for whoever sends: what lies beyond a scope is absent (contract 3). */
export type CanSee = (fold: Fold, deviceId: string, at: Instant) => boolean;

export type HeartbeatDecision =
  | { code: RefusalCode }
  | {
      heardAt: Instant;
      /** What is observed at the beat's instant, the silence that it ends included. */
      observed: Status;
      /** The seq of the observation that says so; null: nobody's word. */
      by: number | null;
      amends: SilenceChange | null;
      /** Where a later beat has confirmed `observed` without an entry: a change before it ends there. */
      standsAgain: Instant | null;
    };

/** What a beat is to the fold: a refusal, or what it changes. Writes nothing. */
export function decideHeartbeat(
  fold: Fold,
  { deviceId, at }: { deviceId: string; at: Instant },
  now: Instant,
  heard: Instant | undefined,
  canSee: CanSee,
): HeartbeatDecision {
  const service = fold.things.serviceOf(deviceId);
  if (!service || !canSee(fold, deviceId, at)) return { code: 'unknown-device' };
  if (at > now + FUTURE_TOLERATED_MS) return { code: 'future' };
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
    // A beat that writes an entry is met again as that is committed: only what has to come before it is done here.
    amends: silent || found.doubtful ? found : null,
    standsAgain: isOvertaken ? heard : null,
  };
}
