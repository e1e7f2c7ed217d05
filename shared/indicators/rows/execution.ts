import { areaWithin } from '../../model/scope';
import { type Step, amountsOf } from '../../fold/state/grant-amounts';
import { grantOf } from '../../fold/state/grant-of-project';
import { type Context, inPeriod } from '../context';

/** Money of a scope over P, 分 (semantics 11). */
export interface Execution {
  /** Received in P, adjustments included; without them; and what was paid of it in P. */
  received: { fen: number; initialFen: number; paidFen: number };
  /** Received before P less what was paid before P, and what was paid of it in P. */
  carriedIn: { fen: number; paidFen: number };
  /** Received + carried in. */
  availableFen: number;
  /** Net paid in P. */
  paidFen: number;
}

/** The money of a scope in P; null when there was none. 执行率 is `paidFen ÷ availableFen`. */
export function executionOf(context: Context): Execution | null {
  const { state, scope, period } = context;
  const projects = new Map(
    [...state.money.projects.values()]
      .filter((one) => one.budgeted.length > 0 && context.hasProject(one.id))
      .map((project) => [project.id, project]),
  );
  const money = { received: 0, adjusted: 0, before: 0 };
  /** What a step adds to the one before it, or takes away, is received at its instant. */
  const receive = (steps: readonly Step[]) => {
    let before: number | null = null;
    for (const { at, fen } of steps) {
      const more = fen - (before ?? 0);
      if (at < period.from) money.before += more;
      else if (inPeriod(context, at)) {
        money.received += more;
        if (before !== null) money.adjusted += more;
      }
      before = fen;
    }
  };
  const ofGrants = scope.kind === 'area' || scope.kind === 'grant';
  if (scope.kind === 'area' || scope.kind === 'grant') {
    for (const grant of state.money.grants.values()) {
      const received = grant.received[0];
      if (!received) continue;
      const ours = scope.kind === 'area' ? areaWithin(received.value.area, scope.code) : grant.id === scope.id;
      if (ours) receive(amountsOf(grant));
    }
  } else {
    // A project or a site has no grant of its own: its money is what its projects were budgeted.
    for (const { id, budgeted } of projects.values()) {
      if (grantOf(state, id)) receive(budgeted.map(({ at, value }) => ({ at, fen: value.budgetFen })));
    }
  }
  /** When the money of a project came: that of its grant, or of its first budget where the scope has no grant. */
  const cameAt = (projectId: string) =>
    ofGrants
      ? (state.money.grants.get(grantOf(state, projectId) ?? '')?.received[0]?.at ?? -Infinity)
      : projects.get(projectId)!.budgeted[0]!.at;
  const paid = { before: 0, received: 0, carriedIn: 0 };
  for (const payment of state.money.payments.values()) {
    const made = payment.made[0];
    if (!made || !projects.has(made.value.projectId)) continue;
    const within = cameAt(made.value.projectId) < period.from ? 'carriedIn' : 'received';
    const flows = [
      { at: made.at, fen: made.value.amountFen },
      ...payment.refunded.map((refund) => ({ at: refund.at, fen: -refund.value })),
    ];
    for (const { at, fen } of flows) {
      if (at < period.from) paid.before += fen;
      else if (inPeriod(context, at)) paid[within] += fen;
    }
  }
  const received = {
    fen: money.received,
    initialFen: money.received - money.adjusted,
    paidFen: paid.received,
  };
  const carriedIn = { fen: money.before - paid.before, paidFen: paid.carriedIn };
  const availableFen = received.fen + carriedIn.fen;
  if (availableFen <= 0) return null;
  return { received, carriedIn, availableFen, paidFen: received.paidFen + carriedIn.paidFen };
}
