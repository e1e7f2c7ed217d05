import { BUILT_IN_CATEGORIES } from './catalogue';
import type { Entry } from './entry';
import { specOf } from './kinds';
import { parseScope } from './scope';

/** A thing by its sort and id, as one key: `device:D1`. */
export type Ref = `${string}:${string}`;

type Fields = Record<string, unknown>;
const NONE: readonly string[] = [];

/** Which field of a body names which sort of thing: the one table of references. */
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
  category: 'category',
  profileId: 'profile',
  profile: 'profile',
  parentId: 'device',
  duplicateOf: 'fault',
  recurrenceOf: 'fault',
  voiceId: 'voice',
  surveyId: 'survey',
};

/** The categories that no entry registers: `category.set` only tunes them, and naming one stands on nothing. */
const BUILT_IN: ReadonlySet<Ref> = new Set([...BUILT_IN_CATEGORIES.keys()].map((id): Ref => `category:${id}`));

/** Sorts of things that lie in no place: rules of the whole ledger, which every reader may know. */
const PLACELESS = /^(category|profile):/;
export const isPlaceless = (ref: string): boolean => PLACELESS.test(ref);

/** The thing that an entry registers; null where its kind registers none. */
export function madeBy(entry: Pick<Entry, 'kind' | 'body'>): Ref | null {
  const field = specOf(entry.kind).makes;
  if (!field) return null;
  const made: Ref = `${FIELDS[field]}:${(entry.body as Fields)[field]}`;
  return BUILT_IN.has(made) ? null : made;
}

/** What must be registered before an entry can have its effect. */
export function neededBy(entry: Pick<Entry, 'kind' | 'body'>): Ref[] {
  const out = new Set<Ref>();
  const { soft = NONE, makes = '' } = specOf(entry.kind);
  collect(entry.body as Fields, makes, soft, out);
  return [...out];
}

/** Everything that an entry names and does not register, each once: what depends on it, and where the audit trail lists it. */
export function namedBy(entry: Pick<Entry, 'kind' | 'body'>): Ref[] {
  const out = new Set<Ref>();
  collect(entry.body as Fields, specOf(entry.kind).makes ?? '', NONE, out);
  return [...out];
}

function collect(body: Fields, makes: string, soft: readonly string[], out: Set<Ref>): void {
  for (const [field, value] of Object.entries(body)) {
    if (field === makes || soft.includes(field)) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (item && typeof item === 'object') collect(item as Fields, makes, soft, out);
    } else if (typeof value === 'string') {
      const ref: Ref | null = FIELDS[field] ? `${FIELDS[field]}:${value}` : null;
      if (ref !== null) {
        if (!BUILT_IN.has(ref)) out.add(ref);
      } else if (field === 'scope') {
        const scope = parseScope(value);
        if (scope && scope.kind !== 'area') out.add(`${scope.kind}:${scope.id}`);
      }
    }
  }
}
