import type { SummaryStatus } from '../../contract/http';
import { type Instant, toIso } from '../../model/instant';
import type { Facts } from '../derived/facts';
import { closingOf, signatureOf, summaryFacts } from '../state/closed-years';
import { settingAt } from '../state/settings';

/** What became of the form of a scope and year. */
export interface SummaryHistory extends Pick<SummaryStatus, 'state' | 'countersign' | 'editions' | 'signature'> {
  /** The edition that a closing makes next. */
  next: number;
  /** The paper of the closed edition's bytes, where one holds. */
  papers: ReadonlyMap<number, string>;
}

/** Editions, signatures and returns of forms (semantics 12). */
export class SummaryQueries {
  readonly #facts: Facts;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  history(scope: string, year: number, now: Instant): SummaryHistory {
    const { state } = this.#facts;
    const facts = summaryFacts(state, scope, year);
    const signature = signatureOf(facts);
    const closed = facts?.closed ?? [];
    const signed = facts?.signed ?? [];
    return {
      state: closingOf(facts) ? 'closed' : signature ? 'signed' : 'open',
      countersign: settingAt(state, 'countersign', now),
      next: (closed.at(-1)?.value.edition ?? 0) + 1,
      papers: new Map(closed.flatMap(({ value: { edition, papers = [] } }) => papers.map((ref) => [edition, ref]))),
      editions: closed.map(({ seq, value }) => {
        const { edition, upTo, digest, actor, recordedAt } = value;
        const first = signed.find((one) => one.value.digest === digest && one.seq < seq);
        const back = facts?.reopened.find((one) => one.value.edition === edition && one.seq > seq);
        return {
          edition,
          upTo,
          digest,
          seq,
          closedAt: toIso(recordedAt),
          closedBy: actor,
          ...(first && { signedBy: first.value.actor }),
          ...(back && {
            reopened: { at: toIso(back.value.recordedAt), by: back.value.actor, reason: back.value.reason },
          }),
        };
      }),
      ...(signature && {
        signature: {
          edition: signature.value.edition,
          upTo: signature.value.upTo,
          digest: signature.value.digest,
          at: toIso(signature.value.recordedAt),
          by: signature.value.actor,
        },
      }),
    };
  }
}
