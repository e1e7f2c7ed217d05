import type { IndicatorRow, RowState } from '../../shared/contract/http';
import type { RunningSums } from '../../shared/contract/live';
import { ROWS } from '../../shared/model/rows';
import type { IndicatorId } from '../../shared/model/vocabulary';
import type { Against } from '../format/rounding';
import { runningAt } from './running';

/** The five answers that a shape can give; a row's state takes one of them (tokens, principle 6). */
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

/** The word of a state: a row that waits for a person's judgement says so instead of "no data". */
export function wordOfState(row: Pick<IndicatorRow, 'id' | 'state'>): RowState | 'awaiting' {
  return row.state === 'noData' && kindOfRow(row.id) === 'qualitative' ? 'awaiting' : row.state;
}

/** The fault-rate row with the figures of this instant; its target and state stay the server's word. */
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
