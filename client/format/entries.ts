import type { EntryItem } from '../../shared/contract/http';
import { STATUSES, type Status } from '../../shared/model/vocabulary';
import type { AsOfInput } from '../view-models/asOf';

/** What an entry says in one line: a key under `kind` with its parameters, and the status that it tells, if any. */
export interface EntryText {
  key:
    | 'registered'
    | 'changed'
    | 'commissioned'
    | 'retired'
    | 'moved'
    | 'observed'
    | 'inspected'
    | 'inspectedRoom'
    | 'faultReported'
    | 'faultStep'
    | 'maintenance'
    | 'maintenanceCancelled'
    | 'voided'
    | 'sitting'
    | 'other';
  status?: Status;
  severity?: string;
  step?: string;
  /** Plain parameters; instants are left as ISO for the page to put into its zone. */
  params: Record<string, string | number>;
  from?: string;
  to?: string;
  /** The entry takes another one back. */
  correction: boolean;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const status = (value: unknown): Status | undefined => STATUSES.find((one) => one === value);

/** Pure: an entry of the audit trail in the light of one device (an inspection tells of that device only). */
export function entryText({ kind, body }: EntryItem, deviceId: string): EntryText {
  const plain = (key: EntryText['key'], more: Partial<EntryText> = {}): EntryText => ({
    key,
    params: {},
    correction: false,
    ...more,
  });
  switch (kind) {
    case 'device.registered':
      return plain('registered');
    case 'device.changed':
      return plain('changed', {
        params: {
          fields: Object.keys(body)
            .filter((field) => field !== 'deviceId')
            .join('、'),
        },
      });
    case 'device.commissioned':
      return plain('commissioned', { status: 'up' });
    case 'device.retired':
      return plain('retired');
    case 'device.moved':
      return plain('moved', { params: { place: text(body.roomId) || text(body.siteId) } });
    case 'status.observed':
      return observed('observed', status(body.status));
    case 'room.inspected':
      return inspected(body, deviceId);
    case 'fault.reported':
      return plain('faultReported', {
        params: { fault: text(body.faultId) },
        severity: text(body.severity),
        ...(status(body.impact) && { status: status(body.impact)! }),
      });
    case 'maintenance.planned':
      return plain('maintenance', { from: text(body.from), to: text(body.to) });
    case 'maintenance.cancelled':
      return plain('maintenanceCancelled', { params: { id: text(body.maintenanceId) } });
    case 'entry.voided':
      return plain('voided', { correction: true });
    case 'exam.scheduled':
      return plain('sitting', { params: { exam: text(body.exam) } });
  }
  if (kind.startsWith('fault.')) {
    const step = kind.slice('fault.'.length);
    return plain('faultStep', {
      step,
      params: { fault: text(body.faultId), to: text(body.to) },
      severity: text(body.severity),
      ...(step === 'repaired' && { status: 'up' as const }),
    });
  }
  return plain('other', { params: { kind } });
}

function observed(key: EntryText['key'], found: Status | undefined): EntryText {
  return { key, params: {}, correction: false, ...(found && { status: found }) };
}

/** Who is not named as an exception was seen well. */
function inspected(body: Record<string, unknown>, deviceId: string): EntryText {
  const exceptions = Array.isArray(body.exceptions) ? (body.exceptions as Record<string, unknown>[]) : [];
  const mine = exceptions.find((one) => one.deviceId === deviceId);
  return observed('inspected', mine ? status(mine.status) : 'up');
}

/** An entry that was recorded more than this after it was true is late. */
const LATE_MS = 2_000;

/** How late an entry was recorded, ms; 0 for at once. */
export function latenessOf(entry: Pick<EntryItem, 'at' | 'recordedAt'>): number {
  const late = Date.parse(entry.recordedAt) - Date.parse(entry.at);
  return late > LATE_MS ? late : 0;
}

/** What was in the ledger then: later entries are left out, and so is a correction that had not been made. */
export function knownAt(entries: readonly EntryItem[], asOf: AsOfInput | null): EntryItem[] {
  if (!asOf) return [...entries];
  const isKnown = (entry: EntryItem) =>
    asOf.kind === 'seq' ? entry.seq <= asOf.seq : Date.parse(entry.recordedAt) <= asOf.at;
  const known = entries.filter(isKnown);
  const last = asOf.kind === 'seq' ? asOf.seq : (known[0]?.seq ?? 0);
  return known.map((entry) => {
    if (!entry.voidedBy || entry.voidedBy <= last) return entry;
    const { voidedBy: _later, ...rest } = entry;
    return rest;
  });
}
