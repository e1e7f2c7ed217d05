import type { Instant } from '../../../../shared/model/instant';
import type { MoneyEntry } from './draft';
import type { MoneyKnown } from './known';
import { Sums } from './steps';

/**
 * The order in which the entries of a file are decided and written: by time, since the rules of money hold at every
 * instant in order (semantics 11). At one instant what makes room comes before what takes it, so that a file whose sums are
 * right is taken whatever the order of its rows.
 */
export function inMoneyOrder(entries: readonly MoneyEntry[], known: MoneyKnown): MoneyEntry[] {
  const at = (entry: MoneyEntry): Instant => entry.at ?? known.now;
  const amounts = new Sums();
  const budgets = new Sums();
  const paidAt = new Map<string, { at: Instant; index: number }>();
  for (const { id, receivedAt, receivedFen, amountFen, adjusted = [] } of known.grants.values()) {
    amounts.add(id, { at: Date.parse(receivedAt), fen: receivedFen ?? amountFen });
    for (const one of adjusted) amounts.add(id, { at: Date.parse(one.at), fen: one.amountFen });
  }
  for (const project of known.projects.values()) {
    for (const one of project.budgets) budgets.add(project.id, { at: Date.parse(one.at), fen: one.budgetFen });
  }
  entries.forEach((entry, index) => {
    if (entry.kind === 'payment.made') paidAt.set(entry.body.paymentId, { at: at(entry), index });
    if (entry.kind === 'grant.received' || entry.kind === 'grant.adjusted') {
      amounts.add(entry.body.grantId, { at: at(entry), fen: entry.body.amountFen });
    }
    if (entry.kind === 'project.budgeted') {
      budgets.add(entry.body.projectId, { at: at(entry), fen: entry.body.budgetFen });
    }
  });

  function rank(entry: MoneyEntry, index: number): [rank: number, index: number, part: number] {
    switch (entry.kind) {
      case 'grant.received':
        return [0, index, 0];
      case 'grant.adjusted':
        return [entry.body.amountFen < amounts.before(entry.body.grantId, at(entry)) ? 4 : 1, index, 0];
      case 'payment.refunded': {
        // A refund of the instant of its payment follows it.
        const paid = paidAt.get(entry.body.paymentId);
        return paid?.at === at(entry) ? [6, paid.index, 1] : [2, index, 0];
      }
      case 'project.budgeted':
        return [entry.body.budgetFen < budgets.before(entry.body.projectId, at(entry)) ? 3 : 5, index, 0];
      case 'payment.made':
        return [6, index, 0];
      case 'milestone.planned':
        return [7, index, 0];
      case 'milestone.done':
        return [8, index, 0];
    }
  }
  // A milestone is done after it is planned, whatever their times.
  const isMilestone = ({ kind }: MoneyEntry) => kind === 'milestone.planned' || kind === 'milestone.done';
  return entries
    .map((entry, index) => ({
      entry,
      key: [isMilestone(entry) ? Infinity : at(entry), ...rank(entry, index)],
    }))
    .sort((a, b) => {
      const place = a.key.findIndex((part, index) => part !== b.key[index]);
      return place < 0 ? 0 : a.key[place]! - b.key[place]!;
    })
    .map(({ entry }) => entry);
}
