import type { EvidenceRecord, IncidentItem } from '../../../shared/contract/http';
import { INCIDENT_GRADES } from '../../../shared/model/vocabulary';
import { localTime } from '../../format/zone';

type Grade = (typeof INCIDENT_GRADES)[number];

/** A month of the zero-report. */
export interface MonthBox {
  /** `2023-06` */
  month: string;
  /** `running`: it has not ended, and nobody can sign it. */
  state: 'signed' | 'unsigned' | 'running';
  /** How many incidents of each grade. */
  incidents: Partial<Record<Grade, number>>;
}

const monthOf = (at: string, zone: string): string => {
  const { year, month } = localTime(Date.parse(at), zone);
  return `${year}-${String(month).padStart(2, '0')}`;
};

/** The twelve months of a year: those that have ended are records of the row, signed or not (semantics 9). */
export function monthBoxes(
  year: number,
  records: readonly EvidenceRecord[],
  incidents: readonly IncidentItem[],
  zone: string,
): MonthBox[] {
  const ended = new Map(
    records.flatMap((one) => (one.month === undefined ? [] : [[one.month, one.value >= 1] as const])),
  );
  return Array.from({ length: 12 }, (_, index): MonthBox => {
    const month = `${year}-${String(index + 1).padStart(2, '0')}`;
    const own = incidents.filter(({ at }) => monthOf(at, zone) === month);
    const counts = INCIDENT_GRADES.flatMap((grade) => {
      const n = own.filter((one) => one.grade === grade).length;
      return n > 0 ? [[grade, n] as const] : [];
    });
    const signed = ended.get(month);
    const state = signed === undefined ? 'running' : signed ? 'signed' : 'unsigned';
    return { month, state, incidents: Object.fromEntries(counts) };
  });
}

export function gradeSums(incidents: readonly Pick<IncidentItem, 'grade'>[]): Record<Grade, number> {
  const count = (grade: Grade) => incidents.filter((one) => one.grade === grade).length;
  return { I: count('I'), II: count('II'), III: count('III'), IV: count('IV') };
}
