import type { EntryItem } from '../../shared/contract/http';
import type { Kind } from '../../shared/model/kinds';
import { STATUSES, type Status } from '../../shared/model/vocabulary';
import { isolated } from '../format/isolated';
import type { AsOfInput } from './asOf';

/** What an entry says in one line: a key under `kind` with its parameters, and the status that it states, if any. */
export interface EntryText {
  key:
    | 'registered'
    | 'changed'
    | 'commissioned'
    | 'retired'
    | 'moved'
    | 'observed'
    | 'inspected'
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
  /** The names of the fields that a change sets. */
  fields?: string[];
  /** Plain parameters; instants are left as ISO for the page to put into its zone. */
  params: Record<string, string | number>;
  from?: string;
  to?: string;
  /** The entry takes another one back. */
  correction: boolean;
}

type Body = EntryItem['body'];
type Say = (body: Body, deviceId: string) => EntryText;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const status = (value: unknown): Status | undefined => STATUSES.find((one) => one === value);
const plain = (key: EntryText['key'], more: Partial<EntryText> = {}): EntryText => ({
  key,
  params: {},
  correction: false,
  ...more,
});

/** A kind whose name says enough. */
const named: Say = () => plain('other');

const changed =
  (idField: string): Say =>
  (body) =>
    plain('changed', { fields: Object.keys(body).filter((field) => field !== idField) });

const faultStep =
  (step: string, after?: Status): Say =>
  (body) =>
    plain('faultStep', {
      step,
      params: { fault: text(body['faultId']), to: text(body['to']) },
      severity: text(body['severity']),
      ...(after && { status: after }),
    });

const observed = (key: EntryText['key'], found: Status | undefined): EntryText =>
  plain(key, found ? { status: found } : {});

/** A device that is not named as an exception was seen up (semantics 4). */
function inspected(body: Body, deviceId: string): EntryText {
  const exceptions: unknown[] = Array.isArray(body['exceptions']) ? body['exceptions'] : [];
  const mine = exceptions
    .filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null)
    .find((one) => one['deviceId'] === deviceId);
  return observed('inspected', mine ? status(mine['status']) : 'up');
}

function faultReported(body: Body): EntryText {
  const impact = status(body['impact']);
  return plain('faultReported', {
    params: { fault: text(body['faultId']) },
    severity: text(body['severity']),
    ...(impact && { status: impact }),
  });
}

/** The kinds whose line says more than their name. */
const SAY: Partial<Record<Kind, Say>> = {
  'site.changed': changed('siteId'),
  'room.changed': changed('roomId'),
  'room.inspected': inspected,
  'device.registered': () => plain('registered'),
  'device.changed': changed('deviceId'),
  'device.commissioned': () => plain('commissioned', { status: 'up' }),
  'device.retired': () => plain('retired'),
  'device.moved': (body) => plain('moved', { params: { place: text(body['roomId']) || text(body['siteId']) } }),
  'status.observed': (body) => observed('observed', status(body['status'])),
  'maintenance.planned': (body) => plain('maintenance', { from: text(body['from']), to: text(body['to']) }),
  'maintenance.cancelled': (body) => plain('maintenanceCancelled', { params: { id: text(body['maintenanceId']) } }),
  'fault.reported': faultReported,
  'fault.acknowledged': faultStep('acknowledged'),
  'fault.repaired': faultStep('repaired', 'up'),
  'fault.verified': faultStep('verified'),
  'fault.commented': faultStep('commented'),
  'fault.pauseAsked': faultStep('pauseAsked'),
  'fault.assigned': faultStep('assigned'),
  'fault.regraded': faultStep('regraded'),
  'fault.paused': faultStep('paused'),
  'fault.resumed': faultStep('resumed'),
  'fault.reopened': faultStep('reopened'),
  'fault.cancelled': faultStep('cancelled'),
  'exam.scheduled': (body) => plain('sitting', { params: { exam: isolated(text(body['exam'])) } }),
  'entry.voided': () => plain('voided', { correction: true }),
};

const LINES: ReadonlyMap<string, Say> = new Map(Object.entries(SAY));

/** An entry of the audit trail as one line about one device. A newer server may send a kind that is not known here. */
export function entryText({ kind, body }: EntryItem, deviceId: string): EntryText {
  const found = (LINES.get(kind) ?? named)(body, deviceId);
  return found.key === 'other' ? { ...found, params: { kind } } : found;
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
