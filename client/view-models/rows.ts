import type { IndicatorRow, RowState } from '../../shared/contract/http';
import type { Shape } from '../format/status';
import type { RunningSums } from '../../shared/contract/live';
import { ROWS, rowOf } from '../../shared/model/rows';
import type { IndicatorId } from '../../shared/model/vocabulary';
import type { Against } from '../../shared/reporting/rounding';
import { runningAt } from './running';

const SHAPES: Record<RowState, Shape> = {
  met: 'well',
  onTrack: 'well',
  behind: 'degraded',
  unproven: 'degraded',
  partly: 'degraded',
  missed: 'down',
  noData: 'unknown',
  noTarget: 'unknown',
};

export function shapeOfState(state: RowState): Shape {
  return SHAPES[state];
}

export type RowKind = 'count' | 'rate' | 'qualitative';

/** Counts are numbers of things, rates fractions; qualitative rows are decided by a person (semantics 9). */
export function kindOfRow(id: IndicatorId): RowKind {
  return rowOf(id).kind;
}

/** A rate is rounded to its worse side: up where lower is better (semantics 6). */
export function againstOf(id: IndicatorId): Against {
  return rowOf(id).better === 'lower' ? 'up' : 'down';
}

/** The name of a state; a qualitative row without an attestation is `awaiting` instead of `noData`. */
export function wordOfState(row: Pick<IndicatorRow, 'id' | 'state'>): RowState | 'awaiting' {
  return row.state === 'noData' && kindOfRow(row.id) === 'qualitative' ? 'awaiting' : row.state;
}

/** A live row with the figures of this instant; its target and state are those of the server's last answer. */
export function rowAt(row: IndicatorRow, running: RunningSums, serverNow: number): IndicatorRow {
  const figure = runningAt(running, serverNow);
  return {
    ...row,
    value: figure.faultRate,
    numerator: figure.downMs,
    denominator: figure.serviceMs - figure.unknownMs,
    low: figure.low,
    high: figure.high,
    coverage: figure.coverage,
    maintenanceMs: figure.maintenanceMs,
  };
}

/** The rows of an installation without sites: there is no area to ask the server about. */
export function rowsWithoutFigures(): IndicatorRow[] {
  return ROWS.map(({ id, no, name, unit, weight }) => ({
    id,
    no,
    name,
    unit,
    weight,
    version: 1,
    value: null,
    target: null,
    state: 'noTarget',
    score: null,
  }));
}
