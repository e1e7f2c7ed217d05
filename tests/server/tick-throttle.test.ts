import { describe, expect, it } from 'vitest';
import { TickThrottle } from '../../server/ticker/tick-throttle';

/** Reports at these ms: when each is told, at the latest tick that is due by then. */
function told(reports: readonly number[]): number[] {
  const tempo = new TickThrottle();
  const out: number[] = [];
  let due = Infinity;
  let waiting = 0;
  const tick = () => {
    for (; waiting > 0; waiting -= 1) out.push(due);
  };
  for (const at of [...reports, Infinity]) {
    if (due <= at && waiting > 0) {
      const entries = waiting;
      tick();
      tempo.ticked(due, entries);
      due = Infinity;
    }
    if (at === Infinity) break;
    waiting += 1;
    due = Math.min(due, tempo.dueAt(at));
  }
  return out;
}

const every = (ms: number, count: number) => Array.from({ length: count }, (_, index) => 1000 + index * ms);
const delays = (reports: readonly number[]) => told(reports).map((at, index) => at - reports[index]!);

describe('the tempo of the live feed', () => {
  it('tells of a report now and then at once, also when the next comes within a tick', () => {
    expect(delays([1000, 1500, 1510, 1600])).toEqual([0, 0, 0, 0]);
    expect(Math.max(...delays(every(49, 500)))).toBe(0);
  });

  it('lets many share the frames of twenty ticks a second, and tells none later than a tick', () => {
    const reports = every(1, 2000);
    expect(Math.max(...delays(reports))).toBeLessThanOrEqual(50);
    const frames = new Set(told(reports)).size;
    // With the first, the last, and ten early ones.
    expect(frames).toBeLessThanOrEqual(2000 / 50 + 12);
  });

  it('goes back to ticks when calm reports do not stop', () => {
    const reports = every(10, 1000);
    const frames = new Set(told(reports).slice(500)).size;
    // Five seconds: twenty ticks and thirty early ones a second at the most.
    expect(frames).toBeLessThanOrEqual(5 * 50 + 1);
    expect(Math.max(...delays(reports))).toBeLessThanOrEqual(50);
  });
});
