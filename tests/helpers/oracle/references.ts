import { BUILT_IN_CATEGORIES } from '../../../shared/model/catalogue';
import type { Entry } from '../../../shared/model/entry';
import type { Kind } from '../../../shared/model/kinds';

/** A thing that entries speak of: `device:D1`, `fault:F1` … */
export type Thing = string;

const CREATES: Partial<Record<Kind, [type: string, field: string]>> = {
  'category.set': ['category', 'category'],
  'profile.set': ['profile', 'profileId'],
  'site.registered': ['site', 'siteId'],
  'room.registered': ['room', 'roomId'],
  'device.registered': ['device', 'deviceId'],
  'fault.reported': ['fault', 'faultId'],
  'exam.scheduled': ['sitting', 'sittingId'],
  'maintenance.planned': ['maintenance', 'maintenanceId'],
  'incident.reported': ['incident', 'incidentId'],
  'survey.opened': ['survey', 'surveyId'],
  'grant.received': ['grant', 'grantId'],
  'project.budgeted': ['project', 'projectId'],
  'payment.made': ['payment', 'paymentId'],
  'milestone.planned': ['milestone', 'milestoneId'],
};

const FIELDS: Record<string, string> = {
  siteId: 'site',
  roomId: 'room',
  deviceId: 'device',
  faultId: 'fault',
  sittingId: 'sitting',
  maintenanceId: 'maintenance',
  surveyId: 'survey',
  grantId: 'grant',
  projectId: 'project',
  paymentId: 'payment',
  milestoneId: 'milestone',
};

/** The thing that an entry brings into the world, if it is the first of that id. Built-in categories are there before. */
export function creates(entry: Entry): Thing | null {
  if (entry.kind === 'category.set' && BUILT_IN_CATEGORIES.has(entry.body.category)) return null;
  const rule = CREATES[entry.kind];
  return rule ? `${rule[0]}:${(entry.body as Record<string, string>)[rule[1]]}` : null;
}

/** What an entry cannot do without: unknown, it has no effect (the door's `unknown-…`). */
export function needs(entry: Entry): Thing[] {
  const body = entry.body as Record<string, unknown>;
  const list: Thing[] = [];
  for (const [field, type] of Object.entries(FIELDS)) {
    if (typeof body[field] === 'string') list.push(`${type}:${body[field]}`);
  }
  if (entry.kind === 'exam.scheduled') list.push(...entry.body.rooms.map((one) => `room:${one.roomId}`));
  if (entry.kind === 'maintenance.planned') list.push(entry.body.scope);
  const own = creates(entry);
  // Reading: the project that a room or a device names is a label; it may be budgeted later.
  const label = entry.kind.startsWith('room.') || entry.kind.startsWith('device.') ? 'project:' : null;
  return list.filter((thing) => thing !== own && (label === null || !thing.startsWith(label)));
}

/** Everything that an entry names: what stands on that thing (semantics 2, voids). */
export function mentions(entry: Entry): Thing[] {
  const body = entry.body as Record<string, unknown>;
  const list = needs(entry);
  const own = creates(entry);
  if (own) list.push(own);
  if (typeof body['projectId'] === 'string') list.push(`project:${body['projectId']}`);
  if (typeof body['scope'] === 'string') list.push(body['scope']);
  if (typeof body['parentId'] === 'string') list.push(`device:${body['parentId']}`);
  if (typeof body['profile'] === 'string') list.push(`profile:${body['profile']}`);
  if (entry.kind.startsWith('device.') && body['category']) list.push(`category:${body['category'] as string}`);
  if (entry.kind === 'profile.set') list.push(...entry.body.requires.map((one) => `category:${one.category}`));
  if (entry.kind === 'room.inspected') list.push(...entry.body.exceptions.map((one) => `device:${one.deviceId}`));
  if (entry.kind === 'fault.reported' && entry.body.recurrenceOf) list.push(`fault:${entry.body.recurrenceOf}`);
  if (entry.kind === 'fault.cancelled' && entry.body.duplicateOf) list.push(`fault:${entry.body.duplicateOf}`);
  return list;
}
