import { FEN_SUM_MAX } from '../../model/bounds';
import { type Step, amountsOf, budgetsOfGrant, fenAt, firstOverrun } from '../state/grant-amounts';
import type { GrantFacts } from '../state/money-evidence';
import type { State } from '../state/state';
import { type Check, refuse } from './context';

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

/** Whether what was paid exceeds the budget in force at some instant; `spent` is in the order of its instants. */
function overspent(spent: Step[], budget: Step[]): boolean {
  const times = [...spent, ...budget].map((one) => one.at).sort((a, b) => a - b);
  let [paid, next] = [0, 0];
  return times.some((at) => {
    for (let one = spent[next]; one && one.at <= at; one = spent[next]) {
      paid += one.fen;
      next += 1;
    }
    return paid > fenAt(budget, at);
  });
}

const inserted = (steps: Step[], step: Step) => [...steps, step].sort((a, b) => a.at - b.at);

const overBudget = ({ total, amount }: { total: number; amount: number }, field: string) =>
  refuse('over-budget', `the projects would come to ${total} 分 of a grant of ${amount} 分`, field);

/** The budgets of a grant's projects never exceed it, at any instant in order of `at`; a budget is not set under what is paid. */
export const checkBudget: Check<'project.budgeted'> = ({ state }, draft) => {
  const { projectId, grantId, budgetFen } = draft.body;
  const grant = state.money.grants.get(grantId)!;
  if (draft.at < grant.received[0]!.at) return refuse('before-grant', 'the grant was not received by then');
  const others = budgetsOfGrant(state, grantId).filter((one) => one.id !== projectId);
  const own = inserted(budgets(state, projectId), { at: draft.at, fen: budgetFen });
  const over = firstOverrun(amountsOf(grant), [...others.map(({ steps }) => steps), own], draft.at);
  if (over) return overBudget(over, 'budgetFen');
  return overspent(spending(state, projectId), own)
    ? refuse('over-budget', 'more than that is paid already', 'budgetFen')
    : null;
};

/** The most that a grant ever came to. */
const mostOf = (grant: GrantFacts) => amountsOf(grant).reduce((most, { fen }) => Math.max(most, fen), 0);

/** All grants together stay within what is an exact integer: then so does every sum of budgets and payments. */
function tooMuch(state: State, amountFen: number, except?: string) {
  let left = FEN_SUM_MAX - amountFen;
  for (const grant of state.money.grants.values()) if (grant.id !== except) left -= mostOf(grant);
  return left < 0 ? refuse('invalid', `all grants together come to at most ${FEN_SUM_MAX} 分`, 'amountFen') : null;
}

export const checkGrant: Check<'grant.received'> = ({ state }, { body: { amountFen } }) => tooMuch(state, amountFen);

/** A grant is never adjusted under what is budgeted from then on; what is paid lies within the budgets (semantics 11). */
export const checkAdjusted: Check<'grant.adjusted'> = ({ state }, draft) => {
  const { grantId, amountFen } = draft.body;
  const grant = state.money.grants.get(grantId)!;
  if (draft.at < grant.received[0]!.at) return refuse('before-grant', 'the grant was not received by then');
  const amounts = inserted(amountsOf(grant), { at: draft.at, fen: amountFen });
  const budgeted = budgetsOfGrant(state, grantId).map(({ steps }) => steps);
  const over = firstOverrun(amounts, budgeted, draft.at);
  if (over) return overBudget(over, 'amountFen');
  return tooMuch(state, Math.max(amountFen, mostOf(grant)), grantId);
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
