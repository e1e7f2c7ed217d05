import type { Entry } from './entry';
import { parseScope } from './scope';

/** A thing by its sort and id, as one key: `device:D1`. */
export type Ref = `${string}:${string}`;

type Fields = Record<string, unknown>;

/** Which field of a body names which sort of thing. */
const FIELDS: Record<string, string> = {
  siteId: 'site',
  roomId: 'room',
  deviceId: 'device',
  faultId: 'fault',
  sittingId: 'sitting',
  maintenanceId: 'maintenance',
  incidentId: 'incident',
  grantId: 'grant',
  projectId: 'project',
  paymentId: 'payment',
  milestoneId: 'milestone',
  parentId: 'device',
  duplicateOf: 'fault',
  recurrenceOf: 'fault',
};

/** The thing that a kind brings into being: the rest of what its body names must exist before it. */
const MAKES: Record<string, string> = {
  'site.registered': 'siteId',
  'room.registered': 'roomId',
  'device.registered': 'deviceId',
  'fault.reported': 'faultId',
  'exam.scheduled': 'sittingId',
  'maintenance.planned': 'maintenanceId',
  'incident.reported': 'incidentId',
  'grant.received': 'grantId',
  'project.budgeted': 'projectId',
  'payment.made': 'paymentId',
  'milestone.planned': 'milestoneId',
};

/** What an entry brings into being, if it does. */
export function madeBy(entry: Pick<Entry, 'kind' | 'body'>): Ref | null {
  const field = MAKES[entry.kind];
  return field ? `${FIELDS[field]}:${(entry.body as Fields)[field]}` : null;
}

/** What an entry may name before it is known: it says something of other things, and still does without it. */
const SOFT: Record<string, readonly string[]> = {
  'room.registered': ['projectId'],
  'room.changed': ['projectId'],
  'room.inspected': ['deviceId'],
  'device.registered': ['projectId', 'parentId'],
  'device.changed': ['projectId', 'parentId'],
  'fault.reported': ['recurrenceOf'],
  'fault.cancelled': ['duplicateOf'],
  'target.set': ['scope'],
  'weights.set': ['scope'],
  'attestation.made': ['scope'],
  'deviation.explained': ['scope'],
};

/** What an entry cannot do without: where one of these was never made, the entry has no effect. */
export function neededBy(entry: Pick<Entry, 'kind' | 'body'>): Ref[] {
  const out = new Set<Ref>();
  collect(entry.body as Fields, [...(SOFT[entry.kind] ?? []), MAKES[entry.kind] ?? ''], out);
  return [...out];
}

/** Everything that an entry names and does not make, each once: what it stands on, and what its audit trail hangs on. */
export function namedBy(entry: Pick<Entry, 'kind' | 'body'>): Ref[] {
  const out = new Set<Ref>();
  collect(entry.body as Fields, [MAKES[entry.kind] ?? ''], out);
  return [...out];
}

function collect(body: Fields, skip: readonly string[], out: Set<Ref>): void {
  for (const [field, value] of Object.entries(body)) {
    if (skip.includes(field)) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (item && typeof item === 'object') collect(item as Fields, skip, out);
    } else if (typeof value === 'string') {
      if (FIELDS[field]) out.add(`${FIELDS[field]}:${value}`);
      else if (field === 'scope') {
        const scope = parseScope(value);
        if (scope && scope.kind !== 'area') out.add(`${scope.kind}:${scope.id}`);
      }
    }
  }
}
