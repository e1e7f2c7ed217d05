import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/model/entry';
import { type QueryDraw, comparable, rowsQuery, uptimeQuery } from '../helpers/compare';
import { lawfulHistory } from '../helpers/history';
import { oracle } from '../helpers/oracle';
import { expectSame, sameRows, sameUptime, someNow } from '../helpers/same';
import { type Subject, ZONE, askFold, askOracle, newFold, subjectOf } from '../helpers/subject';
import { Fold } from '../../shared/fold/fold';

/** More with `PROPERTY_RUNS=3000`; a failure prints its seed. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
const seed = process.env['PROPERTY_SEED'] ? { seed: Number(process.env['PROPERTY_SEED']) } : {};
const check = <T>(property: fc.IProperty<T>) => fc.assert(property, { numRuns, ...seed, endOnFailure: false });
const timeout = 30_000 + numRuns * 600;

const n = fc.nat({ max: 9999 });
const query: fc.Arbitrary<QueryDraw> = fc.record({ scope: n, from: n, to: n, by: n, nudge: n });
const queries = fc.array(query, { minLength: 1, maxLength: 6, size: 'max' });

const nowOf = (entries: readonly Entry[]) => entries.at(-1)!.recordedAt;
function answers(subject: Subject, entries: readonly Entry[], now: number, draws: readonly QueryDraw[]): unknown[] {
  return draws.map((draw) =>
    draw.by % 2 === 0
      ? subject.uptime(uptimeQuery(entries, now, draw))
      : subject.rows(rowsQuery(entries, draw)).map(comparable),
  );
}

describe('the fold against the definitions', () => {
  it('counts every millisecond of uptime as they say, by every cut', { timeout }, () => {
    check(
      fc.property(lawfulHistory(), n, queries, (entries, wait, draws) => {
        const now = someNow(entries, wait);
        const expected = askOracle(entries, now);
        const got = askFold(entries, now);
        for (const draw of draws) sameUptime(got, expected, entries, uptimeQuery(entries, now, draw));
      }),
    );
  });

  it('gives the rows as they say', { timeout }, () => {
    check(
      fc.property(lawfulHistory(), n, queries, (entries, wait, draws) => {
        const now = someNow(entries, wait);
        const expected = askOracle(entries, now);
        const got = askFold(entries, now);
        for (const draw of draws.slice(0, 3)) sameRows(got, expected, entries, rowsQuery(entries, draw));
      }),
    );
  });

  it('contests what they say, at every seq', { timeout }, () => {
    check(
      fc.property(lawfulHistory(), (entries) => {
        const { fold, feed } = newFold([]);
        for (const [index, entry] of entries.entries()) {
          feed([entry]);
          if (index % 7 !== 0 && index !== entries.length - 1) continue;
          const got = fold.contested().map((one) => one.seq);
          const expected = oracle(entries, { zone: ZONE, asOf: { seq: entry.seq } }).contested();
          expectSame(got, expected, entries.slice(0, index + 1), 'contested');
        }
      }),
    );
  });

  it('draws the time line of a device as they say', { timeout }, () => {
    check(
      fc.property(lawfulHistory(), n, query, (entries, wait, draw) => {
        const now = someNow(entries, wait);
        const expected = oracle(entries, { zone: ZONE, now });
        const { fold } = newFold(entries);
        const { from, to } = uptimeQuery(entries, now, draw);
        const devices = entries.flatMap((one) => (one.kind === 'device.registered' ? [one.body.deviceId] : []));
        for (const deviceId of new Set(devices)) {
          const drawn = fold.timeline({ deviceId, from, to, now }) ?? [];
          for (const piece of expected.pieces(deviceId)) {
            const t = Math.max(piece.from, from);
            if (t >= Math.min(piece.to, to)) continue;
            const found = drawn.find((one) => Date.parse(one.from) <= t && t < Date.parse(one.to));
            const wanted = { status: piece.status, service: piece.service };
            expectSame(found && { status: found.status, service: found.service }, wanted, entries, { deviceId, t });
          }
        }
      }),
    );
  });

  it('knows as of a seq, and as of an instant, what was known then', { timeout }, () => {
    check(
      fc.property(lawfulHistory(), n, fc.boolean(), queries, (entries, at, bySeq, draws) => {
        const last = entries[at % entries.length]!;
        const asOf = bySeq ? { seq: last.seq } : last.recordedAt;
        const expected = oracle(entries, { zone: ZONE, asOf });
        const known = entries.filter((one) => (bySeq ? one.seq <= last.seq : one.recordedAt <= last.recordedAt));
        const got = askFold(known, last.recordedAt);
        expect(expected.now).toBe(last.recordedAt);
        const wanted = answers(expected, known, last.recordedAt, draws);
        expectSame(answers(got, known, last.recordedAt, draws), wanted, known, { asOf, draws });
      }),
    );
  });
});

describe('the fold against itself', () => {
  it('gives the same after every entry as one that is fed all at once', { timeout }, () => {
    check(
      fc.property(lawfulHistory(), queries, (entries, draws) => {
        const { fold, feed } = newFold([]);
        for (const [index, entry] of entries.entries()) {
          feed([entry]);
          if (index % 5 !== 0 && index !== entries.length - 1) continue;
          const known = entries.slice(0, index + 1);
          const now = entry.recordedAt;
          const asked = answers(subjectOf(fold, now), known, now, draws);
          expectSame(asked, answers(askFold(known, now), known, now, draws), known, draws);
        }
      }),
    );
  });

  it('answers alike in whatever order it is asked, whatever now is', { timeout }, () => {
    check(
      fc.property(lawfulHistory(), n, queries, (entries, wait, draws) => {
        const [early, late] = [nowOf(entries), someNow(entries, wait)];
        const { fold } = newFold(entries);
        const ask = (now: number, list: readonly QueryDraw[]) => answers(subjectOf(fold, now), entries, late, list);
        const first = [ask(early, draws), ask(late, draws)];
        const second = [
          ask(late, [...draws].reverse()).reverse(),
          ask(early, [...draws].reverse()).reverse(),
        ].reverse();
        expectSame(second, first, entries, draws);
      }),
    );
  });

  it('refuses at the door whatever it would contest', { timeout }, () => {
    check(
      fc.property(lawfulHistory(), (entries) => {
        const { fold, feed } = newFold([]);
        for (const [index, entry] of entries.entries()) {
          const refusal = fold.check(entry, entry.recordedAt);
          feed([entry]);
          if (refusal) continue;
          const contested = fold.contested().some((one) => one.seq === entry.seq);
          expectSame(contested, false, entries.slice(0, index + 1), { taken: entry.seq });
        }
      }),
    );
  });

  it('goes on from a checkpoint as if it had never been saved', { timeout }, () => {
    check(
      fc.property(lawfulHistory(), n, queries, (entries, at, draws) => {
        const cut = at % entries.length;
        const options = { zone: ZONE, find: (id: string) => entries.find((one) => one.id === id) };
        const saved: unknown = structuredClone(newFold(entries.slice(0, cut)).fold.save());
        const fold = Fold.load(saved, options);
        for (const entry of entries.slice(cut)) fold.apply(entry);
        const now = nowOf(entries);
        const expected = askFold(entries, now);
        const got = subjectOf(fold, now);
        expectSame(got.contested(), expected.contested(), entries, { cut });
        expectSame(answers(got, entries, now, draws), answers(expected, entries, now, draws), entries, { cut, draws });
      }),
    );
  });

  it('takes entries back as if they had never been applied', { timeout }, () => {
    check(
      fc.property(lawfulHistory(), n, queries, (entries, at, draws) => {
        const cut = 1 + (at % entries.length);
        const { fold, feed } = newFold(entries.slice(0, cut));
        const undone = entries.slice(cut, cut + 4);
        const heads = undone.map((entry) => {
          const { head } = fold;
          feed([entry]);
          return head;
        });
        for (const [index, entry] of [...undone.entries()].reverse()) fold.revert(entry, heads[index]!);
        feed(entries.slice(cut));
        const now = nowOf(entries);
        const expected = askFold(entries, now);
        const got = subjectOf(fold, now);
        expectSame(got.contested(), expected.contested(), entries, { cut });
        expectSame(answers(got, entries, now, draws), answers(expected, entries, now, draws), entries, { cut, draws });
      }),
    );
  });
});
