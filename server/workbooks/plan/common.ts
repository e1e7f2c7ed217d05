import type { SheetName } from '../../../shared/workbooks/words';
import { columnLetters } from '../../../shared/workbooks/column';
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
  const all = new Set(sheet.rows.map(({ values }) => values[0]));
  const isUsed = (id: string) => all.has(id) || isKnown(id);
  const offered = new Map<string, number>();
  for (const [index, row] of sheet.rows.entries()) {
    if (index % PIECE === 0) yield;
    const id = row.values[0];
    if (typeof id !== 'string') {
      draft.wrong(sheet, row, key, 'required');
      continue;
    }
    const first = rows.get(id);
    if (first) {
      const free = nextFree(id, isUsed, offered);
      const about = `${columnLetters(sheet.places[0]!)}${first.row}`;
      draft.wrong(sheet, row, key, 'twice', { about, mend: 'id', ...(free && { suggest: free }) });
    } else rows.set(id, row);
  }
  return rows;
}

/** The next id of the same form that nobody uses and that was not offered yet: each search goes on where the last one ended. */
function nextFree(id: string, isUsed: (id: string) => boolean, offered: Map<string, number>): string | null {
  const found = /^(.*?)(\d{1,9})$/.exec(id);
  if (!found) return null;
  const [, head = '', digits = ''] = found;
  const form = `${head}#${digits.length}`;
  let number = Math.max(Number(digits), offered.get(form) ?? 0) + 1;
  const written = (one: number) => head + String(one).padStart(digits.length, '0');
  while (isUsed(written(number))) number += 1;
  offered.set(form, number);
  return written(number).length <= 64 ? written(number) : null;
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
