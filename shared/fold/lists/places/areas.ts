import { AreaItem } from '../../../contract/places/areas';
import { areaWithin } from '../../../model/scope';
import { isAreaVisible } from '../../visibility/visibility';
import { list } from '../list';
import { siteWithin } from '../lister';
import { rooms } from './rooms';
import { sites } from './sites';

/** The areas that sites lie in, with those that hold them. An account of sites sees no area (contract 3). */
export const areas = list({
  does: 'The areas that sites lie in, and those that hold them.',
  schema: AreaItem,
  right: 'read',
  ref: (id) => `area:${id}`,
  filters: {},
  sorts: { sites: (item: AreaItem) => item.sites, rooms: (item: AreaItem) => item.rooms },
  text: ({ id }) => [id],
  all: ({ derived }) => derived.index.areas(),
  in({ derived }, scope) {
    return scope.kind === 'area' ? derived.index.areasIn(scope.code) : [];
  },
  item(context, id, visibility) {
    if (!isAreaVisible(visibility, id)) return null;
    const { state, derived } = context;
    const area = { kind: 'area', code: id } as const;
    const there = [...derived.index.sitesOf(id)].filter((siteId) => {
      return sites.item(context, siteId, null) !== null && siteWithin(context, siteId, area);
    });
    if (there.length === 0) return null;
    // A room lies where it is now: a site keeps each that it ever had.
    const inside = there.flatMap((siteId) =>
      [...(state.sites.get(siteId)?.rooms ?? [])].filter(
        (roomId) => rooms.item(context, roomId, null)?.siteId === siteId,
      ),
    );
    return { id, sites: there.length, rooms: inside.length };
  },
  within: (_, { id }, scope) => scope.kind === 'area' && areaWithin(id, scope.code),
});
