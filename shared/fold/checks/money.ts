import { FEN_SUM_MAX } from '../../model/bounds';
import type { Instant } from '../../model/instant';
import type { State } from '../state/state';
import { type Check, refuse } from './context';

interface Step {
  at: Instant;
  fen: number;
}

/** Payments less refunds of a project, in order of `at`. */
function spending(state: State, projectId: string): Step[] {
  const steps: Step[] = [];
  for (const payment of state.money.payments.values()) {
    const made = payment.made[0];
    if (made?.value.projectId !== projectId) continue;
    steps.push({ at: made.at, fen: made.value.amountFen });
    for (const refund of payment.refunded) steps.push({ at: refund.at, fen: -refund.value });
  }
  return steps.sort((a, b) => a.at - b.at);
}

function budgets(state: State, projectId: string): Step[] {
  return (state.money.projects.get(projectId)?.budgeted ?? []).map((one) => ({ at: one.at, fen: one.value.budgetFen }));
}

/** Whether what was paid stays within the budget in force, at every instant in order. */
function overspent(spent: Step[], budget: Step[]): boolean {
  const times = [...spent, ...budget].map((one) => one.at);
  return times.some((at) => {
    const paid = spent.filter((one) => one.at <= at).reduce((sum, one) => sum + one.fen, 0);
    const allowed = budget.filter((one) => one.at <= at).at(-1)?.fen ?? 0;
    return paid > allowed;
  });
}

const inserted = (steps: Step[], step: Step) => [...steps, step].sort((a, b) => a.at - b.at);

/** The budgets of a grant's projects never exceed it, at any instant in order of `at`; a budget is not set under what is paid. */
export const checkBudget: Check<'project.budgeted'> = ({ state }, draft) => {
  const { projectId, grantId, budgetFen } = draft.body;
  const grant = state.money.grants.get(grantId)!.received[0]!;
  if (draft.at < grant.at) return refuse('before-grant', 'the grant was not received by then');
  const all = [...state.money.projects.values()].filter((one) => one.budgeted.some((b) => b.value.grantId === grantId));
  const lists = all.filter((one) => one.id !== projectId).map((one) => budgets(state, one.id));
  const own = inserted(budgets(state, projectId), { at: draft.at, fen: budgetFen });
  const times = [...lists.flat(), ...own].map((one) => one.at).filter((at) => at >= draft.at);
  for (const at of times) {
    const total = [...lists, own].reduce((sum, list) => sum + (list.filter((one) => one.at <= at).at(-1)?.fen ?? 0), 0);
    if (total > grant.value.amountFen) {
      return refuse(
        'over-budget',
        `the projects would come to ${total} 分 of a grant of ${grant.value.amountFen} 分`,
        'budgetFen',
      );
    }
  }
  return overspent(spending(state, projectId), own)
    ? refuse('over-budget', 'more than that is paid already', 'budgetFen')
    : null;
};

/** All grants together stay within what is an exact integer: then so does every sum of budgets and payments. */
export const checkGrant: Check<'grant.received'> = ({ state }, { body: { amountFen } }) => {
  let left = FEN_SUM_MAX - amountFen;
  for (const grant of state.money.grants.values()) left -= grant.received[0]?.value.amountFen ?? 0;
  return left < 0 ? refuse('invalid', `all grants together come to at most ${FEN_SUM_MAX} 分`, 'amountFen') : null;
};

/** A payment is for a purpose of its grant, after the grant, within the project's budget (semantics 11). */
export const checkPayment: Check<'payment.made'> = ({ state }, draft) => {
  const { projectId, amountFen, purpose } = draft.body;
  const project = state.money.projects
    .get(projectId)!
    .budgeted.filter((one) => one.at <= draft.at)
    .at(-1);
  const grant = project && state.money.grants.get(project.value.grantId)?.received[0];
  if (!project || !grant || draft.at < grant.at) return refuse('before-grant', 'the project had no grant by then');
  if (!grant.value.purposes.includes(purpose)) {
    return refuse('off-purpose', `the grant is for ${grant.value.purposes.join('、')}`, 'purpose');
  }
  const spent = inserted(spending(state, projectId), { at: draft.at, fen: amountFen });
  return overspent(spent, budgets(state, projectId))
    ? refuse('over-budget', 'the project would be overspent', 'amountFen')
    : null;
};

export const checkRefund: Check<'payment.refunded'> = ({ state }, { at, body }) => {
  const payment = state.money.payments.get(body.paymentId)!;
  const made = payment.made[0]!;
  if (at < made.at) return refuse('order', 'a refund comes after its payment');
  const left = made.value.amountFen - payment.refunded.reduce((sum, one) => sum + one.value, 0);
  return body.amountFen > left ? refuse('over-budget', `only ${left} 分 of it are left to refund`, 'amountFen') : null;
};

export const checkMilestoneDone: Check<'milestone.done'> = ({ state }, { body }) =>
  state.money.milestones.get(body.milestoneId)!.done.length > 0
    ? refuse('order', 'the milestone is done already')
    : null;
