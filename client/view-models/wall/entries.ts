import type { EntryItem } from '../../../shared/contract/http';

/** What an entry is about, by the ids that its body names. */
export interface About {
  siteId?: string;
  roomId?: string;
  deviceId?: string;
  faultId?: string;
}

const FIELDS = ['siteId', 'roomId', 'deviceId', 'faultId'] as const;

export function aboutOf({ body }: Pick<EntryItem, 'body'>): About {
  const about: About = {};
  for (const field of FIELDS) {
    const value = body[field];
    if (typeof value === 'string') about[field] = value;
  }
  const scope = body['scope'];
  const place = typeof scope === 'string' ? /^(site|room|device):(.+)$/.exec(scope) : null;
  if (place) about[`${place[1] as 'site' | 'room' | 'device'}Id`] = place[2]!;
  return about;
}

/** How many devices an inspection found not well; null: it is no inspection. */
export function exceptionsOf({ kind, body }: Pick<EntryItem, 'kind' | 'body'>): number | null {
  const found: unknown = body['exceptions'];
  return kind === 'room.inspected' ? (Array.isArray(found) ? found.length : 0) : null;
}
