import type { SittingItem } from '../../contract/http';
import { type Instant, toIso } from '../../model/instant';
import { valueAt } from '../state/versions';
import type { State } from '../state/state';
import { liveSitting } from '../device/device-timeline';
import { type Lister, roomNamed, roomsNamed, siteWithin, sitesIn } from './lister';
import { rooms } from './places';

export const exams: Lister<SittingItem> = {
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
};

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
