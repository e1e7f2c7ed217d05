import type { Figure, UptimeRow } from '../../../shared/contract/http';

/** Faults that were judged: those repaired in time and those late, as the rate has it and at its low bound (semantics 7). */
export interface JudgedCounts {
  timely: number;
  late: number;
  lowTimely: number;
  lowLate: number;
}

/** One part of a year: its time, the faults that were reported in it, and their figures. */
export interface YearPart {
  uptime: UptimeRow | undefined;
  judged: JudgedCounts;
  figures: readonly Figure[];
}

/** What is compared; each is defined in semantics 6 or 7. */
export const MEASURES = ['faultRate', 'availability', 'coverage', 'timely', 'mttr', 'mtbf'] as const;
export type Measure = (typeof MEASURES)[number];

export interface Told {
  value: number;
  /** The bounds; null: the figure has none. */
  low: number | null;
  high: number | null;
  /** How many faults it is taken over; null: it is a share of time. */
  n: number | null;
}

/** `unclear`: the bounds overlap; `noBounds`: the figure has none; `noData`: one part was not measured. */
export type Verdict = 'lower' | 'higher' | 'unclear' | 'noBounds' | 'noData';

export interface Comparison {
  measure: Measure;
  /** null: nothing was in service, nothing was seen, or no fault was judged. */
  before: Told | null;
  after: Told | null;
  /** null: no change is told of it. */
  verdict: Verdict | null;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

function timelyOf({ timely, late, lowTimely, lowLate }: JudgedCounts): Told | null {
  const value = share(timely, timely + late);
  if (value === null) return null;
  const low = share(lowTimely, lowTimely + lowLate) ?? value;
  // The low bound judges by other deadlines, so that it may have other faults; it is never told above the rate.
  return { value, low: Math.min(low, value), high: value, n: timely + late };
}

function meanOf(figures: readonly Figure[], id: Figure['id']): Told | null {
  const { value = null, denominator = 0 } = figures.find((one) => one.id === id) ?? {};
  return value === null ? null : { value, low: null, high: null, n: denominator };
}

function toldOf(measure: Measure, { uptime, judged, figures }: YearPart): Told | null {
  const { faultRate = null, low = null, high = null, coverage = null } = uptime ?? {};
  switch (measure) {
    case 'faultRate':
      return faultRate === null ? null : { value: faultRate, low, high, n: null };
    case 'availability':
      if (faultRate === null || low === null || high === null) return null;
      return { value: 1 - faultRate, low: 1 - high, high: 1 - low, n: null };
    case 'coverage':
      return coverage === null ? null : { value: coverage, low: null, high: null, n: null };
    case 'timely':
      return timelyOf(judged);
    default:
      return meanOf(figures, measure);
  }
}

/** A change is told only where the bounds do not overlap. */
function verdictOf(before: Told | null, after: Told | null): Verdict {
  if (!before || !after) return 'noData';
  if (before.low === null || before.high === null || after.low === null || after.high === null) return 'noBounds';
  if (after.high < before.low) return 'lower';
  return after.low > before.high ? 'higher' : 'unclear';
}

/** The two parts of a year around a grant, measure by measure. */
export function compare(before: YearPart, after: YearPart): Comparison[] {
  return MEASURES.map((measure) => {
    const told = { before: toldOf(measure, before), after: toldOf(measure, after) };
    return { measure, ...told, verdict: measure === 'coverage' ? null : verdictOf(told.before, told.after) };
  });
}
