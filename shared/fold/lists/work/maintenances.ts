import { MaintenanceItem } from '../../../contract/work/maintenances';
import { toIso } from '../../../model/instant';
import { parseScope } from '../../../model/scope';
import { list, oneOf } from '../list';
import { type Facts, devicesIn, roomsNamed, siteWithin, sitesIn } from '../lister';
import { devices } from '../places/devices';
import { rooms } from '../places/rooms';
import { sites } from '../places/sites';

const STATES = ['planned', 'running', 'over', 'cancelled'] as const;

/** Planned maintenance; it lies where the site, room or device lies that it covers (semantics 5). */
export const maintenances = list({
  does: 'Planned maintenance of sites, rooms and devices.',
  schema: MaintenanceItem,
  right: 'read',
  ref: (id) => `maintenance:${id}`,
  filters: {
    covers: oneOf(['site', 'room', 'device'], (item: MaintenanceItem) => {
      const scope = parseScope(item.scope);
      return scope?.kind === 'site' || scope?.kind === 'room' || scope?.kind === 'device' ? scope.kind : undefined;
    }),
    state: oneOf(STATES, ({ from, to, cancelledAt }: MaintenanceItem, { now }) => {
      if (cancelledAt !== undefined && Date.parse(cancelledAt) <= Math.min(now, Date.parse(to))) return 'cancelled';
      if (now < Date.parse(from)) return 'planned';
      return now < Date.parse(to) ? 'running' : 'over';
    }),
  },
  sorts: {
    from: (item: MaintenanceItem) => item.from,
    to: (item: MaintenanceItem) => item.to,
    declaredAt: (item: MaintenanceItem) => item.declaredAt,
  },
  text: ({ id, scope }) => [id, scope],
  span: ({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }),
  all: ({ state }) => state.maintenances.keys(),
  *in(context, scope) {
    const { state } = context;
    if (scope.kind === 'area' || scope.kind === 'site') {
      for (const id of sitesIn(context, scope)) yield* ofSite(context, id);
      return;
    }
    for (const id of roomsNamed(context, scope)) yield* state.rooms.get(id)?.maintenances ?? [];
    for (const id of devicesIn(context, scope)) yield* state.devices.get(id)?.maintenances ?? [];
  },
  item({ state }, id) {
    const maintenance = state.maintenances.get(id);
    const plan = maintenance?.planned[0]?.value;
    if (!plan) return null;
    const cancelled = maintenance?.cancelled[0];
    return {
      id,
      scope: plan.scope,
      from: toIso(plan.from),
      to: toIso(plan.to),
      declaredAt: toIso(plan.recordedAt),
      ...(plan.override !== undefined && { override: plan.override }),
      ...(cancelled && { cancelledAt: toIso(cancelled.at) }),
    };
  },
  within(context, item, outer) {
    const covered = parseScope(item.scope);
    if (covered?.kind === 'site')
      return sites.item(context, covered.id, null) !== null && siteWithin(context, covered.id, outer);
    if (covered?.kind === 'room') {
      const room = rooms.item(context, covered.id, null);
      return room !== null && rooms.within(context, room, outer);
    }
    const device = covered?.kind === 'device' ? devices.item(context, covered.id, null) : null;
    return device !== null && devices.within(context, device, outer);
  },
});

/** What was ever planned for a site, its rooms or its devices. */
export function* ofSite({ state }: Facts, siteId: string): Iterable<string> {
  const site = state.sites.get(siteId);
  yield* site?.maintenances ?? [];
  for (const id of site?.rooms ?? []) yield* state.rooms.get(id)?.maintenances ?? [];
  for (const id of site?.devices ?? []) yield* state.devices.get(id)?.maintenances ?? [];
}
