import { evaluate } from '../../shared/indicators/evaluate';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePeriod } from '../../shared/model/period';
import { parseScope } from '../../shared/model/scope';
import { zoneOf } from '../../shared/timeline/zone';
import { type QueryDraw, uptimeQuery } from '../helpers/compare';
import { lawfulHistory } from '../helpers/history';
import { expectSame } from '../helpers/same';
import { ZONE, newFold } from '../helpers/subject';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
const n = fc.nat({ max: 9999 });
const draws = fc.array(fc.record<QueryDraw>({ scope: n, from: n, to: n, by: n, nudge: n }), {
  minLength: 2,
  maxLength: 5,
});
const DAY = 24 * 3_600_000;

it(
  'a fold that keeps what closed months came to answers as one that walks, whatever reaches back into them',
  { timeout: 30_000 + numRuns * 600 },
  () => {
    fc.assert(
      fc.property(lawfulHistory(), draws, (entries, asked) => {
        const { fold: kept, feed } = newFold([], ZONE, { windows: true });
        for (const [index, entry] of entries.entries()) {
          feed([entry]);
          if (index % 5 !== 0 && index !== entries.length - 1) continue;
          const known = entries.slice(0, index + 1);
          const { fold: walked } = newFold(known);
          const now = entry.recordedAt;
          for (const draw of asked) {
            const { scope, from, to, by } = uptimeQuery(known, now, draw);
            // Several months around the drawn window: the kept ones are asked for, and in pieces.
            const days = by.endsWith('hour') ? 0 : draw.nudge % 200;
            const wide = { scope: parseScope(scope)!, from: from - days * DAY, to, by, now };
            expectSame(kept.uptime(wide), walked.uptime(wide), known, wide);
          }
          const period = parsePeriod('2023-02..2023-09', zoneOf(ZONE))!;
          const form = { scope: parseScope('440700')!, period, now };
          expect(evaluate(kept, form)).toEqual(evaluate(walked, form));
        }
      }),
      { numRuns },
    );
  },
);
