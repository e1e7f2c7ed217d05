import { SiteItem } from '../../../contract/places/sites';
import type { Scope } from '../../../model/scope';
import { siteVersions, versionAt } from '../../state/versions';
import { list, text } from '../list';
import { type ListContext, roomNamed, siteWithin, sitesIn } from '../lister';
import { rooms } from './rooms';

export const sites = list({
  does: 'The sites.',
  schema: SiteItem,
  right: 'read',
  ref: (id) => `site:${id}`,
  filters: { area: text((item: SiteItem) => item.area) },
  sorts: { name: (item: SiteItem) => item.name, area: (item: SiteItem) => item.area },
  text: ({ id, name }) => [id, name],
  all: ({ state }) => state.sites.keys(),
  in: sitesIn,
  item({ state, now }, id) {
    const site = state.sites.get(id);
    const attributes = site && versionAt(siteVersions(site), now)?.value;
    return attributes ? { id, ...attributes } : null;
  },
  within: (context, { id }, scope) => siteHolds(context, id, scope),
});

/** Whether a site lies in a scope; a room's or a project's sites are those of its rooms. */
export function siteHolds(context: ListContext, siteId: string, scope: Scope): boolean {
  if (siteWithin(context, siteId, scope)) return true;
  if (scope.kind === 'area' || scope.kind === 'site') return false;
  return [...(context.state.sites.get(siteId)?.rooms ?? [])].some((roomId) => {
    const room = rooms.item(context, roomId, null);
    return room?.siteId === siteId && roomNamed(context, roomId, room.projectId, scope);
  });
}
