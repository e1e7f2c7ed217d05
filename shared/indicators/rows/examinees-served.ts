import { valueAt } from '../../fold/state/versions';
import { liveSitting } from '../../fold/device/device-timeline';
import { type Context, inPeriod } from '../context';
import type { Measure } from '../measure';

/** Whether a sitting lies in the scope; a project's sittings are those that use one of its rooms (semantics 9). */
export function isSittingWithin(
  { scope, hasSite, hasRoom }: Context,
  { siteId, rooms }: { siteId: string; rooms: readonly { roomId: string }[] },
): boolean {
  if (scope.kind === 'area' || scope.kind === 'site') return hasSite(siteId);
  return rooms.some((room) => hasRoom(room.roomId));
}

/** 服务考生人数（人次）: attendance of sittings that ended in P; unreported ones count 0 and are listed (semantics 9). */
export const examineesServed: Measure = {
  id: 'examinees-served',
  version: 1,
  compute(context) {
    const { state } = context;
    let value = 0;
    const missing: string[] = [];
    const flagged: string[] = [];
    for (const sitting of state.sittings.values()) {
      const plan = liveSitting(state, sitting.id);
      if (!plan || !inPeriod(context, plan.to)) continue;
      if (!isSittingWithin(context, plan)) continue;
      const attended = valueAt(sitting.attended, context.now);
      if (attended === undefined) missing.push(sitting.id);
      value += attended ?? 0;
      if (attended !== undefined && attended > plan.rooms.reduce((sum, room) => sum + room.placed, 0)) {
        flagged.push(sitting.id);
      }
    }
    return { value, missing: missing.sort(), flagged: flagged.sort() };
  },
};
