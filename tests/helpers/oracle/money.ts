import type { Entry } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import { inFoldOrder } from './order';

/** The amount of a grant at an instant: as it was first received, or as it was last adjusted since (semantics 11). */
function amountAt(entries: readonly Entry[], grantId: string, at: Instant): number {
  let amount: number | null = null;
  for (const entry of inFoldOrder(entries)) {
    if (entry.at > at) continue;
    if (entry.kind === 'grant.received' && entry.body.grantId === grantId) amount ??= entry.body.amountFen;
    if (entry.kind === 'grant.adjusted' && entry.body.grantId === grantId && amount !== null) {
      amount = entry.body.amountFen;
    }
  }
  return amount ?? 0;
}

/** What the projects that were ever budgeted from a grant come to at an instant. */
function budgetedAt(entries: readonly Entry[], grantId: string, at: Instant): number {
  const own = new Set<string>();
  const budgets = new Map<string, number>();
  for (const entry of inFoldOrder(entries)) {
    if (entry.kind !== 'project.budgeted') continue;
    if (entry.body.grantId === grantId) own.add(entry.body.projectId);
    if (entry.at <= at) budgets.set(entry.body.projectId, entry.body.budgetFen);
  }
  return [...own].reduce((total, projectId) => total + (budgets.get(projectId) ?? 0), 0);
}

/** Whether the budgets of a grant come to more than it, at any instant from `from` on. */
export function overBudget(entries: readonly Entry[], grantId: string, from: Instant): boolean {
  const times = [from, ...entries.map(({ at }) => at).filter((at) => at > from)];
  return times.some((at) => budgetedAt(entries, grantId, at) > amountAt(entries, grantId, at));
}
