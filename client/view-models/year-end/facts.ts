import type { EvidenceRecord, FaultItem } from '../../../shared/contract/http';
import { rowOf } from '../../../shared/model/rows';
import type { IndicatorId } from '../../../shared/model/vocabulary';

/** A record next to the words that somebody writes about its row. */
export interface Fact {
  key: string;
  /** A fault whose story can be opened. */
  faultId?: string;
  thing: string;
  text: string;
}

/** How far after its deadline a fault was repaired, or how far it is now; null: it has no deadline. */
export function lateMs(
  { deadline, repairedAt }: Pick<FaultItem, 'deadline' | 'repairedAt'>,
  now: number,
): number | null {
  if (deadline === null) return null;
  const end = repairedAt === undefined ? now : Date.parse(repairedAt);
  return Math.max(0, end - Date.parse(deadline));
}

/** Whether a record lowers a row: it adds less than it could, or was done too late. */
export function speaksAgainst(id: IndicatorId, { value, of, reasons = [] }: EvidenceRecord): boolean {
  if (rowOf(id).evidence === 'serviceTime') return false;
  if (of !== undefined) return value < of;
  return reasons.length > 0;
}
