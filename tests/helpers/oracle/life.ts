import type { Entry, EntryOf } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import { inFoldOrder, ofKind } from './order';

type Begin = EntryOf<'device.commissioned'> | EntryOf<'room.accepted'>;
type End = EntryOf<'device.retired'> | EntryOf<'room.retired'>;

/** `[commissionedAt, retiredAt)` of a device, `[acceptedAt, retiredAt)` of a room (semantics 3). */
export interface Life {
  begin: Begin | null;
  end: End | null;
  /** Seqs without effect: a second beginning, an end without a beginning, a second end (semantics 2). */
  contested: number[];
}

/** The first in the order of the fold counts; an end needs a beginning before it in that order. */
function live(steps: readonly Entry[]): Life {
  const life: Life = { begin: null, end: null, contested: [] };
  for (const step of inFoldOrder(steps)) {
    if (step.kind === 'device.commissioned' || step.kind === 'room.accepted') {
      if (life.begin) life.contested.push(step.seq);
      else life.begin = step;
    } else if (step.kind === 'device.retired' || step.kind === 'room.retired') {
      if (!life.begin || life.end) life.contested.push(step.seq);
      else life.end = step;
    }
  }
  return life;
}

export function deviceLifecycle(entries: readonly Entry[], deviceId: string): Life {
  const steps = ofKind(entries, 'device.commissioned', 'device.retired');
  return live(steps.filter((one) => one.body.deviceId === deviceId));
}

export function roomLifecycle(entries: readonly Entry[], roomId: string): Life {
  const steps = ofKind(entries, 'room.accepted', 'room.retired');
  return live(steps.filter((one) => one.body.roomId === roomId));
}

/** Whether an instant lies in `[commissionedAt, retiredAt)`: by the instant alone, whatever the seqs (semantics 3). */
export function livesAt({ begin, end }: Life, t: Instant): boolean {
  return begin !== null && begin.at <= t && (end === null || t < end.at);
}

export function beginsIn(life: Life, from: Instant, to: Instant): boolean {
  return life.begin !== null && from <= life.begin.at && life.begin.at < to;
}
