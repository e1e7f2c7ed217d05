import type { Entry } from '../../shared/model/entry';
import { PAPER_REF } from '../../shared/model/shapes';

const NAMED: Readonly<Record<string, string>> = {
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
  profileId: 'profile',
  entryId: 'entry',
};

/** What an entry names, as `site:S1`, `device:D1`, `paper:<hex>` …, each once: the index that serves the audit trail (contract 5). */
export function entitiesOf(entry: Entry): string[] {
  const found = new Set<string>();
  collect(entry.body, found);
  return [...found];
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === 'string' && PAPER_REF.test(value)) found.add(`paper:${value.slice('sha256:'.length)}`);
  if (Array.isArray(value)) return value.forEach((one) => collect(one, found));
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    const kind = NAMED[key];
    if (kind && typeof inner === 'string') found.add(`${kind}:${inner}`);
    else if (key === 'scope' && typeof inner === 'string') found.add(/^\d/.test(inner) ? `area:${inner}` : inner);
    else if (key === 'area' && typeof inner === 'string') found.add(`area:${inner}`);
    else collect(inner, found);
  }
}
