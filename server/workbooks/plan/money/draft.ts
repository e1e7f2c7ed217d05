import type { Instant } from '../../../../shared/model/instant';
import type { BodyOf } from '../../../../shared/model/kinds';
import type { MoneySheetName, RowOutcome } from '../../../../shared/workbooks/words';
import { toSecond } from '../../cells';
import type { TypedRow, TypedSheet, Value } from '../../types';
import { AHEAD_MS } from '../common';
import { PlanDraft, type PlannedEntry, differences, textAt, valueAt } from '../draft';
import type { MoneyKnown } from './known';

/** The kinds that a payments workbook writes. */
type MoneyKind =
  | 'grant.received'
  | 'grant.adjusted'
  | 'project.budgeted'
  | 'payment.made'
  | 'payment.refunded'
  | 'milestone.planned'
  | 'milestone.done';

type Said = { [K in MoneyKind]: { kind: K; at?: Instant; body: BodyOf<K> } }[MoneyKind];
/** An entry of the plan, with the row that it comes from. */
export type MoneyEntry = Said & Pick<PlannedEntry, 'sheet' | 'row'> & { of: TypedSheet; typed: TypedRow };

/** The plan of a payments workbook, while it is made. */
export class MoneyDraft extends PlanDraft<MoneyKnown> {
  readonly planned: MoneyEntry[] = [];
  readonly outcomes: { sheet: MoneySheetName; row: TypedRow; outcome: RowOutcome }[] = [];

  plan(of: TypedSheet, typed: TypedRow, entry: Said): void {
    this.planned.push({ ...entry, sheet: of.name, row: typed.row, of, typed });
  }

  became(sheet: MoneySheetName, row: TypedRow, outcome: RowOutcome): void {
    this.outcomes.push({ sheet, row, outcome });
  }

  /** The columns that are instants do not lie ahead of the clock. */
  checkPast(sheet: TypedSheet, row: TypedRow, key: string): void {
    const at = valueAt(sheet.name, row.values, key);
    if (at !== null && Number(at) > this.known.now + AHEAD_MS)
      this.wrong(sheet, row, key, 'in-the-future', { mend: 'date' });
  }

  /** What is recorded and cannot be changed: each cell that says something else is in error. */
  checkFixed(sheet: TypedSheet, row: TypedRow, now: readonly Value[], but: readonly string[] = []): void {
    for (const { key, from } of differences(sheet.name, row.values, now)) {
      if (!but.includes(key))
        this.wrong(sheet, row, key, 'fixed', { about: this.shown(sheet, key, from), mend: 'text' });
    }
  }

  /** Lists what a row changes; returns whether it changes anything. */
  tellChanges(sheet: TypedSheet, row: TypedRow, now: readonly Value[]): boolean {
    const found = differences(sheet.name, row.values, now);
    for (const { key, from, to } of found) {
      this.changed({ sheet: sheet.name, row: row.row, id: String(row.values[0]), key, from, to });
    }
    return found.length > 0;
  }

  /** Whether what a row names is recorded, or comes with the file and is in order. */
  checkNamed(sheet: TypedSheet, row: TypedRow, key: string, { isKnown, rows, from, unknown }: Named): void {
    const id = textAt(sheet.name, row.values, key);
    if (id === null || isKnown(id)) return;
    const inFile = rows.get(id) ?? [];
    if (inFile.some(({ bad }) => !bad)) return;
    const [first] = inFile;
    if (first) this.wrong(sheet, row, key, 'depends', { about: `${from}!A${first.row}` });
    else this.wrong(sheet, row, key, unknown, { mend: 'id' });
  }
}

/** What a column names: where it may be. */
export interface Named {
  isKnown(id: string): boolean;
  rows: RowsById;
  from: MoneySheetName;
  unknown: 'unknown-grant' | 'unknown-project' | 'unknown-payment';
}

/** The rows of a sheet by the id in their first column. */
export type RowsById = ReadonlyMap<string, readonly TypedRow[]>;
export function rowsById(all: readonly TypedRow[]): RowsById {
  const found = new Map<string, TypedRow[]>();
  for (const row of all) {
    const id = row.values[0];
    if (typeof id !== 'string') continue;
    const rows = found.get(id);
    if (rows) rows.push(row);
    else found.set(id, [row]);
  }
  return found;
}

/** What tells rows of one id from each other: the second. */
export const atSecond = (id: string, at: Instant): string => `${id}|${toSecond(at)}`;
