import { type Column, EXAMPLE, type SheetSpec, WORKBOOK } from '../../shared/workbooks/columns';
import type { SheetName } from '../../shared/workbooks/words';
import { BUILT_IN_CATEGORIES } from '../../shared/model/catalogue';
import { type Zone, zoneOf } from '../../shared/timeline/zone';
import { csvBytes } from '../files/csv/write';
import { toSerial } from '../files/xlsx/read/dates';
import { ROWS_MAX } from '../files/xlsx/read/sheet';
import { type CellOut, type SheetOut, type Validation, letters } from '../files/xlsx/write/sheet';
import { Styles } from '../files/xlsx/write/styles';
import { workbookBytes } from '../files/xlsx/write/workbook';
import { localOf, localText } from './local-time';
import type { Value } from './types';

export type Language = 'zh' | 'en';

/** The rows of each sheet, in the order of its columns. */
export type Rows = Readonly<Record<SheetName, readonly (readonly Value[])[]>>;

export interface WriteOptions {
  language: Language;
  zone: string;
  /** Comments of cells, by sheet: what is wrong with them. */
  notes?: Readonly<Partial<Record<SheetName, ReadonlyMap<string, string>>>>;
}

const YES_NO: Readonly<Record<Language, [yes: string, no: string]>> = { zh: ['是', '否'], en: ['yes', 'no'] };
const DAY_MS = 86_400_000;

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
      return localText(localOf(zone, Number(value)));
    default:
      return typeof value === 'boolean' ? String(value) : value;
  }
}

function styleNumbers(styles: Styles) {
  const dated = (format: string) => styles.of({ format });
  return {
    head: styles.of({ bold: true, fill: 'E7EEFB', border: true, wrap: true, align: 'center' }),
    wanted: styles.of({ bold: true, fill: 'B9CCF2', border: true, wrap: true, align: 'center' }),
    text: styles.of({ format: '@' }),
    wrong: styles.of({ format: '@', fill: 'FAE4E8' }),
    example: styles.of({ format: '@', color: '5D6875' }),
    date: dated('yyyy-mm-dd'),
    minute: dated('yyyy-mm-dd hh:mm'),
    second: dated('yyyy-mm-dd hh:mm:ss'),
  };
}
type StyleNumbers = ReturnType<typeof styleNumbers>;

const isTextual = ({ type }: Column): boolean => ['id', 'code', 'line', 'area'].includes(type.is);

function dateCell(styles: StyleNumbers, local: number): CellOut {
  const style = local % DAY_MS === 0 ? styles.date : local % 60_000 === 0 ? styles.minute : styles.second;
  return { value: toSerial(local), style };
}

const widthOf = ({ key, type }: Column): number =>
  type.is === 'instant' ? 17 : key === 'name' || key === 'exam' ? 24 : type.is === 'id' || type.is === 'code' ? 18 : 12;

function headOf({ columns }: SheetSpec, language: Language, styles: StyleNumbers): CellOut[] {
  return columns.map((column) => ({ value: column[language], style: column.required ? styles.wanted : styles.head }));
}

function validationsOf({ columns }: SheetSpec, language: Language): Validation[] {
  const zh = language === 'zh';
  return columns.flatMap((column, index): Validation[] => {
    const { type } = column;
    const range = `${letters(index)}2:${letters(index)}${ROWS_MAX + 1}`;
    const title = column[language];
    const list = (values: readonly string[]): Validation[] => [
      { range, rule: { is: 'list', values }, title, message: zh ? '请从下拉列表里选。' : 'Choose from the list.' },
    ];
    switch (type.is) {
      case 'flag':
        return list(YES_NO[language]);
      case 'choice':
        return list(type.choices.map((choice) => choice[language]));
      case 'whole':
      case 'decimal': {
        const message = zh ? `${type.min}–${type.max} 之间的数。` : `A number from ${type.min} to ${type.max}.`;
        return [{ range, rule: { is: type.is, min: type.min, max: type.max }, title, message }];
      }
      case 'id':
      case 'line':
      case 'code': {
        const max = type.is === 'id' ? 64 : type.max;
        const message = zh ? `最多 ${max} 个字符。` : `At most ${max} characters.`;
        return [{ range, rule: { is: 'length', max }, title, message }];
      }
      default:
        return [];
    }
  });
}

/** The names of the built-in categories fit no list of 255 characters in English: they stand on the guide's sheet. */
function categoryList(language: Language): string[] | null {
  const names = [...BUILT_IN_CATEGORIES.values()].map((category) => category[language]);
  return names.join(',').length <= 250 ? names : null;
}

function sheetOut(
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
      ...(isTextual(column) ? { style: styles.text } : column.type.is === 'instant' ? { style: styles.date } : {}),
    })),
    rows,
    heights: new Map([[1, 32]]),
    frozen: { rows: 1, columns: 1 },
    filter: `A1:${last}1`,
    titleRows: [1, 1],
    isLandscape: true,
  };
}

