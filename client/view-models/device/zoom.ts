import type { Span } from '../../charts/lanes';

/** A timeline goes from a year to a minute. */
export const SHORTEST_MS = 60_000;
export const LONGEST_MS = 366 * 86_400_000;

/** How much a step of the wheel, a key or a button changes the length. */
export const ZOOM_STEP = 2;

/** Whole milliseconds, within the lengths, and not past `end`. */
function placed(from: number, length: number, end: number): Span {
  const kept = Math.round(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, length)));
  const begin = Math.round(Math.max(0, Math.min(from, end - kept)));
  return { from: begin, to: begin + kept };
}

/**
 * A window that is `factor` times as long (2: out, 0.5: in); the instant `around` keeps its place in it.
 * @param end nothing is shown after it: the end of the current year
 */
export function zoomed({ from, to }: Span, factor: number, around: number, end: number): Span {
  const length = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (to - from) * factor));
  const place = to > from ? Math.min(1, Math.max(0, (around - from) / (to - from))) : 0.5;
  return placed(around - place * length, length, end);
}

/** The same length, `by` ms later (or earlier). */
export const panned = ({ from, to }: Span, by: number, end: number): Span => placed(from + by, to - from, end);

/** The window of an address, `2026-11-20T00:00:00.000Z/2026-11-21T06:30:00.000Z`; null: it is none. */
export function spanFromAddress(text: string): Span | null {
  const [from = NaN, to = NaN] = text.split('/').map((part) => Date.parse(part));
  if (!Number.isFinite(from) || !Number.isFinite(to)) return null;
  const length = to - from;
  return length >= SHORTEST_MS && length <= LONGEST_MS && from >= 0 ? { from, to } : null;
}

export const spanToAddress = ({ from, to }: Span): string =>
  `${new Date(from).toISOString()}/${new Date(to).toISOString()}`;
