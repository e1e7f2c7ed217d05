import type { Account } from '../../../shared/contract/http';
import { scopeText } from '../../../shared/model/scope';
import { zoneOf } from '../../../shared/timeline/zone';
import { visibilityOf } from '../../access/policy';
import type { AsOf } from '../../ledger/querying/figures';
import type { Requester } from '../../ledger/querying/fold-worker';
import type { SummaryAsk, SummarySource } from '../../summaries/document';
import type { Context } from '../context';
import { ApiFailure } from '../failure';

export type SummaryDeps = Pick<Context, 'ledger' | 'figures' | 'store' | 'clock' | 'zone' | 'fileThreads'>;

/** Documents for an account, worked out in the worker: the live feed goes on. */
export function sourceFor(
  deps: SummaryDeps,
  account: Account,
  requester: Requester,
): SummarySource & {
  asOf(ask: SummaryAsk, asOf: NonNullable<AsOf>): ReturnType<SummarySource['at']>;
} {
  const { figures, ledger, store, clock, zone } = deps;
  const ask = async (
    { scope, year, months }: SummaryAsk,
    asOf: NonNullable<AsOf>,
    more: { ended: boolean; closing?: Parameters<SummarySource['at']>[2] },
  ) => {
    const question = { ask: 'summary', visibility: visibilityOf(account), scope, year, months, ...more } as const;
    const answer = await figures.ask(question, asOf, requester);
    if (!answer) throw new ApiFailure('forbidden', 'this scope was not within the account’s then', 'scope');
    return answer;
  };
  return {
    papers: store.papers,
    at: (given, seq, closing) => ask(given, { seq }, { ended: isOver(given.year, { clock, zone }), closing }),
    // The past as it was known: nothing later bends it.
    asOf: (given, asOf) => ask(given, asOf, { ended: false }),
    history: ({ scope, year }) => ledger.read((fold, now) => fold.summaries.history(scopeText(scope), year, now)),
  };
}

/** Whether a year has ended: then its form is worked out as of its end at least, whenever the last entry came. */
export const isOver = (year: number, { clock, zone }: Pick<SummaryDeps, 'clock' | 'zone'>): boolean =>
  clock() >= zoneOf(zone).dayStart(year + 1, 1, 1);
