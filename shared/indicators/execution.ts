import { areaWithin } from '../model/scope';
import { grantOf } from '../fold/state/grant-of-project';
import { type Context, inPeriod } from './context';

/** 执行率: net paid in P ÷ (received in P + carried in) (semantics 11); null when there was no money. */
export function executionRate(context: Context): number | null {
  const { state, scope, period } = context;
  const projects = [...state.money.projects.values()].filter(
    (one) => one.budgeted.length > 0 && context.hasProject(one.id),
  );
  const paid = { before: 0, within: 0 };
  for (const payment of state.money.payments.values()) {
    const made = payment.made[0];
    if (!made || !projects.some((project) => project.id === made.value.projectId)) continue;
    const flows = [
      { at: made.at, fen: made.value.amountFen },
      ...payment.refunded.map((refund) => ({ at: refund.at, fen: -refund.value })),
    ];
    for (const { at, fen } of flows) {
      if (at < period.from) paid.before += fen;
      else if (inPeriod(context, at)) paid.within += fen;
    }
  }
  const money = { before: 0, within: 0 };
  const receive = (at: number, fen: number) => {
    if (at < period.from) money.before += fen;
    else if (inPeriod(context, at)) money.within += fen;
  };
  if (scope.kind === 'area' || scope.kind === 'grant') {
    const outer = scope;
    for (const grant of state.money.grants.values()) {
      const received = grant.received[0];
      if (!received) continue;
      const ours = outer.kind === 'area' ? areaWithin(received.value.area, outer.code) : grant.id === outer.id;
      if (ours) receive(received.at, received.value.amountFen);
    }
  } else {
    // A project or a site has no grant of its own: its money is what its projects were budgeted.
    for (const project of projects) {
      const budget = project.budgeted.filter((one) => one.at <= context.now).at(-1);
      if (budget && grantOf(state, project.id)) receive(project.budgeted[0]!.at, budget.value.budgetFen);
    }
  }
  const available = money.before - paid.before + money.within;
  return available <= 0 ? null : paid.within / available;
}
