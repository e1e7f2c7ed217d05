import { TARGET_MAX } from '../../../shared/model/bounds';
import { NOTICE_PERIODS, NOTICE_TARGETS } from '../../../shared/model/notice';
import { rowOf } from '../../../shared/model/rows';
import type { IndicatorId } from '../../../shared/model/vocabulary';
import type { Target } from '../../../shared/contract/http';
import { plainPercent } from '../../format/numbers';

/** What was typed as a target as the value that is recorded; null: the row cannot have it. */
export function targetFrom(id: IndicatorId, text: string): Target | null {
  const typed = text.trim();
  const { kind, better } = rowOf(id);
  if (kind === 'qualitative') return typed === '' || typed.length > 200 ? null : { value: typed };
  if (kind === 'count') {
    const value = /^\d{1,12}$/.test(typed) ? Number(typed) : Number.NaN;
    return value <= TARGET_MAX ? { op: '>=', value } : null;
  }
  // The text in hundredths: `2` is 2 %, as the nearest double of 0.02, without a division.
  const value = /^\d{1,3}(\.\d{1,4})?$/.test(typed) ? Number(`${typed}e-2`) : Number.NaN;
  return value <= 1 ? { op: better === 'lower' ? '<=' : '>=', value } : null;
}

/** A target as it is typed: rates in percent. */
export function typedTarget(id: IndicatorId, target: Pick<Target, 'value'> | null): string {
  if (!target) return '';
  const { value } = target;
  return typeof value === 'number' && rowOf(id).kind === 'rate' ? plainPercent(value) : String(value);
}

export const sameTarget = (a: Target | null, b: Target | null): boolean => a?.value === b?.value && a?.op === b?.op;

/** What annex 2 prints for the province in a period; null: it prints nothing for that period. */
export function noticeTarget(id: IndicatorId, period: string): Target | null {
  const { op, cycle, year } = NOTICE_TARGETS[id];
  const value = period === NOTICE_PERIODS.year ? year : period === NOTICE_PERIODS.cycle ? cycle : null;
  return value === null ? null : { ...(op && { op }), value };
}
