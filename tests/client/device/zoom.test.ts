import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleOf, statusBars } from '../../../client/charts/strip';
import type { StatusSpan } from '../../../client/charts/lanes';
import { differencesOf } from '../../../client/view-models/device/compare';
import { correctionsOf } from '../../../client/view-models/device/corrections';
import {
  LONGEST_MS,
  SHORTEST_MS,
  panned,
  spanFromAddress,
  spanToAddress,
  zoomed,
} from '../../../client/view-models/device/zoom';
import { ticksOf } from '../../../client/view-models/windows';
import { STATUSES } from '../../../shared/model/vocabulary';

const H = 3_600_000;
const END = 10_000 * H;

describe('zoom and pan', () => {
  it('keeps the instant under the pointer in its place', () => {
    // 25 % of [100 h, 200 h): half as long, 125 h is again at 25 %.
    expect(zoomed({ from: 100 * H, to: 200 * H }, 0.5, 125 * H, END)).toEqual({ from: 112.5 * H, to: 162.5 * H });
    expect(zoomed({ from: 100 * H, to: 200 * H }, 2, 125 * H, END)).toEqual({ from: 75 * H, to: 275 * H });
  });
  it('ends at a minute, at 366 days, and where there is nothing to come', () => {
    const minute = zoomed({ from: 0, to: 90_000 }, 0.5, 45_000, END);
    expect(minute.to - minute.from).toBe(SHORTEST_MS);
    const year = zoomed({ from: 0, to: LONGEST_MS }, 2, 0, 100 * LONGEST_MS);
    expect(year.to - year.from).toBe(LONGEST_MS);
    expect(panned({ from: END - 20 * H, to: END - 10 * H }, 15 * H, END)).toEqual({ from: END - 10 * H, to: END });
    expect(panned({ from: 5 * H, to: 10 * H }, -7 * H, END)).toEqual({ from: 0, to: 5 * H });
  });
  it('is in the address and comes back from it; what is none is none', () => {
    const span = { from: 1_700_000_000_000, to: 1_700_000_090_000 };
    expect(spanFromAddress(spanToAddress(span))).toEqual(span);
    for (const text of ['', 'x/y', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z/2026-01-01T00:00:30Z']) {
      expect(spanFromAddress(text), text).toBeNull();
    }
  });
  it('is a window of whole ms within its bounds, wherever it begins', () => {
    const span = fc.record({
      from: fc.integer({ min: 0, max: END }),
      length: fc.integer({ min: SHORTEST_MS, max: LONGEST_MS }),
    });
    fc.assert(
      fc.property(
        span,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ from, length }, factor, place) => {
          const end = 2 * END + LONGEST_MS;
          const next = zoomed({ from, to: from + length }, factor, from + place * length, end);
          expect(Number.isInteger(next.from) && Number.isInteger(next.to)).toBe(true);
          expect(next.to - next.from).toBeGreaterThanOrEqual(SHORTEST_MS);
          expect(next.to - next.from).toBeLessThanOrEqual(LONGEST_MS);
          expect(next.from).toBeGreaterThanOrEqual(0);
          expect(next.to).toBeLessThanOrEqual(end);
        },
      ),
    );
  });
  it('its axis has ticks that fit, on round local times', () => {
    const zone = 'Asia/Shanghai';
    const begin = Date.parse('2026-11-20T07:13:20+08:00');
    const at = (length: number, room = 620) => ticksOf({ unit: 'free', from: begin, to: begin + length }, zone, room);
    // 90 s in ten labels: every ten seconds.
    expect(at(90_000).map((tick) => new Date(tick.at + 8 * H).toISOString().slice(11, 19))).toEqual([
      '07:13:20',
      '07:13:30',
      '07:13:40',
      '07:13:50',
      '07:14:00',
      '07:14:10',
      '07:14:20',
      '07:14:30',
      '07:14:40',
    ]);
    expect(at(90_000)[0]!.form).toBe('second');
    // A day in ten labels: every three hours; midnight says the date.
    expect(at(24 * H).map((tick) => [new Date(tick.at + 8 * H).getUTCHours(), tick.form])).toEqual([
      [9, 'time'],
      [12, 'time'],
      [15, 'time'],
      [18, 'time'],
      [21, 'time'],
      [0, 'date'],
      [3, 'time'],
      [6, 'time'],
    ]);
    for (const length of [SHORTEST_MS, H, 50 * H, 30 * 24 * H, 200 * 24 * H, LONGEST_MS]) {
      expect(at(length).length, String(length)).toBeGreaterThan(0);
      expect(at(length).length, String(length)).toBeLessThanOrEqual(14);
    }
  });
});

