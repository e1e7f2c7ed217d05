import type { Fold } from '../../shared/fold/fold';
import { meetingOf } from '../../shared/fold/hearing';
import { inService } from '../../shared/fold/life';
import { UNKNOWN } from '../../shared/fold/observed';
import type { Instant } from '../../shared/model/instant';
import { type RefusalCode, STATUSES, type Status } from '../../shared/model/words';
import { FUTURE_TOLERATED_MS } from '../ledger/draft';
import { type Consequences, consequencesOf } from './consequences';

/** Whether a device is there for whoever sends: what lies beyond a scope is absent (contract 3). */
export type Sees = (fold: Fold, deviceId: string, at: Instant) => boolean;

export type Plan =
  | { code: RefusalCode }
  | {
      heardAt: Instant;
      /** What is observed at the beat's instant, the silence that it ends included. */
      observed: Status;
      /** The seq of the observation that says so; null: nobody's word. */
      by: number | null;
      amends: Consequences | null;
      /** Where a later beat has confirmed `observed` without an entry: a change before it ends there. */
      standsAgain: Instant | null;
    };

/** What a beat is to the fold: a refusal, or what it changes. Writes nothing. */
export function planBeat(
  fold: Fold,
  { deviceId, at }: { deviceId: string; at: Instant },
  now: Instant,
  heard: Instant | undefined,
  sees: Sees,
): Plan {
  const device = fold.state.devices.get(deviceId);
  if (!device || device.registered.length === 0 || !sees(fold, deviceId, at)) return { code: 'unknown-device' };
  if (at > now + FUTURE_TOLERATED_MS) return { code: 'future' };
  const service = inService(device);
  if (at < service.from || at >= service.to) return { code: 'not-in-service' };

  const meeting = meetingOf(fold, deviceId, at, now)!;
  const found = consequencesOf(meeting, at, heard);
  const silent = found.silence !== null;
  const next = meeting.later[0];
  const isOvertaken = heard !== undefined && heard > at && !(next && next.at <= heard) && meeting.status !== UNKNOWN;
  return {
    heardAt: Math.min(at, now),
    observed: silent ? 'unknown' : STATUSES[meeting.status]!,
    by: silent || meeting.status === UNKNOWN ? null : (meeting.before?.seq ?? null),
    // A beat that writes an entry is met again as that is committed: only what has to come before it is done here.
    amends: silent || found.doubtful ? found : null,
    standsAgain: isOvertaken ? heard : null,
  };
}
