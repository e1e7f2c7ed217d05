import { type MoneyUnit, amountText } from '../../shared/workbooks/amounts';
import { type Column, type SheetSpec } from '../../shared/workbooks/column';
import type { SheetName, WorkbookName } from '../../shared/workbooks/words';
import { SPECS } from '../../shared/workbooks/workbooks';
import { BUILT_IN_CATEGORIES } from '../../shared/model/catalogue';
import { type Zone, zoneOf } from '../../shared/timeline/zone';
import { csvBytes } from '../files/csv/write';
import { toSerial } from '../files/xlsx/read/dates';
import { type CellOut, type SheetOut, letters } from '../files/xlsx/write/sheet';
import { Styles } from '../files/xlsx/write/styles';
import { workbookBytes } from '../files/xlsx/write/workbook';
import { inUnit } from './headings';
import { localOf, localText, shownLocal } from './local-time';
import type { Value } from './types';

export type Language = 'zh' | 'en';

/** The rows of each sheet, in the order of its columns. */
export type Rows = Readonly<Partial<Record<SheetName, readonly (readonly Value[])[]>>>;

export interface WriteOptions {
  language: Language;
  zone: string;
  /** Comments of cells, by sheet: what is wrong with them. */
  notes?: Readonly<Partial<Record<SheetName, ReadonlyMap<string, string>>>>;
  /** The units of columns of amounts that are not their own, by sheet and key. */
  units?: Readonly<Partial<Record<SheetName, Readonly<Partial<Record<string, MoneyUnit>>>>>>;
}

export const YES_NO: Readonly<Record<Language, [yes: string, no: string]>> = { zh: ['是', '否'], en: ['yes', 'no'] };
const DAY_MS = 86_400_000;
const styled = (style: number | undefined): { style?: number } => (style === undefined ? {} : { style });

/** A value as a person reads it; numbers stay numbers. */
function shown({ type }: Column, value: NonNullable<Value>, language: Language, zone: Zone): string | number {
  switch (type.is) {
    case 'flag':
      return YES_NO[language][value === true ? 0 : 1];
    case 'category':
      return BUILT_IN_CATEGORIES.get(String(value))?.[language] ?? String(value);
    case 'choice':
      return type.choices.find((choice) => choice.value === value)?.[language] ?? String(value);
    case 'instant':
      return localText(shownLocal(localOf(zone, Number(value)), type.untilEnd === true));
    case 'money':
      // The number that a reader makes of the digits; they are at most 15, so that none is lost.
      return typeof value === 'number' ? Number(amountText(value, type.unit)) : String(value);
    case 'list':
      return listText(String(value));
    default:
      return typeof value === 'boolean' ? String(value) : value;
  }
}

/** A list of one text that holds a semicolon ends with a line break: without one it would be read as several. */
const listText = (value: string): string => (/[；;]/.test(value) && !value.includes('\n') ? `${value}\n` : value);

export function styleNumbers(styles: Styles) {
  const dated = (format: string) => styles.of({ format });
  return {
    head: styles.of({ bold: true, fill: 'E7EEFB', border: true, wrap: true, align: 'center' }),
    wanted: styles.of({ bold: true, fill: 'B9CCF2', border: true, wrap: true, align: 'center' }),
    text: styles.of({ format: '@' }),
    wrong: styles.of({ format: '@', fill: 'FAE4E8' }),
    example: styles.of({ format: '@', color: '5D6875' }),
    lines: styles.of({ format: '@', wrap: true }),
    yuan: dated('#,##0.00'),
    wan: dated('#,##0.00####'),
    date: dated('yyyy-mm-dd'),
    minute: dated('yyyy-mm-dd hh:mm'),
    second: dated('yyyy-mm-dd hh:mm:ss'),
  };
}
export type StyleNumbers = ReturnType<typeof styleNumbers>;

const TEXTUAL: readonly Column['type']['is'][] = ['id', 'code', 'line', 'area'];

/** The style of the cells of a column; of dates it depends on their time. */
function styleOf({ type }: Column, styles: StyleNumbers): number | undefined {
  if (type.is === 'list' || type.is === 'text') return styles.lines;
  if (type.is === 'money') return styles[type.unit];
  return TEXTUAL.includes(type.is) ? styles.text : undefined;
}

