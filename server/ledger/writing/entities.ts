import type { Entry } from '../../../shared/model/entry';
import { madeBy, namedBy } from '../../../shared/model/references';
import { PAPER_REF } from '../../../shared/model/patterns';

/** What is no thing of the fold, but is asked for by those who search the trail. */
const BESIDE: Readonly<Record<string, string>> = { area: 'area', profileId: 'profile', entryId: 'entry' };

/** What an entry names, as `site:S1`, `device:D1`, `paper:<hex>` …, each once: the index that serves the audit trail (contract 5). */
export function entitiesOf(entry: Entry): string[] {
  const found = new Set<string>(namedBy(entry));
  const made = madeBy(entry);
  if (made !== null) found.add(made);
  collect(entry.body, found);
  return [...found];
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value === 'string' && PAPER_REF.test(value)) found.add(`paper:${value.slice('sha256:'.length)}`);
  if (Array.isArray(value)) return value.forEach((one) => collect(one, found));
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    const kind = BESIDE[key];
    if (kind && typeof inner === 'string') found.add(`${kind}:${inner}`);
    else if (key === 'scope' && typeof inner === 'string' && /^\d/.test(inner)) found.add(`area:${inner}`);
    else collect(inner, found);
  }
}
