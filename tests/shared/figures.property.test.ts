import fc from 'fast-check';
import { describe, it } from 'vitest';
import { FIGURE_CUTS } from '../../shared/contract/vocabulary';
import { figures } from '../../shared/figures/figures';
import type { Entry } from '../../shared/model/entry';
import { type QueryDraw, uptimeQuery } from '../helpers/compare';
import { lawfulHistory } from '../helpers/history';
import { known } from '../helpers/oracle/known';
import { figureRows } from '../helpers/oracle/figures';
import { World } from '../helpers/oracle/world';
import { scopeOf } from '../helpers/oracle';
import { expectSame, someNow } from '../helpers/same';
import { ZONE, newFold } from '../helpers/subject';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
const n = fc.nat({ max: 9999 });
const query: fc.Arbitrary<QueryDraw> = fc.record({ scope: n, from: n, to: n, by: n, nudge: n });

/** The same history with vendors and models that change: the histories as grown have none. */
function withVendors(entries: readonly Entry[]): Entry[] {
  return entries.map((entry): Entry => {
    if (entry.kind === 'device.registered') return { ...entry, body: { ...entry.body, vendor: `V${entry.seq % 2}` } };
    if (entry.kind !== 'device.changed') return entry;
    return { ...entry, body: { ...entry.body, vendor: `V${entry.seq % 3}`, model: `M${entry.seq % 2}` } };
  });
}

describe('MTTA, MTTR and MTBF (semantics 7)', () => {
  it('are what the definitions say, by every cut', { timeout: 30_000 + numRuns * 600 }, () => {
    fc.assert(
      fc.property(lawfulHistory(), n, fc.array(query, { minLength: 1, maxLength: 4 }), (grown, wait, draws) => {
        const entries = withVendors(grown);
        const now = someNow(entries, wait);
        const facts = known(entries, { now });
        const world = new World(facts.entries, facts.now, ZONE);
        const { fold } = newFold(entries);
        for (const draw of draws) {
          const { scope, from, to } = uptimeQuery(entries, now, draw);
          const asked = { scope: scopeOf(scope), from, to, by: FIGURE_CUTS[draw.by % FIGURE_CUTS.length]! };
          expectSame(figures(fold, { ...asked, now }), figureRows(world, asked), entries, asked);
        }
      }),
      { numRuns },
    );
  });
});
