import type { EvidenceAnswer, EvidenceRecord } from '../../contract/http';
import { toIso } from '../../model/instant';
import { scopeText } from '../../model/scope';
import type { IndicatorId } from '../../model/vocabulary';
import { SealedFacts } from '../../fold/derived/facts';
import type { Fold } from '../../fold/fold';
import { type Context, type FormQuery, contextOf } from '../context';
import * as places from './places';
import * as records from './records';
import * as times from './times';

/** The records of each row; a row that only a person decides has none. */
const RECORDS: Partial<Record<IndicatorId, (context: Context) => Iterable<EvidenceRecord>>> = {
  'domestic-computers': places.domesticComputers,
  'standard-seats': places.standardSeats,
  'examinees-served': records.examineesServed,
  'cities-covered': places.citiesCovered,
  'rooms-built': places.roomsBuilt,
  'schools-covered': places.schoolsCovered,
  'systems-online': places.systemsOnline,
  'room-compliance': places.roomCompliance,
  'device-compliance': places.deviceCompliance,
  'functional-systems': times.functionalSystems,
  'fault-rate': times.faultRate,
  'construction-on-time': records.constructionOnTime,
  'timely-repair': records.timelyRepair,
  'exam-security': records.examSecurity,
  'student-satisfaction': (context) => records.satisfaction('student', context),
  'teacher-satisfaction': (context) => records.satisfaction('teacher', context),
};

export interface EvidenceQuery extends FormQuery {
  indicator: IndicatorId;
  /** The id of the last record of the page before. */
  after?: string | undefined;
  limit: number;
}

/** All records of a row, in the order of its pages. */
export function allRecords(
  fold: Fold,
  { indicator, ...query }: FormQuery & Pick<EvidenceQuery, 'indicator'>,
): EvidenceRecord[] {
  const { state, derived } = SealedFacts.open(fold.facts);
  const all = [...(RECORDS[indicator]?.(contextOf(state, derived, query)) ?? [])];
  return all.sort((a, b) => lossOf(b) - lossOf(a) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** The rows that are made of records: of the others a person decides alone. */
export const hasRecords = (indicator: IndicatorId): boolean => RECORDS[indicator] !== undefined;

/**
 * The records that a row's value is made of (contract 5), a page of them. First what keeps the value from its target,
 * the most first; then by id. null: `after` is no record of this row.
 */
export function evidence(fold: Fold, { indicator, after, limit, ...query }: EvidenceQuery): EvidenceAnswer | null {
  const all = allRecords(fold, { indicator, ...query });
  const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  if (after !== undefined && start === 0) return null;
  const items = all.slice(start, start + limit);
  const sum = (of: (record: EvidenceRecord) => number) => all.reduce((total, record) => total + of(record), 0);
  return {
    indicator,
    scope: scopeText(query.scope),
    period: query.period.text,
    evaluatedAt: toIso(query.now),
    ledger: { seq: fold.head.seq },
    total: all.length,
    value: sum((record) => record.value),
    of: sum((record) => record.of ?? 0),
    items,
    ...(start + limit < all.length && { next: items.at(-1)!.id }),
  };
}

/** How much of the target a record costs: time that was lost, or what is missing of a whole. */
function lossOf({ status, value, of, reasons, grade }: EvidenceRecord): number {
  if (status !== undefined) return value;
  if (of !== undefined) return of - value;
  return (reasons?.length ?? 0) > 0 || grade !== undefined ? 1 : 0;
}
