import type { SittingItem } from '../../contract/http';
import { type Instant, toIso } from '../../model/instant';
import { valueAt } from '../attributes';
import type { State } from '../state';
import { liveSitting } from '../view';
import { type Lister, roomNamed, roomsNamed, siteWithin, sitesIn } from './lister';
import { rooms } from './places';

export const exams: Lister<SittingItem> = {
  all: ({ state }) => state.sittings.keys(),
  *in(known, scope) {
    const { state } = known;
    if (scope.kind === 'area' || scope.kind === 'site') {
      for (const id of sitesIn(known, scope)) yield* state.sites.get(id)?.sittings ?? [];
    } else for (const id of roomsNamed(known, scope)) yield* state.rooms.get(id)?.sittings ?? [];
  },
  item: ({ state, now }, id) => sittingItem(state, id, now),
  within: (known, sitting, scope) =>
    siteWithin(known, sitting.siteId, scope) ||
    sitting.rooms.some(({ roomId }) => {
      const room = rooms.item(known, roomId, null);
      return room !== null && roomNamed(known, roomId, room.projectId, scope);
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
