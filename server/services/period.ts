import { type Period, parsePeriod } from '../../shared/model/period';
import { zoneOf } from '../../shared/timeline/zone';
import { ApiFailure } from './failure';

/** @throws Failure naming `period`. */
export function readPeriod(text: string, zone: string): Period {
  const period = parsePeriod(text, zoneOf(zone));
  if (!period) throw new ApiFailure('bad-request', 'period: 2023, 2023-01..2023-07 or cycle:2023-2025', 'period');
  return period;
}