function dateCell(styles: StyleNumbers, local: number): CellOut {
  const style = local % DAY_MS === 0 ? styles.date : local % 60_000 === 0 ? styles.minute : styles.second;
  return { value: toSerial(local), style };
}

const WIDE: readonly string[] = ['name', 'exam', 'number'];
function widthOf({ key, type }: Column): number {
  if (type.is === 'instant' || type.is === 'money') return 17;
  if (type.is === 'list' || type.is === 'text' || WIDE.includes(key)) return 24;
  return type.is === 'id' || type.is === 'code' ? 18 : 12;
}

export function headOf({ columns }: SheetSpec, language: Language, styles: StyleNumbers): CellOut[] {
  return columns.map((column) => ({ value: column[language], style: column.required ? styles.wanted : styles.head }));
}

export function sheetOut(
  spec: SheetSpec,
  rows: Iterable<readonly (CellOut | null)[]>,
  language: Language,
  styles: StyleNumbers,
): SheetOut {
  const last = letters(spec.columns.length - 1);
  return {
    name: spec[language],
    columns: spec.columns.map((column) => ({
      width: widthOf(column),
      ...(column.type.is === 'instant' ? { style: styles.date } : styled(styleOf(column, styles))),
    })),
    rows,
    heights: new Map([[1, 32]]),
    frozen: { rows: 1, columns: 1 },
    filter: `A1:${last}1`,
    titleRows: [1, 1],
    isLandscape: true,
  };
}

/** A workbook as an .xlsx file. */
export function workbookFile(
  workbook: WorkbookName,
  rows: Rows,
  { language, zone: zoneName, notes = {}, units = {} }: WriteOptions,
): Buffer {
  const all = new Styles();
  const styles = styleNumbers(all);
  const zone = zoneOf(zoneName);
  const sheets = SPECS[workbook].map((plain): SheetOut => {
    const { [plain.name]: given = {} } = units;
    const spec = { ...plain, columns: plain.columns.map((column) => inUnit(column, given[column.key])) };
    const own = notes[spec.name];
    function* lines(): Generator<(CellOut | null)[]> {
      yield headOf(spec, language, styles);
      let number = 1;
      for (const values of rows[spec.name] ?? []) {
        number += 1;
        yield values.map((value, index) => {
          const cell = cellOut(spec.columns[index]!, value, { language, zone, styles });
          return own?.has(`${letters(index)}${number}`) ? { value: null, ...cell, style: styles.wrong } : cell;
        });
      }
    }
    return { ...sheetOut(spec, lines(), language, styles), ...(own && { notes: own }) };
  });
  return workbookBytes(sheets, all);
}

function cellOut(
  column: Column,
  value: Value,
  { language, zone, styles }: { language: Language; zone: Zone; styles: StyleNumbers },
): CellOut | null {
  if (value === null) return null;
  if (column.type.is === 'instant' && typeof value === 'number') {
    return dateCell(styles, shownLocal(localOf(zone, value), column.type.untilEnd === true));
  }
  const text = shown(column, value, language, zone);
  return { value: text, ...styled(styleOf(column, styles)) };
}

/** One sheet of a workbook as a .csv file. */
export function sheetCsv(
  sheet: SheetSpec,
  rows: readonly (readonly Value[])[],
  { language, zone: zoneName }: WriteOptions,
): Buffer {
  const zone = zoneOf(zoneName);
  const head = sheet.columns.map((column) => column[language]);
  const lines = rows.map((values) =>
    values.map((value, index) => (value === null ? '' : csvText(sheet.columns[index]!, value, language, zone))),
  );
  return csvBytes([head, ...lines]);
}

/** Amounts by all their digits: a .csv has no number formats. */
const csvText = (column: Column, value: NonNullable<Value>, language: Language, zone: Zone): string | number =>
  column.type.is === 'money' && typeof value === 'number'
    ? amountText(value, column.type.unit)
    : shown(column, value, language, zone);
