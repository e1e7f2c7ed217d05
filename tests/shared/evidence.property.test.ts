import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvidenceAnswer } from '../../shared/contract/http';
import { evidence } from '../../shared/indicators/evidence/evidence';
import { evaluate } from '../../shared/indicators/evaluate';
import { trendSteps } from '../../shared/indicators/trend';
import { monthsOfPeriod, parsePeriod } from '../../shared/model/period';
import { rowOf } from '../../shared/model/rows';
import { zoneOf } from '../../shared/timeline/zone';
import { PERIODS, SCOPES, lawfulHistory } from '../helpers/history';
import { scopeOf } from '../helpers/oracle';
import { someNow } from '../helpers/same';
import { ZONE, newFold } from '../helpers/subject';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
const n = fc.nat({ max: 9999 });
const FORM_SCOPES = SCOPES.filter((scope) => !/^(room|device):/.test(scope));
const periodFor = (text: string) => parsePeriod(text, zoneOf(ZONE))!;

function all<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

describe('on random histories', () => {
  it('the records of a row add up to it', { timeout: 30_000 + numRuns * 600 }, () => {
    fc.assert(
      fc.property(lawfulHistory(), n, n, n, fc.integer({ min: 1, max: 5 }), (entries, wait, a, b, limit) => {
        const now = someNow(entries, wait);
        const { fold } = newFold(entries);
        const query = {
          scope: scopeOf(FORM_SCOPES[a % FORM_SCOPES.length]!),
          period: periodFor(PERIODS[b % PERIODS.length]!),
          now,
        };
        for (const row of evaluate(fold, query).rows) {
          const records: EvidenceAnswer['items'] = [];
          let page: EvidenceAnswer | undefined;
          do {
            page = evidence(fold, { ...query, indicator: row.id, limit, after: page?.next })!;
            records.push(...page.items);
          } while (page.next);
          expect(new Set(records.map((one) => one.id)).size, row.id).toBe(page.total);
          const made = rowOf(row.id).kind === 'qualitative' ? row.suggestion : row;
          const sum = made?.numerator ?? row.value;
          // A suggestion without anything due has no numbers.
          if (sum !== null) expect([row.id, page.value]).toEqual([row.id, sum]);
          if (rowOf(row.id).evidence !== 'serviceTime' && made?.denominator !== undefined) {
            expect([row.id, page.of]).toEqual([row.id, made.denominator]);
          }
        }
      }),
      { numRuns },
    );
  });

  it('a trend’s points are the rows of the period’s first months', { timeout: 30_000 + numRuns * 600 }, () => {
    fc.assert(
      fc.property(lawfulHistory(), n, n, n, fc.boolean(), (entries, wait, a, b, windows) => {
        const now = someNow(entries, wait);
        const { fold } = newFold(entries, ZONE, { windows });
        const scope = scopeOf(FORM_SCOPES[a % FORM_SCOPES.length]!);
        const period = periodFor(PERIODS[b % PERIODS.length]!);
        const trend = all(trendSteps(fold, { scope, period, now }));
        const months = monthsOfPeriod(period, zoneOf(ZONE));
        expect(months.at(-1)?.to).toBe(period.to);
        expect(trend.months).toEqual(months.filter((one) => one.from < now).map((one) => one.key));
        for (const index of new Set([0, trend.months.length >> 1, trend.months.length - 1])) {
          const key = trend.months[index];
          if (key === undefined) continue;
          const rows = evaluate(fold, { scope, period: periodFor(`${trend.months[0]}..${key}`), now }).rows;
          for (const { id, points } of trend.rows) {
            const { value, low, high, numerator, denominator } = rows.find((row) => row.id === id)!;
            const got = points[index]!;
            expect([id, got.value, got.numerator, got.denominator], key).toEqual([id, value, numerator, denominator]);
            expect([id, got.low, got.high], key).toEqual([id, low, high]);
          }
        }
      }),
      { numRuns },
    );
  });
});
