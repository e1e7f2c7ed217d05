import { createHash } from 'node:crypto';
import type { Summary, SummaryGap } from '../../shared/contract/http';
import type { SummaryHistory } from '../../shared/fold/query/summaries';
import { type Texts, papersOfForm } from '../../shared/forms/fields';
import { canonical } from '../../shared/model/canonical';
import type { Period } from '../../shared/model/period';
import type { Scope } from '../../shared/model/scope';
import type { PaperStore } from '../store/store';

/** Which form: of a scope and year, as known at a seq or an instant, or a kept edition of it. */
export interface SummaryAsk {
  scope: Scope;
  year: number;
  months?: Period | undefined;
}

/** The bytes that a closing keeps and `format=json` gives. */
export const summaryBytes = (document: Summary): Buffer => Buffer.from(canonical(document), 'utf8');

export const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What a document is worked out from. */
export interface SummarySource {
  /** As known at a seq; `closing`: as that edition. */
  at(ask: SummaryAsk, seq: number, closing?: Summary['closing']): Promise<{ document: Summary; gaps: SummaryGap[] }>;
  history(ask: SummaryAsk): Promise<SummaryHistory>;
  papers: Pick<PaperStore, 'byRefs'>;
}

/** The texts that a form prints. An erased one is null; one that never came is absent. */
export async function textsOf(papers: Pick<PaperStore, 'byRefs'>, document: Summary): Promise<Texts> {
  const found = await papers.byRefs(papersOfForm(document));
  return new Map(
    Array.from(found.values(), (paper) => [paper.ref, paper.erased ? null : Buffer.from(paper.bytes).toString('utf8')]),
  );
}

/** A closed edition from its kept bytes; where they are gone, worked out again from the ledger. null: they do not agree. */
export async function closedEdition(
  source: SummarySource,
  ask: SummaryAsk,
  edition: SummaryHistory['editions'][number],
  paper: string | undefined,
): Promise<Summary | null> {
  const kept = paper === undefined ? undefined : (await source.papers.byRefs([paper])).get(paper);
  if (kept && !kept.erased) {
    const bytes = Buffer.from(kept.bytes);
    if (digestOf(bytes) === edition.digest) return JSON.parse(bytes.toString('utf8')) as Summary;
  }
  const closing = { edition: edition.edition, signedBy: edition.signedBy ?? edition.closedBy };
  const { document } = await source.at(ask, edition.upTo, closing);
  return digestOf(summaryBytes(document)) === edition.digest ? document : null;
}
