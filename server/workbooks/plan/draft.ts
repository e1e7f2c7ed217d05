import { amountText } from '../../../shared/workbooks/amounts';
import { columnLetters } from '../../../shared/workbooks/column';
import { type RowOutcome, SHEETS, type SheetName } from '../../../shared/workbooks/words';
import { sheetOf } from '../../../shared/workbooks/workbooks';
import type { Instant } from '../../../shared/model/instant';
import type { RecordableKind } from '../../../shared/model/kinds';
import { localOf, localText, shownLocal } from '../local-time';
import { FINDINGS_MAX } from '../typed-sheet';
import type { Change, Counts, FileRead, Finding, TypedRow, TypedSheet, Value } from '../types';
import type { Base } from './known';

/** An entry that an import writes; `at` left out is the instant of the import. */
export interface PlannedEntry {
  kind: RecordableKind;
  at?: Instant;
  body: object;
  sheet: SheetName;
  row: number;
}

/** Changes listed, at most; all are counted. */
const CHANGES_MAX = 5000;

const noCounts = (): Counts => ({ added: 0, changed: 0, same: 0, bad: 0 });
const perSheet = <T>(of: (name: SheetName) => T) =>
  Object.fromEntries(SHEETS.map((name) => [name, of(name)])) as Record<SheetName, T>;

/** Columns of a sheet by their key. */
const INDEX: Readonly<Record<SheetName, ReadonlyMap<string, number>>> = perSheet(
  (name) => new Map(sheetOf(name).columns.map(({ key }, index) => [key, index])),
);

export const valueAt = (sheet: SheetName, values: readonly Value[], key: string): Value =>
  values[INDEX[sheet].get(key)!] ?? null;
export const textAt = (sheet: SheetName, values: readonly Value[], key: string): string | null => {
  const value = valueAt(sheet, values, key);
  return value === null ? null : String(value);
};

/** What a plan comes to, while it is made. */
export class PlanDraft<K extends Base> {
  readonly findings: Finding[];
  readonly counts = perSheet(noCounts);
  changes: Change[] = [];
  entries: PlannedEntry[] = [];
  readonly #named = new Set<string>();
  /** Findings and changes beyond those that are listed. */
  unlisted = 0;
  changesUnlisted = 0;

  constructor(
    read: FileRead,
    readonly known: K,
  ) {
    this.findings = [...read.findings];
    for (const { sheet, row, key } of read.findings) this.#named.add(`${sheet}!${row}!${key}`);
  }

  /** Whether a cell is in error already. */
  isNamed(sheet: SheetName, row: number, key: string): boolean {
    return this.#named.has(`${sheet}!${row}!${key}`);
  }

  /** A cell of a row is in error; the first error of a cell is told. */
  wrong(
    sheet: TypedSheet,
    row: TypedRow,
    key: string,
    code: Finding['code'],
    more: Pick<Finding, 'about' | 'suggest'> & { mend?: Finding['mend'] } = {},
  ): void {
    row.bad = true;
    if (this.isNamed(sheet.name, row.row, key)) return;
    this.#named.add(`${sheet.name}!${row.row}!${key}`);
    if (this.findings.length >= FINDINGS_MAX) return void (this.unlisted += 1);
    const index = INDEX[sheet.name].get(key)!;
    // A column that the file does not have: the cell of the row's id.
    const place = sheet.places[index] === -1 ? sheet.places[0]! : sheet.places[index]!;
    const value = row.values[index] ?? null;
    const { mend = null, ...rest } = more;
    this.findings.push({
      sheet: sheet.name,
      cell: `${columnLetters(place)}${row.row}`,
      row: row.row,
      key,
      code,
      ...(value !== null && { now: this.shown(sheet, key, value) }),
      ...rest,
      mend: sheet.places[index] === -1 ? null : mend,
    });
  }

  /** A value as a cell of a sheet shows it; without the units of its file amounts are in those of the export. */
  shown({ name, units = {} }: Pick<TypedSheet, 'name'> & Partial<TypedSheet>, key: string, value: Value): string {
    if (value === null) return '';
    const { type } = sheetOf(name).columns[INDEX[name].get(key)!]!;
    if (type.is === 'money') return amountText(Number(value), units[key] ?? type.unit);
    if (type.is === 'list') return String(value).replaceAll('\n', '；');
    if (type.is !== 'instant') return String(value);
    return localText(shownLocal(localOf(this.known.zone, Number(value)), type.untilEnd === true));
  }

  changed(change: Omit<Change, 'from' | 'to'> & { from: Value; to: Value }): void {
    if (this.changes.length >= CHANGES_MAX) return void (this.changesUnlisted += 1);
    const { sheet, key, from, to } = change;
    this.changes.push({
      ...change,
      from: this.shown({ name: sheet }, key, from),
      to: this.shown({ name: sheet }, key, to),
    });
  }

  add(entry: PlannedEntry): void {
    this.entries.push(entry);
  }

  count(sheet: SheetName, outcome: RowOutcome): void {
    this.counts[sheet][outcome] += 1;
  }
}

/** The cells in which a row differs from what is there; an empty cell leaves it as it is. */
export function differences(
  sheet: SheetName,
  values: readonly Value[],
  now: readonly Value[],
): { key: string; from: Value; to: Value }[] {
  return sheetOf(sheet).columns.flatMap(({ key }, index) => {
    const [from = null, to = null] = [now[index], values[index]];
    return to === null || to === from ? [] : [{ key, from, to }];
  });
}
