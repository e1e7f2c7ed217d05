import type { GrantItem, ProjectItem } from '../../contract/http';
import { type Instant, toIso } from '../../model/instant';
import { areaWithin } from '../../model/scope';
import { roomVersions, versionAt } from '../state/versions';
import { grantOf } from '../state/grant-of-project';
import { isSiteVisible } from '../visibility/visibility';
import type { State } from '../state/state';
import type { ListContext, Lister } from './lister';

/** Money lies in the area of its grant (semantics 11); a site, a room or a device has none of its own. */
const areaOf = (state: State, grantId: string) => state.money.grants.get(grantId)?.received[0]?.value.area;

export const grants: Lister<GrantItem> = {
  all: ({ state }) => state.money.grants.keys(),
  in({ derived }, scope) {
    if (scope.kind === 'area') return derived.index.grantsOf(scope.code);
    return scope.kind === 'grant' ? [scope.id] : [];
  },
  item(context, id) {
    const { state, derived, now } = context;
    const received = state.money.grants.get(id)?.received[0];
    if (!received || received.at > now) return null;
    const { number, area, amountFen, purposes } = received.value;
    const own = [...derived.index.projectsOf(id)].filter((projectId) => grantOf(state, projectId) === id);
    const sum = (of: (projectId: string) => number) => own.reduce((fen, projectId) => fen + of(projectId), 0);
    return {
      id,
      number,
      area,
      amountFen,
      purposes,
      receivedAt: toIso(received.at),
      budgetedFen: sum((projectId) => budgetAt(state, projectId, now)?.budgetFen ?? 0),
      paidFen: sum((projectId) => paidFen(context, projectId)),
    };
  },
  within: (_, { id, area }, scope) =>
    scope.kind === 'area' ? areaWithin(area, scope.code) : scope.kind === 'grant' && id === scope.id,
};

export const projects: Lister<ProjectItem> = {
  all: ({ state }) => state.money.projects.keys(),
  *in({ derived }, scope) {
    if (scope.kind === 'project') yield scope.id;
    if (scope.kind === 'grant') yield* derived.index.projectsOf(scope.id);
    if (scope.kind !== 'area') return;
    for (const id of derived.index.grantsOf(scope.code)) yield* derived.index.projectsOf(id);
  },
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
    const grantId = grantOf(state, id)!;
    return {
      id,
      grantId,
      name,
      budgetFen,
      paidFen: paidFen(context, id),
      rooms: rooms.length,
      devices: devices.length,
    };
  },
  within({ state }, { id, grantId }, scope) {
    if (scope.kind === 'project') return id === scope.id;
    if (scope.kind === 'grant') return grantId === scope.id;
    const area = areaOf(state, grantId);
    return scope.kind === 'area' && area !== undefined && areaWithin(area, scope.code);
  },
};

/** The budget in force: the same project again replaces it (semantics 11). */
function budgetAt(state: State, projectId: string, now: Instant) {
  return state.money.projects
    .get(projectId)
    ?.budgeted.filter((one) => one.at <= now)
    .at(-1)?.value;
}

/** What was paid of a project by now, less what came back; 分. */
function paidFen({ state, derived, now }: ListContext, projectId: string): number {
  let fen = 0;
  for (const id of derived.index.paymentsOf(projectId)) {
    const payment = state.money.payments.get(id);
    const made = payment?.made[0];
    if (made?.value.projectId !== projectId || made.at > now) continue;
    fen += made.value.amountFen;
    for (const refund of payment!.refunded) if (refund.at <= now) fen -= refund.value;
  }
  return fen;
}
