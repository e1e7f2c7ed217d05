import { RoomItem } from '../../../contract/places/rooms';
import { toIso } from '../../../model/instant';
import { roomLifecycle } from '../../state/lifecycle';
import { roomVersions, versionAt } from '../../state/versions';
import { list, oneOf, text } from '../list';
import { roomNamed, roomsNamed, siteWithin, sitesIn } from '../lister';

export const rooms = list({
  does: 'The rooms.',
  schema: RoomItem,
  right: 'read',
  ref: (id) => `room:${id}`,
  filters: {
    site: text((item: RoomItem) => item.siteId),
    profile: text((item: RoomItem) => item.profile),
    project: text((item: RoomItem) => item.projectId),
    origin: oneOf(['new', 'existing'], (item: RoomItem) => item.origin),
    state: oneOf(['registered', 'accepted', 'retired'], ({ acceptedAt, retiredAt }: RoomItem, { now }) => {
      if (retiredAt !== undefined && Date.parse(retiredAt) <= now) return 'retired';
      return acceptedAt !== undefined && Date.parse(acceptedAt) <= now ? 'accepted' : 'registered';
    }),
  },
  sorts: {
    name: (item: RoomItem) => item.name,
    site: (item: RoomItem) => item.siteId,
    seats: (item: RoomItem) => item.seats,
    acceptedAt: (item: RoomItem) => item.acceptedAt,
  },
  text: ({ id, name }) => [id, name],
  all: ({ state }) => state.rooms.keys(),
  *in(context, scope) {
    if (scope.kind !== 'area' && scope.kind !== 'site') yield* roomsNamed(context, scope);
    else for (const id of sitesIn(context, scope)) yield* context.state.sites.get(id)?.rooms ?? [];
  },
  item({ state, now }, id) {
    const room = state.rooms.get(id);
    const attributes = room && versionAt(roomVersions(room), now)?.value;
    if (!attributes) return null;
    const { begin: accepted, end: retired } = roomLifecycle(room);
    return {
      id,
      ...attributes,
      ...(accepted && { acceptedAt: toIso(accepted.at) }),
      ...(retired && { retiredAt: toIso(retired.at) }),
    };
  },
  within: (context, room, scope) =>
    siteWithin(context, room.siteId, scope) || roomNamed(context, room.id, room.projectId, scope),
});
