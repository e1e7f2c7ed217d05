import type { RowState, Target } from '../../../shared/contract/http';
import type { BodyOf } from '../../../shared/model/kinds';
import type { IndicatorId } from '../../../shared/model/vocabulary';
import { type Question } from './counts';
import { inFoldOrder, ofKind, when } from './order';
import type { World } from './world';

/** Which figure a measured row is, for "a count never before the end" and "rates: behind" (semantics 9). */
export const COUNTS: readonly IndicatorId[] = [
  'domestic-computers',
  'standard-seats',
  'examinees-served',
  'cities-covered',
  'rooms-built',
  'schools-covered',
  'systems-online',
];

/** The last target with `eff ≤ now` for exactly that scope, row and period (reading: texts are compared as written). */
export function targetOf(world: World, scope: string, indicator: IndicatorId, period: string): Target | null {
  const all = ofKind(world.entries, 'target.set').filter(
    ({ body }) => body.scope === scope && body.indicator === indicator && body.period === period,
  );
  const last = inFoldOrder(all.filter((one) => when(one) <= world.now)).at(-1);
  return last ? { op: last.body.op ?? defaultOp(indicator), value: last.body.value } : null;
}

/** Reading: a target without an `op` asks for at least its value; a fault rate, for at most. */
function defaultOp(indicator: IndicatorId): '>=' | '<=' {
  return indicator === 'fault-rate' ? '<=' : '>=';
}

export function attestationOf(
  world: World,
  scope: string,
  indicator: IndicatorId,
  period: string,
): BodyOf<'attestation.made'> | null {
  const all = ofKind(world.entries, 'attestation.made').filter(
    ({ at, body }) => body.scope === scope && body.indicator === indicator && body.period === period && at <= world.now,
  );
  return inFoldOrder(all).at(-1)?.body ?? null;
}

/** What the state of a measured row is decided from. */
export interface Figure {
  value: number | null;
  /** The bound that speaks against us; undefined where the row has none. */
  worse?: number | null;
  coverage?: number | null;
  /** Where it cannot be reached any more, whatever happens until the end of P. */
  lost?: boolean;
  /** A timely-repair without any fault where the fault rate of the same scope and period is covered to 95 %. */
  calm?: boolean;
}

/** The first that fits (semantics 9). */
export function measuredState(
  world: World,
  { period }: Question,
  indicator: IndicatorId,
  target: Target | null,
  figure: Figure,
): RowState {
  if (target === null || typeof target.value !== 'number') return 'noTarget';
  const over = world.now >= period.to;
  if (figure.value === null) return over && figure.calm ? 'met' : 'noData';
  const asked = target.value;
  const isVisible = (value: number) => (target.op === '<=' ? value <= asked : value >= asked);
  if ((over && !isVisible(figure.value)) || figure.lost) return 'missed';
  if (isVisible(figure.value)) {
    const unproven = figure.worse !== undefined && (figure.worse === null || !isVisible(figure.worse));
    const uncovered = figure.coverage !== undefined && (figure.coverage === null || figure.coverage < 0.95);
    return unproven || uncovered ? 'unproven' : 'met';
  }
  if (!COUNTS.includes(indicator)) return 'behind';
  const elapsed = Math.max(0, (world.now - period.from) / (period.to - period.from));
  return figure.value >= asked * elapsed ? 'onTrack' : 'behind';
}

/** A qualitative row is decided by its attestation (semantics 9). */
export function qualitativeState(target: Target | null, attestation: BodyOf<'attestation.made'> | null): RowState {
  if (target === null) return 'noTarget';
  if (attestation === null) return 'noData';
  return ({ met: 'met', partly: 'partly', unmet: 'missed' } as const)[attestation.grade];
}
