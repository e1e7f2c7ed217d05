import type { Instant } from '../../model/instant';
import type { GrantFacts } from './money-evidence';
import type { State } from './state';

/** A sum that holds from an instant on, 分. */
export interface Step {
  at: Instant;
  fen: number;
}

/** What adjusted a grant, in order; one of before the grant holds nothing: it needs its beginning before it. */
export function adjustments({ received, adjusted }: Pick<GrantFacts, 'received' | 'adjusted'>): GrantFacts['adjusted'] {
  const first = received[0];
  if (!first) return [];
  return adjusted.filter(({ at, seq }) => at > first.at || (at === first.at && seq > first.seq));
}

/**
 * The amounts of a grant in their order: as received, then as it was adjusted (semantics 11). Empty: the grant was never received.
 * @param without the seq of an adjustment that is left out.
 */
export function amountsOf({ received, adjusted }: GrantFacts, without?: number): Step[] {
  const first = received[0];
  if (!first) return [];
  const later = adjustments({ received, adjusted }).filter((one) => one.seq !== without);
  return [
    { at: first.at, fen: first.value.amountFen },
    ...later.map(({ at, value }) => ({ at, fen: value.amountFen })),
  ];
}

/** The sum in force at an instant; 0 before the first. */
export const fenAt = (steps: readonly Step[], at: Instant): number => steps.findLast((one) => one.at <= at)?.fen ?? 0;

/** The budgets of the projects that were ever paid from a grant, a list of steps each. */
export function budgetsOfGrant(state: State, grantId: string): { id: string; steps: (Step & { seq: number })[] }[] {
  return [...state.money.projects.values()]
    .filter(({ budgeted }) => budgeted.some(({ value }) => value.grantId === grantId))
    .map(({ id, budgeted }) => ({
      id,
      steps: budgeted.map(({ at, seq, value }) => ({ at, seq, fen: value.budgetFen })),
    }));
}

/** The first instant from `from` on at which the budgets come to more than the grant; null: there is none. */
export function firstOverrun(
  amounts: readonly Step[],
  budgets: readonly (readonly Step[])[],
  from: Instant,
): { at: Instant; total: number; amount: number } | null {
  const times = [from, ...[...amounts, ...budgets.flat()].map(({ at }) => at).filter((at) => at > from)];
  for (const at of times.sort((a, b) => a - b)) {
    const total = budgets.reduce((sum, steps) => sum + fenAt(steps, at), 0);
    const amount = fenAt(amounts, at);
    if (total > amount) return { at, total, amount };
  }
  return null;
}
