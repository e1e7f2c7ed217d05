import type { Instant } from '../../../model/instant';
import { type Scope, areaWithin } from '../../../model/scope';
import { grantOf } from '../../state/grant-of-project';
import type { State } from '../../state/state';
import type { ListContext } from '../lister';

/** Money lies in the area of its grant (semantics 11); a site, a room or a device has none of its own. */
const areaOf = (state: State, grantId: string) => state.money.grants.get(grantId)?.received[0]?.value.area;

/** Whether the money of a project lies in a scope. */
export function projectWithin(state: State, projectId: string, grantId: string | undefined, scope: Scope): boolean {
  if (scope.kind === 'project') return projectId === scope.id;
  if (grantId === undefined) return false;
  if (scope.kind === 'grant') return grantId === scope.id;
  const area = areaOf(state, grantId);
  return scope.kind === 'area' && area !== undefined && areaWithin(area, scope.code);
}

/** The projects whose money can lie in a scope. */
export function* projectsIn({ derived }: Pick<ListContext, 'derived'>, scope: Scope): Iterable<string> {
  if (scope.kind === 'project') yield scope.id;
  if (scope.kind === 'grant') yield* derived.index.projectsOf(scope.id);
  if (scope.kind !== 'area') return;
  for (const id of derived.index.grantsOf(scope.code)) yield* derived.index.projectsOf(id);
}

/** Whether what belongs to a project lies in a scope. */
export const ofProjectWithin = ({ state }: ListContext, projectId: string, scope: Scope) =>
  projectWithin(state, projectId, grantOf(state, projectId), scope);

/** The budget in force: the same project again replaces it (semantics 11). */
export function budgetAt(state: State, projectId: string, now: Instant) {
  return state.money.projects
    .get(projectId)
    ?.budgeted.filter((one) => one.at <= now)
    .at(-1)?.value;
}

/** What was paid of a project by now, less what came back; 分. */
export function paidFen({ state, derived, now }: ListContext, projectId: string): number {
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
