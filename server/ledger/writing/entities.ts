import type { Entry } from '../../../shared/model/entry';
import { isPlaceless, madeBy, namedBy } from '../../../shared/model/references';
import { erasedPaper, papersOf } from './paper-texts';

/** Fields that name no entity of the fold, but serve searches of the audit trail. */
const BESIDE: Readonly<Record<string, string>> = { area: 'area', profileId: 'profile', entryId: 'entry' };

/** What an entry refers to, as `site:S1`, `device:D1`, `paper:<hex>` …, and who recorded it (`actor:ID`), each once: the index of the audit trail (contract 5). */
export function entitiesOf(entry: Entry): string[] {
  const made = madeBy(entry);
  const refs = made === null ? namedBy(entry) : [...namedBy(entry), made];
  const found = new Set<string>(refs.filter((ref) => !isPlaceless(ref)));
  found.add(`actor:${entry.actor}`);
  for (const ref of papersOf(entry.body)) found.add(`paper:${ref.slice('sha256:'.length)}`);
  const erased = erasedPaper(entry);
  if (erased !== null) found.add(`paper:${erased.slice('sha256:'.length)}`);
  collect(entry.body, found);
  return [...found];
}

function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) return value.forEach((one) => collect(one, found));
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    const kind = BESIDE[key];
    if (kind && typeof inner === 'string') found.add(`${kind}:${inner}`);
    else if (key === 'scope' && typeof inner === 'string' && /^\d/.test(inner)) found.add(`area:${inner}`);
    else collect(inner, found);
  }
}
