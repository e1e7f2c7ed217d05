import type { Fact } from './log';
import type { SummaryFacts } from './money-evidence';
import type { State } from './state';

type Closing = SummaryFacts['closed'][number];

/** The edition that holds; undefined: the form was never closed, or was sent back since (semantics 12). */
export function closingOf(facts: SummaryFacts | undefined): Closing | undefined {
  const closed = facts?.closed.at(-1);
  return closed && !isAfter(facts?.reopened.at(-1), closed) ? closed : undefined;
}

/** The first of two signatures under the next edition; undefined: there is none that still counts. */
export function signatureOf(facts: SummaryFacts | undefined): SummaryFacts['signed'][number] | undefined {
  const signed = facts?.signed.at(-1);
  return signed && !isAfter(facts?.closed.at(-1), signed) && !isAfter(facts?.reopened.at(-1), signed)
    ? signed
    : undefined;
}

const isAfter = (fact: Fact<unknown> | undefined, other: Fact<unknown>): boolean =>
  fact !== undefined && fact.seq > other.seq;

export const summaryFacts = (state: State, scope: string, year: number): SummaryFacts | undefined =>
  state.summaries.get(`${scope}|${year}`);
