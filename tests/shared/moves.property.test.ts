import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueOf } from '../../shared/fold/fault/deadline';
import { judgeFault, limitsFor, movesOf } from '../../shared/fold/figures/judged-faults';
import { lawfulHistory } from '../helpers/history';
import { oracle } from '../helpers/oracle';
import { expectSame, someNow } from '../helpers/same';
import { ZONE, factsOf, newFold } from '../helpers/subject';

/** More with `PROPERTY_RUNS=3000`; a failure prints its seed. */
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 150);
const n = fc.nat({ max: 9999 });

describe('the moves of a deadline', () => {
  it('tell it at every instant: the last one is the fault’s', { timeout: 30_000 + numRuns * 600 }, () => {
    let faults = 0;
    let moved = 0;
    fc.assert(
      fc.property(lawfulHistory(), n, (entries, wait) => {
        const now = someNow(entries, wait);
        const known = oracle(entries, { zone: ZONE, now });
        const { state, derived } = factsOf(newFold(entries).fold);
        derived.refresh();
        for (const id of state.faults.keys()) {
          const judged = judgeFault(state, derived, id, now);
          if (!judged) continue;
          const moves = movesOf(state, derived, judged, now);
          faults += 1;
          if (moves.length > 1) moved += 1;
          expectSame(moves.at(-1)!.deadline, judged.deadline, entries, id);
          // Of a cancelled fault the definitions leave open whether a sitting begun since finds it open: it is not judged then.
          if (!judged.run.cancelled) expectSame(moves.at(-1)!.deadline, known.fault(id)!.deadline, entries, id);
          const [first] = moves;
          expectSame([first!.at, first!.cause], [judged.run.report.at, 'reported'], entries, id);
          for (const [index, move] of moves.entries()) {
            if (index > 0) expect(move.deadline).not.toBe(moves[index - 1]!.deadline);
            expect(move.at).toBeLessThanOrEqual(now);
          }
          // Between two moves it stood still: what was effective at an instant gives the deadline of the move before it.
          const limits = limitsFor(state, derived, judged.run);
          const uses = derived.view(judged.run.report.value.deviceId)?.uses ?? [];
          const instants = [
            ...moves.map(({ at }) => at),
            ...judged.run.open.flatMap(({ from, to }) => [from, to]),
            now,
          ];
          for (const t of instants.flatMap((one) => [one - 1, one, one + 1])) {
            if (t < judged.run.report.at || t > now) continue;
            const then = derived.runUpTo(id, t);
            if (!then) continue;
            const { deadline } = dueOf(then, then.severity, limits, uses, t);
            expectSame(moves.findLast(({ at }) => at <= t)!.deadline, deadline, entries, [id, t]);
          }
        }
      }),
      { numRuns, endOnFailure: false },
    );
    expect(moved).toBeGreaterThan(faults / 50);
  });
});
