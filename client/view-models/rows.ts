import type { IndicatorRow, RowState } from '../../shared/contract/http';
import type { RunningSums } from '../../shared/contract/live';
import { ROWS } from '../../shared/model/rows';
import type { IndicatorId } from '../../shared/model/vocabulary';
import type { Against } from '../format/rounding';
import { runningAt } from './running';

/** The shapes of a row's state. */
export type Shape = 'well' | 'degraded' | 'down' | 'unknown';

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

const KINDS = new Map(ROWS.map((row) => [row.id, row.kind]));

export type RowKind = 'count' | 'rate' | 'qualitative';

/** Counts are numbers of things, rates fractions; qualitative rows are decided by a person (semantics 9). */
export function kindOfRow(id: IndicatorId): RowKind {
  return KINDS.get(id) ?? 'count';
}

/** Only a fault rate is worse the higher it is. */
export function againstOf(id: IndicatorId): Against {
  return id === 'fault-rate' ? 'up' : 'down';
}

/** The word of a state: a qualitative row without data is shown as awaiting attestation. */
export function wordOfState(row: Pick<IndicatorRow, 'id' | 'state'>): RowState | 'awaiting' {
  return row.state === 'noData' && kindOfRow(row.id) === 'qualitative' ? 'awaiting' : row.state;
}

/** The fault-rate row with the figures of this instant; its target and state stay as received. */
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
