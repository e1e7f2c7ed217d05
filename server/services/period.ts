import { YEAR_MIN } from '../../shared/model/bounds';
import { type Period, isPeriodWithin, parsePeriod } from '../../shared/model/period';
import { zoneOf } from '../../shared/timeline/zone';
import type { Context } from './context';
import { ApiFailure } from './failure';

/** A reader asks for periods up to this many years after the present one: later ones hold nothing. */
const YEARS_AHEAD = 10;

/** @throws ApiFailure naming `period`. */
export function readPeriod(text: string, { zone, clock }: Pick<Context, 'zone' | 'clock'>): Period {
  const period = parsePeriod(text, zoneOf(zone));
  if (!period) throw new ApiFailure('bad-request', 'period: 2023, 2023-01..2023-07 or cycle:2023-2025', 'period');
  const last = new Date(clock()).getUTCFullYear() + YEARS_AHEAD;
  if (!isPeriodWithin(text, last)) {
    throw new ApiFailure('bad-request', `period: inside ${YEAR_MIN}–${last}`, 'period');
  }
  return period;
}
