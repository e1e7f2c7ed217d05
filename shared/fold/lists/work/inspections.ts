import { InspectionItem } from '../../../contract/work/inspections';
import { toIso } from '../../../model/instant';
import { STATUSES } from '../../../model/vocabulary';
import { lastInspection } from '../../device/observations';
import { placeWithin } from '../../figures/uptime';
import { isVisible } from '../../visibility/visibility';
import { list, moment, oneOf, text } from '../list';
import { devicesIn } from '../lister';

/** One item a device that was ever inspected, at the place where the device stands now. */
export const inspections = list({
  does: 'The last inspection of each device.',
  schema: InspectionItem,
  right: 'read',
  ref: (id) => `device:${id}`,
  filters: {
    room: text((item: InspectionItem) => item.roomId),
    status: oneOf(STATUSES, (item: InspectionItem) => item.status),
  },
  sorts: {
    at: (item: InspectionItem) => item.at,
    room: (item: InspectionItem) => item.roomId,
  },
  text: ({ id, roomId }) => [id, roomId],
  span: ({ at }) => moment(at),
  all: ({ state }) => state.devices.keys(),
  in: devicesIn,
  item({ state, derived, now }, id, visibility) {
    const device = state.devices.get(id);
    const view = device && derived.view(id);
    const last = view && lastInspection(state, device, view.versions, now);
    if (!last) return null;
    const { roomId, at, status } = last;
    // A device may have been moved here from a room that its reader may not know.
    const isKnown = visibility === null || isVisible(state, visibility, `room:${roomId}`, now);
    return { id, ...(isKnown && { roomId }), at: toIso(at), status: STATUSES[status]! };
  },
  within({ derived, state, now }, { id }, scope) {
    const place = derived.view(id)?.places.find((one) => one.from <= now && now < one.to);
    return place !== undefined && placeWithin(state, scope)(place, id);
  },
});
