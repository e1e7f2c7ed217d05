import type { Fold } from '../../shared/fold/fold';
import { silenceContextOf } from '../../shared/fold/query/silence';
import { inService } from '../../shared/fold/state/lifecycle';
import { UNKNOWN } from '../../shared/fold/device/observations';
import type { Instant } from '../../shared/model/instant';
import { type RefusalCode, STATUSES, type Status } from '../../shared/model/vocabulary';
import { FUTURE_TOLERATED_MS } from '../ledger/writing/draft';
import { type SilenceChange, silenceChangeOf } from './reconcile-silence';

/** Whether the sender sees a device: beyond its scope a device is absent (contract 3). */
export type CanSee = (fold: Fold, deviceId: string, at: Instant) => boolean;

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
  canSee: CanSee,
): HeartbeatDecision {
  const device = fold.state.devices.get(deviceId);
  if (!device || device.registered.length === 0 || !canSee(fold, deviceId, at)) return { code: 'unknown-device' };
  if (at > now + FUTURE_TOLERATED_MS) return { code: 'future' };
  const service = inService(device);
  if (at < service.from || at >= service.to) return { code: 'not-in-service' };

  const context = silenceContextOf(fold, deviceId, at, now)!;
  const found = silenceChangeOf(context, at, heard);
  const silent = found.silence !== null;
  const next = context.later[0];
  const isOvertaken = heard !== undefined && heard > at && !(next && next.at <= heard) && context.status !== UNKNOWN;
  return {
    heardAt: Math.min(at, now),
    observed: silent ? 'unknown' : STATUSES[context.status]!,
    by: silent || context.status === UNKNOWN ? null : (context.before?.seq ?? null),
    // If the heartbeat causes an entry, its commit reconciles the silence as well: here only what must precede it.
    amends: silent || found.doubtful ? found : null,
    standsAgain: isOvertaken ? heard : null,
  };
}
