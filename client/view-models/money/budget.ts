import type { GrantItem, PaymentItem, ProjectItem } from '../../../shared/contract/http';

/** What of a budget is left, 分. */
export const leftFen = ({ budgetFen, paidFen }: Pick<ProjectItem, 'budgetFen' | 'paidFen'>): number =>
  budgetFen - paidFen;

/** What of a grant no project has yet, 分. */
export const unassignedFen = ({ amountFen, budgetedFen }: Pick<GrantItem, 'amountFen' | 'budgetedFen'>): number =>
  amountFen - budgetedFen;

/** Net of a payment, 分. */
export const netFen = ({ amountFen, refundedFen }: Pick<PaymentItem, 'amountFen' | 'refundedFen'>): number =>
  amountFen - refundedFen;

type PaymentTrouble = 'overBudget' | 'beforeGrant';

/**
 * Why a payment would be refused, told before it is sent (semantics 11). The purpose is chosen from those of the grant. The
 * server decides: it compares at every instant, this only with the sums of now.
 */
export function paymentTrouble(
  amount: number,
  at: number,
  project: Pick<ProjectItem, 'budgetFen' | 'paidFen'>,
  grant: Pick<GrantItem, 'receivedAt'>,
): PaymentTrouble | null {
  if (at < Date.parse(grant.receivedAt)) return 'beforeGrant';
  return amount > leftFen(project) ? 'overBudget' : null;
}

/** The years in which a grant is paid out: that of its receipt and the next; what is left after the second is 结余. */
export const yearsOfGrant = (received: number, now: number): number[] =>
  [received, received + 1, received + 2].filter((year) => year <= now);
