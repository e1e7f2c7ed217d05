import type { Entry } from './entry';
import { isKind, specOf } from './kinds';
import type { AuditMark } from './vocabulary';

/** An entry that was recorded later than this after its `at` is backdated, ms. A shift without a network is not. */
export const BACKDATED_MS = 2 * 3_600_000;

/** What an auditor finds an entry by (`AUDIT_MARKS`); nothing for most of them. */
export function marksOf({ kind, at, recordedAt }: Pick<Entry, 'kind' | 'at' | 'recordedAt'>): AuditMark[] {
  const mark = isKind(kind) ? specOf(kind).audit : undefined;
  return [...(recordedAt - at > BACKDATED_MS ? (['backdated'] as const) : []), ...(mark ? [mark] : [])];
}
