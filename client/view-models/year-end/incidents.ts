import type { EntryItem } from '../../../shared/contract/http';
import { INCIDENT_GRADES, type IncidentGrade } from '../../../shared/model/vocabulary';

/** An incident as its entry tells it; `note` is the reference of a paper. */
export interface Incident {
  entry: EntryItem;
  siteId: string;
  grade: IncidentGrade;
  /** Epoch milliseconds. */
  at: number;
  note: string;
}

/** The incidents that were true in a window and stand, the newest first. */
export function incidentsOf(entries: readonly EntryItem[], window: { from: string; to: string }): Incident[] {
  return entries
    .flatMap((entry): Incident[] => {
      const { siteId, note } = entry.body;
      const grade = INCIDENT_GRADES.find((one) => one === entry.body['grade']);
      const at = Date.parse(entry.at);
      const isWithin = at >= Date.parse(window.from) && at < Date.parse(window.to);
      if (entry.kind !== 'incident.reported' || entry.voidedBy !== undefined || !grade || !isWithin) return [];
      return [{ entry, siteId: String(siteId), grade, at, note: String(note) }];
    })
    .sort((a, b) => b.at - a.at);
}
