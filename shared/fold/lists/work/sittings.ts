import { SittingItem } from '../../../contract/work/sittings';
import { type Instant, toIso } from '../../../model/instant';
import { liveSitting } from '../../device/device-timeline';
import type { State } from '../../state/state';
import { valueAt } from '../../state/versions';
import { list, oneOf, text } from '../list';
import { roomNamed, roomsNamed, siteWithin, sitesIn } from '../lister';
import { rooms } from '../places/rooms';

/** The sittings of exams; the route is `/api/exams` (contract 5). */
export const exams = list({
  does: 'The sittings of exams.',
  schema: SittingItem,
  right: 'read',
  ref: (id) => `sitting:${id}`,
  filters: {
    site: text((item: SittingItem) => item.siteId),
    exam: text((item: SittingItem) => item.exam),
    cancelled: oneOf(['yes', 'no'], (item: SittingItem) => (item.cancelled ? 'yes' : 'no')),
  },
  sorts: {
    from: (item: SittingItem) => item.from,
    to: (item: SittingItem) => item.to,
    exam: (item: SittingItem) => item.exam,
    site: (item: SittingItem) => item.siteId,
  },
  text: ({ id, exam }) => [id, exam],
  span: ({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }),
  all: ({ state }) => state.sittings.keys(),
  *in(context, scope) {
    const { state } = context;
    if (scope.kind === 'area' || scope.kind === 'site') {
      for (const id of sitesIn(context, scope)) yield* state.sites.get(id)?.sittings ?? [];
    } else for (const id of roomsNamed(context, scope)) yield* state.rooms.get(id)?.sittings ?? [];
  },
  item: ({ state, now }, id) => sittingItem(state, id, now),
  within: (context, sitting, scope) =>
    siteWithin(context, sitting.siteId, scope) ||
    sitting.rooms.some(({ roomId }) => {
      const room = rooms.item(context, roomId, null);
      return room !== null && roomNamed(context, roomId, room.projectId, scope);
    }),
});

export function sittingItem(state: State, id: string, now: Instant): SittingItem | null {
  const sitting = state.sittings.get(id);
  const plan = sitting?.scheduled[0]?.value;
  if (!sitting || !plan) return null;
  const attended = valueAt(sitting.attended, now);
  return {
    id,
    exam: plan.exam,
    siteId: plan.siteId,
    rooms: plan.rooms,
    from: toIso(plan.from),
    to: toIso(plan.to),
    cancelled: liveSitting(state, id) === undefined,
    ...(attended !== undefined && { attended }),
  };
}
