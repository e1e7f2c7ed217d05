import type { Account, Summary, SummaryStatus } from '../../../shared/contract/http';
import type { FormId, FormOption, SummaryFormat } from '../../../shared/forms/vocabulary';
import { scopeText } from '../../../shared/model/scope';
import { differences } from '../../../shared/summary/compare';
import { formFile } from '../../forms/form-file';
import type { AsOf } from '../../ledger/querying/figures';
import type { Requester } from '../../ledger/querying/fold-worker';
import { type SummaryAsk, closedEdition, textsOf } from '../../summaries/document';
import { ApiFailure } from '../failure';
import { type SummaryDeps, sourceFor } from './source';

export interface DocumentAsk extends SummaryAsk {
  asOf: AsOf;
  /** `draft`: as the ledger stands, closed or not; absent: the closed edition that holds, else the draft. */
  edition: number | 'draft' | undefined;
}

const EMPTY = 'the ledger is empty: there is no form yet';

/** @throws ApiFailure not-found, forbidden */
export async function documentFor(
  deps: SummaryDeps,
  account: Account,
  { asOf, edition, ...ask }: DocumentAsk,
  requester: Requester,
): Promise<Summary> {
  const source = sourceFor(deps, account, requester);
  if (asOf) return (await source.asOf(ask, asOf)).document;
  const history = await source.history(ask);
  const wanted = edition ?? (history.state === 'closed' && !ask.months ? history.next - 1 : 'draft');
  if (wanted === 'draft') {
    const { seq } = deps.ledger.head;
    if (seq === 0) throw new ApiFailure('not-found', EMPTY);
    return (await source.at(ask, seq)).document;
  }
  const found = history.editions.find((one) => one.edition === wanted);
  if (!found) throw new ApiFailure('not-found', `there is no edition ${wanted} of ${ask.year}`, 'edition');
  const document = await closedEdition(source, ask, found, history.papers.get(wanted));
  if (!document)
    throw new ApiFailure('not-found', `the bytes of edition ${wanted} are gone, and come out otherwise now`);
  return document;
}

/** The form as a file; long work is done in threads. */
export async function fileOf(
  { store, fileThreads }: SummaryDeps,
  document: Summary,
  how: { form: FormId; options: readonly FormOption[]; format: SummaryFormat },
): Promise<Uint8Array> {
  const texts = how.format === 'json' ? new Map<string, string>() : await textsOf(store.papers, document);
  const ask = { document, texts, ...how };
  return how.format === 'json' || how.format === 'csv' ? formFile(ask) : fileThreads.form(ask);
}

/** Editions, signatures, what is missing, and what a closed edition says otherwise than the ledger now (semantics 12). */
export async function statusFor(
  deps: SummaryDeps,
  account: Account,
  ask: SummaryAsk,
  requester: Requester,
): Promise<SummaryStatus> {
  const source = sourceFor(deps, account, requester);
  const { next, papers, ...history } = await source.history(ask);
  const { seq } = deps.ledger.head;
  if (seq === 0) throw new ApiFailure('not-found', EMPTY);
  const { document, gaps } = await source.at(ask, seq);
  const status = { scope: scopeText(ask.scope), year: ask.year, ...history, gaps };
  const closed = history.state === 'closed' ? history.editions.at(-1) : undefined;
  if (!closed) return status;
  const kept = await closedEdition(source, ask, closed, papers.get(next - 1));
  return { ...status, recordedSince: seq - closed.seq, ...(kept && { amendments: differences(kept, document) }) };
}
