import type { Figure } from '../../../shared/contract/http';
import { NO_FIGURE, grouped } from '../../format/numbers';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A mean time in minutes or hours: whole above 100, else with one decimal (minutes: whole); `—` without a figure. */
export function figureText({ value }: Pick<Figure, 'value'>, unit: 'minutes' | 'hours'): string {
  if (value === null) return NO_FIGURE;
  if (unit === 'minutes') return grouped(Math.round(value / MINUTE_MS));
  const hours = value / HOUR_MS;
  return hours >= 100 ? grouped(Math.round(hours)) : (Math.round(hours * 10) / 10).toFixed(1);
}
