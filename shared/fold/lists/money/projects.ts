import { ProjectItem } from '../../../contract/money/projects';
import { toIso } from '../../../model/instant';
import { grantOf } from '../../state/grant-of-project';
import { roomVersions, versionAt } from '../../state/versions';
import { isSiteVisible, isVisible } from '../../visibility/visibility';
import { list, text } from '../list';
import { budgetAt, paidFen, projectWithin, projectsIn } from './money';

export const projects = list({
  does: 'The projects, with what was paid of them and what names them.',
  schema: ProjectItem,
  right: 'read',
  ref: (id) => `project:${id}`,
  filters: { grant: text((item: ProjectItem) => item.grantId) },
  sorts: {
    name: (item: ProjectItem) => item.name,
    budgetFen: (item: ProjectItem) => item.budgetFen,
    paidFen: (item: ProjectItem) => item.paidFen,
  },
  text: ({ id, name }) => [id, name],
  all: ({ state }) => state.money.projects.keys(),
  in: projectsIn,
  item(context, id, visibility) {
    const { state, derived, now } = context;
    const budget = budgetAt(state, id, now);
    if (!budget) return null;
    const inside = (siteId: string) => isSiteVisible(state, visibility, siteId, now);
    const rooms = [...derived.index.roomsNaming(id)].filter((roomId) => {
      const room = versionAt(roomVersions(state.rooms.get(roomId)!), now)?.value;
      return room?.projectId === id && inside(room.siteId);
    });
    const devices = [...derived.index.devicesNaming(id)].filter((deviceId) => {
      const device = versionAt(derived.view(deviceId)?.versions ?? [], now)?.value;
      return device?.projectId === id && inside(device.siteId);
    });
    const { name, budgetFen } = budget;
    const budgets = state.money.projects
      .get(id)!
      .budgeted.filter(({ at, value }) => at <= now && isVisible(state, visibility, `grant:${value.grantId}`, now));
    const grantId = grantOf(state, id)!;
    return {
      id,
      grantId,
      name,
      budgetFen,
      paidFen: paidFen(context, id),
      budgets: budgets.map(({ at, value }) => ({
        at: toIso(at),
        grantId: value.grantId,
        name: value.name,
        budgetFen: value.budgetFen,
      })),
      rooms: rooms.length,
      devices: devices.length,
    };
  },
  within: ({ state }, { id, grantId }, scope) => projectWithin(state, id, grantId, scope),
});