/** The inventory as an .xlsx file. */
export function inventoryWorkbook(rows: Rows, { language, zone: zoneName, notes = {} }: WriteOptions): Buffer {
  const all = new Styles();
  const styles = styleNumbers(all);
  const zone = zoneOf(zoneName);
  const sheets = WORKBOOK.map((spec): SheetOut => {
    const own = notes[spec.name];
    function* lines(): Generator<(CellOut | null)[]> {
      yield headOf(spec, language, styles);
      let number = 1;
      for (const values of rows[spec.name]) {
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
  if (column.type.is === 'instant' && typeof value === 'number') return dateCell(styles, localOf(zone, value));
  const text = shown(column, value, language, zone);
  return { value: text, ...(isTextual(column) && { style: styles.text }) };
}

/** One sheet of the inventory as a .csv file. */
export function inventoryCsv(
  sheet: SheetSpec,
  rows: readonly (readonly Value[])[],
  { language, zone: zoneName }: WriteOptions,
): Buffer {
  const zone = zoneOf(zoneName);
  const head = sheet.columns.map((column) => column[language]);
  const lines = rows.map((values) =>
    values.map((value, index) => (value === null ? '' : shown(sheet.columns[index]!, value, language, zone))),
  );
  return csvBytes([head, ...lines]);
}

/** What each column takes, in words. */
function takes({ type }: Column, language: Language): string {
  const zh = language === 'zh';
  switch (type.is) {
    case 'id':
      return zh ? '编号：1–64 个字母、数字、. _ -，按文本填写' : 'An id: 1–64 letters, digits, . _ -, as text';
    case 'code':
      return zh ? '按文本填写，保留开头的 0' : 'As text: zeros in front are kept';
    case 'line':
      return zh ? `文字，最多 ${type.max} 字` : `A text, at most ${type.max} characters`;
    case 'area':
      return zh ? '6 位行政区划代码，如 440781' : 'A code of 6 digits, such as 440781';
    case 'whole':
      return zh ? `${type.min}–${type.max} 的整数` : `A whole number, ${type.min}–${type.max}`;
    case 'decimal':
      return zh ? `${type.min}–${type.max} 的数` : `A number, ${type.min}–${type.max}`;
    case 'flag':
      return YES_NO[language].join(zh ? '、' : ', ');
    case 'category':
      return [...BUILT_IN_CATEGORIES.values()].map((category) => category[language]).join(zh ? '、' : ', ');
    case 'choice':
      return type.choices.map((choice) => choice[language]).join(zh ? '、' : ', ');
    case 'instant':
      return zh
        ? '日期，可带时间，如 2023-09-01 或 2023-09-01 08:30'
        : 'A date, with a time if needed: 2023-09-01 08:30';
  }
}

function guide(language: Language, styles: StyleNumbers, wrap: number): SheetOut {
  const zh = language === 'zh';
  function* rows(): Generator<CellOut[]> {
    yield (zh ? ['表', '列', '必填', '填什么'] : ['Sheet', 'Column', 'Required', 'What it takes']).map((value) => ({
      value,
      style: styles.head,
    }));
    for (const spec of WORKBOOK) {
      for (const column of spec.columns) {
        const wanted = column.required ? YES_NO[language][0] : '';
        yield [spec[language], column[language], wanted, takes(column, language)].map((value) => ({
          value,
          style: wrap,
        }));
      }
    }
    for (const text of zh
      ? [
          '以“示例”开头的行不导入。',
          '空格不改动已有的数据。',
          '场次表每个考场一行，同一场次的各行要一致。',
          '已登记的场次只能补实考人数。',
        ]
      : [
          'Rows that begin with "Example" are not imported.',
          'An empty cell leaves what is there as it is.',
          'A sitting has a row for each of its rooms, and its rows agree.',
          'Of a sitting that is recorded only the attendance can be added.',
        ])
      yield [{ value: text }];
  }
  return {
    name: zh ? '说明' : 'Guide',
    columns: [{ width: 10 }, { width: 22 }, { width: 10 }, { width: 70 }],
    rows: rows(),
    frozen: { rows: 1, columns: 0 },
  };
}

/** The empty workbook with its columns, their choices, an example row each and a guide. */
export function templateWorkbook(language: Language): Buffer {
  const all = new Styles();
  const styles = styleNumbers(all);
  const wrap = all.of({ wrap: true, border: true });
  const categories = categoryList(language);
  const sheets = WORKBOOK.map((spec): SheetOut => {
    const example = spec.columns.map((column, index): CellOut => {
      const { example: text = null } = column;
      const value = column[language] !== column.zh && typeof text === 'string' ? inEnglish(column, text) : text;
      return { value: index === 0 ? EXAMPLE[language] + String(value) : value, style: styles.example };
    });
    const more = spec.columns.flatMap((column, index): Validation[] =>
      column.type.is === 'category' && categories
        ? [
            {
              range: `${letters(index)}2:${letters(index)}${ROWS_MAX + 1}`,
              rule: { is: 'list', values: categories },
              title: column[language],
              message: language === 'zh' ? '请从下拉列表里选。' : 'Choose from the list.',
            },
          ]
        : [],
    );
    return {
      ...sheetOut(spec, [headOf(spec, language, styles), example], language, styles),
      validations: [...validationsOf(spec, language), ...more],
    };
  });
  return workbookBytes([...sheets, guide(language, styles, wrap)], all);
}

/** The words of an example in English, where it is one of a choice. */
function inEnglish({ type }: Column, text: string): string {
  if (type.is === 'choice') return type.choices.find(({ zh }) => zh === text)?.en ?? text;
  if (type.is === 'flag') return text === '是' ? 'yes' : 'no';
  if (type.is === 'category') return [...BUILT_IN_CATEGORIES.values()].find(({ zh }) => zh === text)?.en ?? text;
  return text;
}
