import type { IndicatorRow, Target } from '../../../shared/contract/http';
import { TARGET_MAX } from '../../../shared/model/bounds';
import { rowOf } from '../../../shared/model/rows';
import type { IndicatorId } from '../../../shared/model/vocabulary';
import type { Child } from './children';
import { largestRemainder } from './split';

/** A row whose target is a count: the parts are typed, and add up to `total` unless each part is 1 by itself. */
interface CountedRow {
  id: IndicatorId;
  op: Target['op'];
  total: number;
  /** Every part lies in one city: its target is 1, whatever the others have. */
  each: boolean;
}

/** The count rows of a scope that have a target; `cities`: its parts are whole cities. */
export function countedRows(rows: readonly IndicatorRow[], cities: boolean): CountedRow[] {
  return rows.flatMap(({ id, target }): CountedRow[] => {
    const { addsUp } = rowOf(id);
    if (addsUp === null || typeof target?.value !== 'number') return [];
    return [{ id, op: target.op, total: target.value, each: addsUp === 'ofCities' && !cities }];
  });
}

/** The rows that every part takes over as they are: rates and texts (semantics 9 knows no share of a rate). */
export const copiedRows = (rows: readonly IndicatorRow[]): { id: IndicatorId; target: Target }[] =>
  rows.flatMap(({ id, target }) => (target && rowOf(id).addsUp === null ? [{ id, target }] : []));

/** What is proposed for each part of each row, in the order of the parts. */
export function propose(rows: readonly CountedRow[], shares: readonly number[]): Record<string, string[]> {
  return Object.fromEntries(
    rows.map(({ id, total, each }) => [
      id,
      (each ? shares.map(() => Math.min(1, total)) : largestRemainder(total, shares)).map(String),
    ]),
  );
}

/** A part as it was typed; null: no whole number that a count can have. */
export function partOf(text: string): number | null {
  const value = /^\d{1,12}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
  return value <= TARGET_MAX ? value : null;
}

/** A target that is to be set for a part. */
export interface Planned {
  scope: string;
  id: IndicatorId;
  target: Target;
}

/**
 * Everything that is to be set, without what stands there already. A part of 0 sets no target: one of `≥ 0` would be
 * reached by nothing and earn its full weight. Where the part has a target already, 0 replaces it.
 */
export function planned(
  given: {
    children: readonly Child[];
    counted: readonly CountedRow[];
    copied: readonly { id: IndicatorId; target: Target }[];
    parts: Readonly<Record<string, readonly string[]>>;
  },
  standing: (scope: string, id: IndicatorId) => Target | null,
): Planned[] {
  const all = given.children.flatMap(({ scope }, index): Planned[] => [
    ...given.counted.flatMap(({ id, op }): Planned[] => {
      const value = partOf(given.parts[id]?.[index] ?? '') ?? 0;
      return value === 0 && !standing(scope, id) ? [] : [{ scope, id, target: { ...(op && { op }), value } }];
    }),
    ...given.copied.map(({ id, target }) => ({ scope, id, target })),
  ]);
  return all.filter(({ scope, id, target }) => {
    const now = standing(scope, id);
    return now?.value !== target.value || now.op !== target.op;
  });
}
