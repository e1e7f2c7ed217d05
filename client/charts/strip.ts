import type { Status } from '../../shared/model/vocabulary';
import type { Span, StatusSpan } from './lanes';

/** Time to pixels, one way and back. */
export interface Scale {
  x(at: number): number;
  at(x: number): number;
}

export function scaleOf(window: Span, left: number, width: number): Scale {
  const length = window.to - window.from;
  return {
    x: (at) => left + ((at - window.from) / length) * width,
    at: (x) => window.from + ((x - left) / width) * length,
  };
}

export interface Bar {
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface StatusBar extends Bar {
  status: Status;
}

/** The height of a status, as a fraction of the strip, so that it can be read without colour. */
const LEVEL: Record<Status, number> = { up: 0.14, degraded: 0.5, down: 1, unknown: 0.75 };
const RANK: Record<Status, number> = { up: 0, degraded: 1, unknown: 2, down: 3 };
/** The minimum width, px: a minute must be visible in a year. */
export const MIN_WIDTH = 2;

export function stripHeight(status: Status, height: number): number {
  return Math.max(3, Math.round(LEVEL[status] * height));
}

/** Bars of a span lane, clipped to the window and never under 2 px. */
export function spanBars<T extends Span>(
  spans: readonly T[],
  window: Span,
  scale: Scale,
): (T & Pick<Bar, 'x' | 'width'>)[] {
  return spans
    .filter((span) => span.to > window.from && span.from < window.to)
    .map((span) => {
      const x = scale.x(Math.max(span.from, window.from));
      const width = Math.max(MIN_WIDTH, scale.x(Math.min(span.to, window.to)) - x);
      return { ...span, x, width };
    });
}

/**
 * The status strip. Spans shorter than that are drawn 2 px wide, the worse above the better; where many
 * fall on the same two pixels only the worst is kept, so that a year of minutes stays a few hundred shapes.
 */
export function statusBars(
  spans: readonly StatusSpan[],
  window: Span,
  scale: Scale,
  top: number,
  height: number,
): StatusBar[] {
  const slots = new Map<number, StatusBar>();
  const wide: StatusBar[] = [];
  for (const { status, x, width } of spanBars(spans, window, scale)) {
    const tall = stripHeight(status, height);
    const bar = { status, x, width, y: top + height - tall, height: tall };
    if (width > MIN_WIDTH) {
      wide.push(bar);
      continue;
    }
    const slot = Math.floor(x / MIN_WIDTH);
    const other = slots.get(slot);
    if (!other || RANK[status] > RANK[other.status]) slots.set(slot, bar);
  }
  return [...wide, ...slots.values()].sort((a, b) => RANK[a.status] - RANK[b.status] || a.x - b.x);
}
