import { evaluate } from '../../shared/indicators/evaluate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIVE_WINDOWS } from '../../shared/contract/live';
import { parsePeriod } from '../../shared/model/period';
import { parseScope } from '../../shared/model/scope';
import { zoneOf } from '../../shared/timeline/zone';
import { lawfulHistory } from '../helpers/history';
import { ZONE, newFold } from '../helpers/subject';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
const SCOPES = ['440000', '440700', '440781', '440703', 'site:S1', 'room:R1', 'project:P1', 'grant:G1'];

/** Steps of time between entries: nothing, an hour, over midnight, over a validity, over new year. */
const wait = fc.constantFrom(0, 1, 3_600_000, 26 * 3_600_000, 9 * 24 * 3_600_000, 400 * 24 * 3_600_000);

describe('the running sums', () => {
  it(
    'are at every moment the sums that the uptime of their window has, whatever came late',
    { timeout: 30_000 + numRuns * 600 },
    () => {
      fc.assert(
        fc.property(lawfulHistory(), fc.array(wait, { minLength: 1, maxLength: 4 }), (entries, waits) => {
          const { fold, feed } = newFold([]);
          const compare = (now: number) => {
            for (const text of SCOPES) {
              const scope = parseScope(text)!;
              const running = fold.running(scope, now);
              for (const name of LIVE_WINDOWS) {
                const { from, to, sums, at } = running[name];
                expect(at).toBe(now);
                const [row] = fold.uptime({ scope, from, to, by: 'none', now });
                const {
                  serviceMs = 0,
                  upMs = 0,
                  degradedMs = 0,
                  downMs = 0,
                  unknownMs = 0,
                  maintenanceMs = 0,
                } = row ?? {};
                expect({ text, name, ...sums }).toEqual({
                  text,
                  name,
                  serviceMs,
                  upMs,
                  degradedMs,
                  downMs,
                  unknownMs,
                  maintenanceMs,
                });
              }
            }
          };
          for (const [index, entry] of entries.entries()) {
            feed([entry]);
            if (index % 3 === 0) compare(entry.recordedAt);
          }
          let now = entries.at(-1)!.recordedAt;
          for (const step of waits) compare((now += step));
        }),
        { numRuns },
      );
    },
  );

  it('say by their pace what the next moment adds, until the next change', { timeout: 30_000 + numRuns * 600 }, () => {
    fc.assert(
      fc.property(lawfulHistory(), wait, (entries, step) => {
        const { fold } = newFold(entries);
        const now = entries.at(-1)!.recordedAt + step;
        const scope = parseScope('440000')!;
        const before = fold.running(scope, now).year;
        const next = fold.nextChangeAt();
        const later = Math.min(next ?? now + 60_000, now + 60_000) - 1;
        if (later <= now) return;
        const after = fold.running(scope, later).year;
        for (const name of ['upMs', 'degradedMs', 'downMs', 'unknownMs', 'maintenanceMs'] as const) {
          expect(after.sums[name]).toBe(before.sums[name] + before.rate[name] * (later - now));
        }
      }),
      { numRuns },
    );
  });

  it('give the form the same rows as the walk over every device', { timeout: 30_000 + numRuns * 600 }, () => {
    fc.assert(
      fc.property(lawfulHistory(), wait, (entries, step) => {
        const now = entries.at(-1)!.recordedAt + step;
        const { fold: live, feed } = newFold([]);
        for (const entry of entries) {
          feed([entry]);
          live.advance(entry.recordedAt);
        }
        const { fold: walked } = newFold(entries);
        for (const text of ['440000', '440781', 'site:S1', 'project:P1', 'grant:G1']) {
          for (const name of ['2023', '2024', 'cycle:2023-2025']) {
            const query = { scope: parseScope(text)!, period: parsePeriod(name, zoneOf(ZONE))!, now };
            expect(evaluate(live, query)).toEqual(evaluate(walked, query));
          }
        }
      }),
      { numRuns },
    );
  });
});