describe('what is drawn of a window', () => {
  /** Spans that follow each other, from a millisecond to weeks long. */
  const spans = fc
    .array(
      fc.record({
        status: fc.constantFrom(...STATUSES),
        length: fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 200 * H })),
      }),
      { minLength: 1, maxLength: 400 },
    )
    .map((list) => {
      let at = 0;
      return list.map(({ status, length }): StatusSpan => ({ status, from: at, to: (at += length) }));
    });
  const view = fc.record({
    width: fc.integer({ min: 40, max: 2000 }),
    from: fc.double({ min: 0, max: 0.9, noNaN: true }),
    part: fc.double({ min: 0.001, max: 1, noNaN: true }),
  });

  it('hides no down interval: each touches a pixel that is drawn down, above everything else', () => {
    fc.assert(
      fc.property(spans, view, (list, { width, from, part }) => {
        const end = list.at(-1)!.to;
        const window = { from: from * end, to: from * end + Math.max(1, part * end) };
        const scale = scaleOf(window, 0, width);
        const bars = statusBars(list, window, scale, 0, 50);
        const down = bars.filter((bar) => bar.status === 'down');
        for (const span of list) {
          if (span.status !== 'down' || span.to <= window.from || span.from >= window.to) continue;
          const x0 = scale.x(Math.max(span.from, window.from));
          const x1 = scale.x(Math.min(span.to, window.to));
          expect(
            down.some((bar) => bar.x <= x1 + 1e-6 && bar.x + bar.width >= x0 - 1e-6),
            `${x0}–${x1}`,
          ).toBe(true);
        }
        // Drawn last: nothing lies over it.
        const first = bars.findIndex((bar) => bar.status === 'down');
        expect(first < 0 || bars.slice(first).every((bar) => bar.status === 'down')).toBe(true);
        // And bounded by the width, however many there are.
        expect(bars.length).toBeLessThanOrEqual(width + 2);
      }),
      { numRuns: 500 },
    );
  });
});

describe('two truths', () => {
  const span = (status: StatusSpan['status'], from: number, to: number): StatusSpan => ({
    status,
    from: from * H,
    to: to * H,
  });

  it('differ where the status is another one, up to what was known then', () => {
    const then = [span('up', 0, 2), span('down', 2, 5), span('up', 5, 8)];
    const now = [span('up', 0, 9), span('down', 9, 12)];
    expect(differencesOf(then, now)).toEqual([{ from: 2 * H, to: 5 * H, then: 'down', now: 'up' }]);
    expect(differencesOf(then, then)).toEqual([]);
  });
  it('differ where one of them knew nothing', () => {
    expect(differencesOf([span('up', 0, 4)], [span('up', 1, 4)])).toEqual([{ from: 0, to: H, then: 'up', now: null }]);
    expect(differencesOf([], [span('up', 0, 4)])).toEqual([]);
  });
});

describe('the marks of corrections', () => {
  const entry = (seq: number, kind: string, at: string, more: object = {}) => ({
    seq,
    id: `id-${seq}`,
    kind,
    at,
    recordedAt: at,
    actor: `actor-${seq}`,
    body: {},
    ...more,
  });

  it('stand where the entry that was taken back had been, with who took it back and when', () => {
    const voids = [entry(9, 'entry.voided', '2026-11-21T08:00:00.000Z')];
    const entries = [
      entry(5, 'status.observed', '2026-11-20T06:00:00.000Z', { voidedBy: 9 }),
      entry(6, 'status.observed', '2026-11-20T07:00:00.000Z'),
      // Its void is not among those at hand: it is said in the ledger's rows, not here.
      entry(7, 'status.observed', '2026-11-20T08:00:00.000Z', { voidedBy: 99 }),
    ];
    expect(correctionsOf(entries, voids)).toEqual([
      {
        at: Date.parse('2026-11-20T06:00:00.000Z'),
        seq: 5,
        bySeq: 9,
        actor: 'actor-9',
        recordedAt: Date.parse('2026-11-21T08:00:00.000Z'),
        kind: 'status.observed',
      },
    ]);
  });
});
