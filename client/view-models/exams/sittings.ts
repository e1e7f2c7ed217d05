import type { SittingItem } from '../../../shared/contract/http';

/** What a sitting is at an instant: to come, in progress, over and reported, over its placed number, or not reported. */
export type SittingState = 'coming' | 'running' | 'attended' | 'over' | 'missing';

const natural = new Intl.Collator('en', { numeric: true });
export const byName = (a: string, b: string): number => natural.compare(a, b);

export const placedOf = ({ rooms }: Pick<SittingItem, 'rooms'>): number =>
  rooms.reduce((sum, { placed }) => sum + placed, 0);

export function stateOf(sitting: SittingItem, now: number): SittingState {
  const { attended } = sitting;
  if (attended !== undefined) return attended > placedOf(sitting) ? 'over' : 'attended';
  if (Date.parse(sitting.from) > now) return 'coming';
  return Date.parse(sitting.to) > now ? 'running' : 'missing';
}

/** In the order in which they begin; those of one instant by their site. */
export const inOrder = (sittings: readonly SittingItem[]): SittingItem[] =>
  [...sittings].sort(
    (a, b) => Date.parse(a.from) - Date.parse(b.from) || byName(a.siteId, b.siteId) || byName(a.id, b.id),
  );

/** What waits for somebody: first what is not reported, then what is above its placed number. */
export function pending(sittings: readonly SittingItem[], now: number): SittingItem[] {
  const ordered = inOrder(sittings);
  return [
    ...ordered.filter((one) => stateOf(one, now) === 'missing'),
    ...ordered.filter((one) => stateOf(one, now) === 'over'),
  ];
}

/** The sitting to report after this one: the next in order that misses its attendance, else the first; null: none does. */
export function nextMissing(sittings: readonly SittingItem[], after: string, now: number): SittingItem | null {
  const ordered = inOrder(sittings);
  const position = ordered.findIndex(({ id }) => id === after);
  const turned = [...ordered.slice(position + 1), ...ordered.slice(0, Math.max(0, position))];
  return turned.find((one) => stateOf(one, now) === 'missing') ?? null;
}

/** Things by a key, in the order of their first one. */
export function groupedBy<T, K>(things: readonly T[], keyOf: (thing: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}

/** One session of an exam at all its sites: the sittings with the same exam and the same times. */
export const sessionOf = ({ exam, from, to }: Pick<SittingItem, 'exam' | 'from' | 'to'>): string =>
  `${Date.parse(from)}|${Date.parse(to)}|${exam}`;

/** The exams of some sittings with how many of them each has; by name. */
export function examsOf(sittings: readonly SittingItem[]): { exam: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { exam } of sittings) counts.set(exam, (counts.get(exam) ?? 0) + 1);
  return [...counts].map(([exam, count]) => ({ exam, count })).sort((a, b) => byName(a.exam, b.exam));
}

export interface ExamTotals {
  sittings: number;
  /** That have ended, and the others. */
  ended: number;
  coming: number;
  /** Examinees placed in those to come. */
  comingPlaced: number;
  /** Examinees placed in those that ended, and those of them who were reported to have sat. */
  placed: number;
  attended: number;
  /** Sittings that ended and are not reported, and how many examinees are placed in them: they count as 0 (semantics 9). */
  missing: number;
  missingPlaced: number;
}

const NO_TOTALS: ExamTotals = {
  sittings: 0,
  ended: 0,
  coming: 0,
  comingPlaced: 0,
  placed: 0,
  attended: 0,
  missing: 0,
  missingPlaced: 0,
};

/** A sitting whose attendance is reported counts as one that has ended. */
export function totalsOf(sittings: readonly SittingItem[], now: number): ExamTotals {
  const out: ExamTotals = { ...NO_TOTALS };
  for (const sitting of sittings) {
    const state = stateOf(sitting, now);
    const placed = placedOf(sitting);
    out.sittings += 1;
    if (state === 'coming' || state === 'running') {
      out.coming += 1;
      out.comingPlaced += placed;
      continue;
    }
    out.ended += 1;
    out.placed += placed;
    out.attended += sitting.attended ?? 0;
    if (state !== 'missing') continue;
    out.missing += 1;
    out.missingPlaced += placed;
  }
  return out;
}
