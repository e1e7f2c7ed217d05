/** What an auditor notes of a record: nothing yet, found right, or found wrong. It stays on the auditor's machine. */
export type Check = 'open' | 'right' | 'wrong';

const NEXT: Record<Check, Check> = { open: 'right', right: 'wrong', wrong: 'open' };
export const nextCheck = (check: Check): Check => NEXT[check];

/** A sample is named by everything that decides it: its marks belong to no other. */
export function sampleKey(of: { indicator: string; scope: string; period: string; seed: string; seq: number }): string {
  return ['kaodian.audit', of.indicator, of.scope, of.period, of.seq, of.seed].join('|');
}

/** Marks as they are kept; what is no mark is left out. */
export function readChecks(text: string | null): Map<string, Check> {
  const out = new Map<string, Check>();
  let found: unknown;
  try {
    found = JSON.parse(text ?? '{}');
  } catch {
    return out;
  }
  if (typeof found !== 'object' || found === null) return out;
  for (const [id, check] of Object.entries(found)) if (check === 'right' || check === 'wrong') out.set(id, check);
  return out;
}

export function countChecks(ids: readonly string[], checks: ReadonlyMap<string, Check>) {
  const of = (check: Check) => ids.filter((id) => (checks.get(id) ?? 'open') === check).length;
  return { right: of('right'), wrong: of('wrong'), open: of('open') };
}

/** A seed that can be read aloud: the day, and four letters or digits. */
export function newSeed(day: string, random: () => number): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const tail = Array.from({ length: 4 }, () => letters[Math.floor(random() * letters.length)]).join('');
  return `${day.replaceAll('-', '')}-${tail}`;
}

/** A hash in 8 groups of 8, for reading aloud. */
export const inEights = (hash: string): string[] => hash.match(/.{1,8}/g) ?? [];
