import fc from 'fast-check';
import { describe, it } from 'vitest';
import { seatLoss } from '../../shared/fold/figures/seat-loss';
import { lawfulHistory } from '../helpers/history';
import { lossesOf, windowsOf } from '../helpers/oracle/seats';
import { expectSame, someNow } from '../helpers/same';
import { ZONE, factsOf, newFold } from '../helpers/subject';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
const n = fc.nat({ max: 9999 });
const query = fc.record({ room: n, from: n, to: n, placed: fc.nat({ max: 3 }) });

describe('what a sitting loses', () => {
  it('is what a look at every instant finds', { timeout: 30_000 + numRuns * 600 }, () => {
    fc.assert(
      fc.property(lawfulHistory(), n, fc.array(query, { minLength: 1, maxLength: 5 }), (entries, wait, queries) => {
        const now = someNow(entries, wait);
        const { state, derived } = factsOf(newFold(entries).fold);
        derived.refresh();
        const rooms = [...state.rooms.values()].filter(({ registered }) => registered.length > 0);
        if (rooms.length === 0) return;
        for (const { room: draw, from, to, placed } of queries) {
          const room = rooms[draw % rooms.length]!;
          const window = windowsOf(entries, now, from, to);
          if (window.to <= window.from) continue;
          const { highMs, lowMs, affectedHigh, affectedLow } = seatLoss(state, derived, room, placed, window);
          const wanted = lossesOf(entries, { zone: ZONE, now }, { roomId: room.id, placed, ...window });
          expectSame({ highMs, lowMs, affectedHigh, affectedLow }, wanted, entries, { room: room.id, placed, window });
        }
      }),
      { numRuns },
    );
  });
});
