import type { SheetName } from '../../../shared/workbooks/words';
import { sheetOf } from '../../../shared/workbooks/workbooks';
import type { Instant } from '../../../shared/model/instant';
import type { RecordableKind } from '../../../shared/model/kinds';
import type { TypedRow, TypedSheet, Value } from '../types';
import { type PlanDraft, valueAt } from './draft';
import type { Base } from './known';

/** Rows are planned in pieces of this many, so that nobody else waits for the whole. */
export const PIECE = 200;

/** The columns of a sheet that are fields of its entry's body, but for those that are written in another way. */
export const bodyFields = (sheet: SheetName, but: readonly string[] = []): string[] =>
  sheetOf(sheet).columns.flatMap(({ key }) => (but.includes(key) ? [] : [key]));

/** An instant may be this far ahead of the server's clock (contract 4). */
export const AHEAD_MS = 120_000;

/** The rows of a sheet by their id, the first of each; rows without one and later ones are in error. */
export function* byId(
  draft: PlanDraft<Base>,
  sheet: TypedSheet,
  isKnown: (id: string) => boolean,
): Generator<undefined, Map<string, TypedRow>> {
  const { key } = sheetOf(sheet.name).columns[0]!;
  const rows = new Map<string, TypedRow>();
  const isUsed = (id: string) => rows.has(id) || isKnown(id);
  for (const [index, row] of sheet.rows.entries()) {
    if (index % PIECE === 0) yield;
    const id = row.values[0];
    if (typeof id !== 'string') {
      draft.wrong(sheet, row, key, 'required');
      continue;
    }
    const first = rows.get(id);
    if (first) {
      const free = nextFree(id, isUsed);
      draft.wrong(sheet, row, key, 'twice', { about: `A${first.row}`, mend: 'id', ...(free && { suggest: free }) });
    } else rows.set(id, row);
  }
  return rows;
}

/** The next id of the same form that nobody uses. */
function nextFree(id: string, isUsed: (id: string) => boolean): string | null {
  const found = /^(.*?)(\d{1,9})$/.exec(id);
  if (!found) return null;
  const [, head = '', digits = ''] = found;
  for (let number = Number(digits) + 1, tries = 0; tries < 10_000; number += 1, tries += 1) {
    const next = head + String(number).padStart(digits.length, '0');
    if (!isUsed(next)) return next.length <= 64 ? next : null;
  }
  return null;
}

/** A new thing has all that its registration wants. */
export function hasRequired(draft: PlanDraft<Base>, sheet: TypedSheet, row: TypedRow): boolean {
  let has = true;
  sheetOf(sheet.name).columns.forEach(({ key, required }, index) => {
    if (!required || row.values[index] !== null) return;
    draft.wrong(sheet, row, key, 'required', { mend: 'text' });
    has = false;
  });
  return has;
}

/** The fields of a body from cells: those of the given keys that are not empty. */
export function fieldsOf(sheet: SheetName, values: readonly Value[], keys: readonly string[]): Record<string, Value> {
  const fields: Record<string, Value> = {};
  for (const key of keys) {
    const value = valueAt(sheet, values, key);
    if (value !== null) fields[key] = value;
  }
  return fields;
}

export interface Step {
  key: string;
  kind: RecordableKind;
  /** When it was recorded before; null: it was not. */
  recorded: Value;
}

/**
 * The two steps of a thing's life, each recorded once: acceptance or commissioning, and retirement after it.
 * @returns those to be recorded.
 */
export function lifeSteps(
  draft: PlanDraft<Base>,
  sheet: TypedSheet,
  row: TypedRow,
  steps: readonly [begin: Step, end: Step],
): { kind: RecordableKind; at: Instant }[] {
  const found: { kind: RecordableKind; at: Instant }[] = [];
  for (const { key, kind, recorded } of steps) {
    const at = valueAt(sheet.name, row.values, key);
    if (typeof at !== 'number' || at === recorded) continue;
    if (recorded !== null) {
      draft.wrong(sheet, row, key, 'fixed', { about: draft.shown(sheet, key, recorded), mend: 'date' });
    } else if (at > draft.known.now + AHEAD_MS) draft.wrong(sheet, row, key, 'in-the-future', { mend: 'date' });
    else found.push({ kind, at });
  }
  const [begin, end] = steps;
  const ends = valueAt(sheet.name, row.values, end.key);
  if (ends === null) return found;
  const begins = valueAt(sheet.name, row.values, begin.key) ?? begin.recorded;
  if (begins === null || begins > ends) draft.wrong(sheet, row, end.key, 'order', { mend: 'date' });
  return found;
}
