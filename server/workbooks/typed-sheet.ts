import { type Column, type SheetSpec, columnLetters, isExample } from '../../shared/workbooks/column';
import type { SheetName } from '../../shared/workbooks/words';
import { sheetOf } from '../../shared/workbooks/workbooks';
import type { Zone } from '../../shared/timeline/zone';
import { FileRefused } from '../files/refused';
import type { RawCell, RawRow, RawTable } from '../files/table';
import { type Heading, heading, headingsOf, inUnit } from './headings';
import { shownCell, trimmed, typedCell } from './typed-cell';
import type { Finding, Fix, Notice, TypedRow, TypedSheet } from './types';

/** The row of headers is one of the first rows: a title may stand above it. */
export const HEADER_WITHIN = 10;
/** More findings of one file are counted, not listed. */
export const FINDINGS_MAX = 10_000;

export interface SheetRead {
  sheet: TypedSheet;
  findings: Finding[];
  notices: Notice[];
  /** The fixes that were used. */
  fixed: Fix[];
}

interface Named extends Heading {
  index: number;
}
type Names = ReadonlyMap<string, Named>;
const columnsByName = (spec: SheetSpec): Names =>
  new Map(
    spec.columns.flatMap((column, index) => headingsOf(column).map((one) => [one.word, { ...one, index }] as const)),
  );

/** Turns the cells of a sheet into values, and names each that is none. @throws FileRefused `no-header`, `no-unit` */
export function typedSheet(table: RawTable, name: SheetName, zone: Zone, fixes: readonly Fix[]): SheetRead {
  const spec = sheetOf(name);
  const names = columnsByName(spec);
  const textOf = (cell: RawCell | undefined): string => (cell?.is === 'text' ? heading(cell.text) : '');
  const at = table.rows
    .slice(0, HEADER_WITHIN)
    .findIndex(({ cells }) => cells.some((cell) => names.get(textOf(cell))?.index === 0));
  const head = table.rows[at];
  const sheet: TypedSheet = { name, title: table.name, places: spec.columns.map(() => -1), units: {}, rows: [] };
  const read: SheetRead = { sheet, findings: [], notices: [], fixed: [] };
  if (!head) {
    // A sheet without a single row is one that nothing was written into.
    if (table.rows.length === 0) return read;
    throw new FileRefused('no-header', spec.zh, [spec.columns[0]!.zh]);
  }
  placeColumns(read, spec, head, names);
  const columns = spec.columns.map((column) => inUnit(column, sheet.units[column.key]));
  namesMerged(read, table.merges, head.row);
  const own = fixes.filter((fix) => fix.sheet === name);
  const fixOf = new Map(own.map((fix) => [fix.cell, fix]));
  for (const row of table.rows.slice(at + 1)) {
    const first = row.cells[sheet.places[0]!];
    if (first?.is === 'text' && isExample(first.text)) {
      read.notices.push({ code: 'example-skipped', sheet: name, about: `A${row.row}` });
      continue;
    }
    const typed = typedRow(read, columns, row, zone, fixOf);
    if (typed) sheet.rows.push(typed);
  }
  const merged = read.findings.flatMap(({ code, now = '' }) => (code === 'merged' ? [rowsOf(now)] : []));
  for (const row of sheet.rows) if (merged.some(([from, to]) => from <= row.row && row.row <= to)) row.bad = true;
  return read;
}

function placeColumns({ sheet, findings, notices }: SheetRead, spec: SheetSpec, head: RawRow, names: Names): void {
  head.cells.forEach((cell, place) => {
    if (!cell) return;
    const text = shownCell(cell);
    const named = cell.is === 'text' ? names.get(heading(cell.text)) : undefined;
    const index = named?.index;
    const ref = `${columnLetters(place)}${head.row}`;
    if (index === undefined) notices.push({ code: 'column-ignored', sheet: sheet.name, about: trimmed(text) });
    else if (sheet.places[index] !== -1) {
      const code = 'column-twice' as const;
      findings.push({ sheet: sheet.name, cell: ref, row: head.row, code, now: text, mend: null });
      return;
    } else sheet.places[index] = place;
    if (named?.unit === undefined || index === undefined) return;
    // Nobody can tell whether an amount is 元 or 万元: the wrong guess would be off by 10,000.
    if (named.unit === null) throw new FileRefused('no-unit', `${spec.zh}!${ref}`, [trimmed(text)]);
    sheet.units[spec.columns[index]!.key] = named.unit;
  });
}

const RANGE = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})$/;

/** A merged range keeps the value of its first cell only: nobody can tell what the others were to be. */
function namesMerged({ sheet, findings }: SheetRead, merges: readonly string[], headRow: number): void {
  for (const range of merges) {
    const found = RANGE.exec(range);
    // A title above the headers may be merged.
    if (!found || Number(found[3]) < headRow) continue;
    findings.push({ sheet: sheet.name, cell: range, row: Number(found[2]), code: 'merged', now: range, mend: null });
    if (findings.length >= FINDINGS_MAX) return;
  }
}

function rowsOf(range: string): [from: number, to: number] {
  const found = RANGE.exec(range);
  return [Number(found?.[2]), Number(found?.[3])];
}

const isLocked = (code: Finding['code']): boolean =>
  code === 'number-as-id' || code === 'formula' || code === 'error-value';

function typedRow(
  read: SheetRead,
  columns: readonly Column[],
  { row, cells }: RawRow,
  zone: Zone,
  fixOf: ReadonlyMap<string, Fix>,
): TypedRow | null {
  const { sheet, findings } = read;
  const typed: TypedRow = { row, values: [], bad: false };
  let isEmpty = true;
  columns.forEach((column, index) => {
    const place = sheet.places[index]!;
    const own = place < 0 ? undefined : cells[place];
    const ref = `${columnLetters(Math.max(place, 0))}${row}`;
    const fix = place < 0 ? undefined : fixOf.get(ref);
    let given = own;
    let cell = own && typedCell(column, own, zone);
    // What lost digits already is mended in the file only.
    if (fix && !(cell && 'code' in cell && isLocked(cell.code))) {
      given = fix.text.trim() === '' ? undefined : { is: 'text', text: fix.text };
      cell = given && typedCell(column, given, zone);
      read.fixed.push(fix);
    }
    if (given || own) isEmpty = false;
    if (cell && 'value' in cell) return void typed.values.push(cell.value);
    typed.values.push(null);
    if (!cell || !given) return;
    typed.bad = true;
    if (findings.length >= FINDINGS_MAX) return;
    const now = shownCell(given).slice(0, 200);
    findings.push({ sheet: sheet.name, cell: ref, row, key: column.key, now, ...cell });
  });
  return isEmpty ? null : typed;
}
