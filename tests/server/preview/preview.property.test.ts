import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Finder } from '../../../server/ledger/folding/fold-factory';
import { preview } from '../../../server/ledger/folding/preview';
import type { KeptEntry } from '../../../server/store/store';
import type { IndicatorsAnswer } from '../../../shared/contract/http';
import { Fold } from '../../../shared/fold/fold';
import { evaluate } from '../../../shared/indicators/evaluate';
import type { Draft, Entry } from '../../../shared/model/entry';
import { type QueryDraw, rowsQuery, uptimeQuery } from '../../helpers/compare';
import { lawfulHistory } from '../../helpers/history';
import { periodOf, scopeOf } from '../../helpers/oracle';
import { expectSame } from '../../helpers/same';
import { ZONE, subjectOf, zoneOf } from '../../helpers/subject';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 60);
const timeout = 30_000 + numRuns * 600;
const check = <T>(property: fc.IAsyncProperty<T>) => fc.assert(property, { numRuns, endOnFailure: false });

const n = fc.nat({ max: 9999 });
const query: fc.Arbitrary<QueryDraw> = fc.record({ scope: n, from: n, to: n, by: n, nudge: n });

/** The fold of entries, as the worker has it. */
async function foldOf(entries: readonly Entry[]) {
  const known = new Map<string, KeptEntry>(entries.map((entry) => [entry.id, { entry, sentAt: null }]));
  const finder = new Finder({ byIds: async (ids) => new Map([...known].filter(([id]) => [...ids].includes(id))) });
  const fold = new Fold({ zone: ZONE, find: finder.find, windows: true });
  await finder.prefetch(entries);
  for (const entry of entries) fold.apply(entry);
  return { fold, finder };
}

const draftOf = ({ seq: _, recordedAt: __, prev: ___, hash: ____, ...draft }: Entry): Draft => draft as Draft;

/** Facts only: the sets of what was ever placed somewhere are supersets, and a thing without a fact is none. */
function factsIn(value: unknown): unknown {
  if (value instanceof Set) return undefined;
  if (value instanceof Map) {
    const facts = [...value].map(([key, one]): [unknown, unknown] => [key, factsIn(one)]);
    return new Map(facts.filter(([, one]) => !isEmpty(one)));
  }
  if (Array.isArray(value)) return value.map(factsIn);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, factsIn(one)]));
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (value === undefined) return true;
  if (value === null || typeof value !== 'object' || value instanceof Map) return false;
  return Object.entries(value).every(([key, one]) => key === 'id' || isEmpty(one));
}

/** A history, the point at which it is cut, and what is asked about. */
function trial(entries: readonly Entry[], at: number, draw: QueryDraw) {
  const cut = 1 + (at % entries.length);
  const known = entries.slice(0, cut);
  const drafts = entries.slice(cut, cut + 8).map((entry) => ({ draft: draftOf(entry) }));
  const now = Math.max(known.at(-1)!.recordedAt, ...drafts.map(({ draft }) => draft.at));
  const { scope, period } = rowsQuery(entries, draw);
  const form = { scope: scopeOf(scope), period: periodOf(period, zoneOf(ZONE)), now };
  return { known, drafts, now, form };
}

const authorize = (draft: Draft, fold: Fold, now: number) => fold.check(draft, now);

/** What a fold answers: its facts, what it contests, uptime, and the rows. */
function answersOf(fold: Fold, entries: readonly Entry[], { now, form }: ReturnType<typeof trial>, draw: QueryDraw) {
  const subject = subjectOf(fold, now);
  return {
    facts: factsIn(structuredClone(fold.save())),
    contested: subject.contested(),
    uptime: subject.uptime(uptimeQuery(entries, now, draw)),
    rows: evaluate(fold, form),
  };
}

describe('a preview', () => {
  it('leaves the fold as it was, and says what recording the same entries comes to', { timeout }, async () => {
    await check(
      fc.asyncProperty(lawfulHistory(), n, query, async (entries, at, draw) => {
        const one = trial(entries, at, draw);
        const { fold, finder } = await foldOf(one.known);
        const before = answersOf(fold, entries, one, draw);
        await finder.prefetch(one.drafts.map(({ draft }) => draft));
        const ask = { drafts: one.drafts, ...one.form };
        const answer = preview({ fold, finder, ask, now: one.now, authorize, throwIfAborted: () => {} });
        expectSame(answersOf(fold, entries, one, draw), before, entries, { cut: one.known.length, draw });

        const recorded = await foldOf(one.known);
        await recorded.finder.prefetch(one.drafts.map(({ draft }) => draft));
        const results = one.drafts.map(({ draft }) => record(recorded, draft, one.now));
        expect(answer.results.map(({ error }) => error?.code)).toEqual(results);
        expectSame(withAfter(before.rows, answer), plain(evaluate(recorded.fold, one.form)), entries, draw);
      }),
    );
  });

  it('leaves the fold as it was when it is cancelled at any draft', { timeout }, async () => {
    await check(
      fc.asyncProperty(lawfulHistory(), n, n, query, async (entries, at, when, draw) => {
        const one = trial(entries, at, draw);
        const { fold, finder } = await foldOf(one.known);
        const before = answersOf(fold, entries, one, draw);
        await finder.prefetch(one.drafts.map(({ draft }) => draft));
        let left = when % (one.drafts.length + 1);
        const throwIfAborted = () => {
          if (left-- === 0) throw new Error('cancelled');
        };
        const ask = { drafts: one.drafts, ...one.form };
        const run = () => preview({ fold, finder, ask, now: one.now, authorize, throwIfAborted });
        expect(run).toThrow('cancelled');
        expectSame(answersOf(fold, entries, one, draw), before, entries, { cut: one.known.length, draw });
      }),
    );
  });
});

/** Records a draft as the writer does; the code of its refusal. */
function record({ fold, finder }: Awaited<ReturnType<typeof foldOf>>, draft: Draft, now: number) {
  const refusal = authorize(draft, fold, now);
  if (refusal) return refusal.code;
  const { seq, hash, recordedAt } = fold.head;
  const place = { seq: seq + 1, recordedAt: Math.max(now, recordedAt), prev: hash, hash };
  const entry = { ...draft, ...place } as Entry;
  fold.apply(entry);
  finder.add(entry);
  return undefined;
}

const plain = ({ rows, score }: Pick<IndicatorsAnswer, 'rows' | 'score'>) => ({ rows, score });

/** The form with what a preview says of it put in. */
function withAfter(before: IndicatorsAnswer, answer: ReturnType<typeof preview>) {
  const rows = before.rows.map((row) => answer.rows.find(({ id }) => id === row.id)?.after ?? row);
  return { rows, score: answer.score ? answer.score.after : before.score };
}
