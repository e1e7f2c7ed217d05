import type { EntryItem } from '../../../shared/contract/http';
import { AUDIT_MARKS, type AuditMark } from '../../../shared/model/vocabulary';
import { instantAt } from '../../format/zone';

/** The filters of the trail as the address has them. */
export interface TrailFilters {
  scope: string;
  actor: string;
  marks: AuditMark[];
  kind: string;
  thing: string;
  /** Local days, `2023-12-01`; the last one is in it. */
  from: string;
  to: string;
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** The instant at which a local day begins, `days` later; null: it is no day. */
function dayStart(text: string, zone: string, days = 0): number | null {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number);
  if (year === undefined) return null;
  return instantAt(zone, year, month!, day! + days);
}

/** Marks of the address; what it does not know is left out. */
export function marksOf(text: string): AuditMark[] {
  const named = text.split(',');
  return AUDIT_MARKS.filter((mark) => named.includes(mark));
}

/** What the server is asked for. */
export function trailQuery(filters: TrailFilters, zone: string): Record<string, string | string[]> {
  const from = dayStart(filters.from, zone);
  const to = dayStart(filters.to, zone, 1);
  return {
    ...(filters.scope !== '' && { scope: filters.scope }),
    ...(filters.actor !== '' && { actor: filters.actor }),
    ...(filters.marks.length > 0 && { mark: filters.marks }),
    ...(filters.kind !== '' && { kind: filters.kind }),
    ...(filters.thing !== '' && { thing: filters.thing }),
    ...(from !== null && { from: new Date(from).toISOString() }),
    ...(to !== null && { to: new Date(to).toISOString() }),
  };
}

/** The first and the last local day of a month, `2023-10` → 2023-10-01, 2023-10-31. */
export function daysOfMonth(month: string): { from: string; to: string } {
  const [year, number] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year!, number!, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` };
}

/** What an entry names first: the narrowest thing in its body. */
const NAMED = [
  'faultId',
  'deviceId',
  'sittingId',
  'maintenanceId',
  'incidentId',
  'surveyId',
  'paymentId',
  'milestoneId',
  'projectId',
  'grantId',
  'roomId',
  'siteId',
] as const;

/** The id of the thing that an entry is about; null: it names none. */
export function thingOf({ body }: Pick<EntryItem, 'body'>): string | null {
  for (const field of NAMED) {
    const id = body[field];
    if (typeof id === 'string') return id;
  }
  return null;
}

/** A thing beside the first one: the device of a fault. */
export function besideOf({ body }: Pick<EntryItem, 'body'>): string | null {
  const device = body['deviceId'];
  return typeof body['faultId'] === 'string' && typeof device === 'string' ? device : null;
}
