import { type MoneyUnit, amountBounds, parseAmount } from '../../shared/workbooks/amounts';
import { type Choice, type Column, FLAGS } from '../../shared/workbooks/column';
import type { FindingCode } from '../../shared/workbooks/words';
import { LINE, LINES, VISIBLE } from '../../shared/model/bounds';
import { BUILT_IN_CATEGORIES } from '../../shared/model/catalogue';
import { FIRST_INSTANT, LAST_INSTANT } from '../../shared/model/instant';
import { ADDRESSABLE_ID } from '../../shared/model/patterns';
import type { Zone } from '../../shared/timeline/zone';
import type { RawCell } from '../files/table';
import { fromSerial } from '../files/xlsx/read/dates';
import { instantOf, localText, parseLocal } from './local-time';
import type { Mend, Value } from './types';

/** A cell as its column wants it, or what is wrong with it. */
export type TypedCell = { value: Value } | { code: FindingCode; suggest?: string; about?: string; mend: Mend };

/** Numbers beyond this lost digits when they were typed into a spreadsheet. */
const DIGITS_MAX = 1e15;
/** Serial numbers from 1970-01-01 to 2100-01-01: what a number in a column of dates most likely is. */
const [DATE_MIN, DATE_MAX] = [25_569, 73_051];

/** Blanks around a text; full-width ones are blanks, too. */
export const trimmed = (text: string): string => text.replace(/^[\s\u3000\ufeff]+|[\s\u3000\ufeff]+$/g, '');

/** What a cell shows. */
export function shownCell(cell: RawCell): string {
  switch (cell.is) {
    case 'text':
    case 'error':
      return cell.text;
    case 'number':
      return String(cell.number);
    case 'date':
      return localText(cell.local);
    case 'flag':
      return cell.flag ? 'TRUE' : 'FALSE';
    case 'formula':
      return '=…';
  }
}

const wrong = (code: FindingCode, mend: Mend, more: { suggest?: string; about?: string } = {}): TypedCell => ({
  code,
  mend,
  ...more,
});

export function typedCell({ type }: Column, cell: RawCell, zone: Zone): TypedCell {
  if (cell.is === 'formula') return wrong('formula', null);
  if (cell.is === 'error') return wrong('error-value', null);
  switch (type.is) {
    case 'id':
      return idCell(cell);
    case 'code':
      if (cell.is === 'number' || isShortened(cell)) return wrong('number-as-id', null);
      return lineCell(cell, type.max);
    case 'line':
      return lineCell(cell, type.max);
    case 'text':
      return textCell(cell, type.max);
    case 'list':
      return listCell(cell);
    case 'money':
      return amountCell(cell, type.unit);
    case 'area':
      return areaCell(cell);
    case 'whole':
    case 'decimal':
      return numberCell(cell, type.min, type.max, type.is === 'whole');
    case 'flag':
      return flagCell(cell);
    case 'category':
      return categoryCell(cell);
    case 'choice':
      return choiceCell(cell, type.choices);
    case 'instant':
      return instantCell(cell, zone, type.untilEnd === true);
  }
}

/** `2.023E+17`: a number of many digits as a spreadsheet program shows it, and saves it in a .csv. */
const isShortened = (cell: RawCell): boolean =>
  cell.is === 'text' && /^\d(?:\.\d+)?E\+\d{2,}$/.test(trimmed(cell.text));

function idCell(cell: RawCell): TypedCell {
  if (cell.is === 'number') return wrong('number-as-id', null);
  if (cell.is !== 'text') return wrong('not-a-text', 'id');
  const text = trimmed(cell.text);
  if (ADDRESSABLE_ID.test(text)) return { value: text };
  // Blanks inside, and the full-width forms of an input method.
  const mended = text.normalize('NFKC').replace(/\s+/g, '');
  return wrong('bad-id', 'id', ADDRESSABLE_ID.test(mended) ? { suggest: mended } : {});
}

function lineCell(cell: RawCell, max: number): TypedCell {
  if (cell.is === 'number') {
    const isSafe = Number.isInteger(cell.number) && cell.number >= 0 && cell.number < DIGITS_MAX;
    return isSafe ? { value: String(cell.number) } : wrong('not-a-text', 'text', { suggest: String(cell.number) });
  }
  if (cell.is !== 'text') return wrong('not-a-text', 'text');
  const text = trimmed(cell.text).normalize('NFC');
  if (text.length > max) return wrong('too-long', 'text', { about: String(max) });
  if (LINE.test(text) && VISIBLE.test(text)) return { value: text };
  const mended = text.replace(/\s+/g, ' ');
  return wrong('bad-text', 'text', LINE.test(mended) && VISIBLE.test(mended) ? { suggest: mended } : {});
}

/** A text of several lines. */
function textCell(cell: RawCell, max: number): TypedCell {
  if (cell.is !== 'text') return wrong('not-a-text', 'text');
  const text = trimmed(cell.text).replace(/\r\n?/g, '\n');
  if (text.length > max) return wrong('too-long', 'text', { about: String(max) });
  return LINES.test(text) && VISIBLE.test(text) ? { value: text } : wrong('bad-text', 'text');
}

const LIST_MAX = 100;
const ITEM_MAX = 200;

/** Texts, one a line; without a line break, with semicolons between them. A text of the list stands there once. */
function listCell(cell: RawCell): TypedCell {
  if (cell.is !== 'text') return wrong('not-a-text', 'text');
  // A cell of one text that holds a semicolon ends with a line break.
  const parts = cell.text.split(/[\r\n]/.test(cell.text) ? /[\r\n]+/ : /[；;]/);
  const texts = [...new Set(parts.map((part) => trimmed(part).normalize('NFC')).filter((part) => part !== ''))];
  if (texts.some((text) => text.length > ITEM_MAX)) return wrong('too-long', 'text', { about: String(ITEM_MAX) });
  if (texts.length > LIST_MAX) return wrong('out-of-range', 'text', { about: `1–${LIST_MAX}` });
  const isGood = texts.length > 0 && texts.every((text) => LINE.test(text) && VISIBLE.test(text));
  return isGood ? { value: texts.join('\n') } : wrong('bad-text', 'text');
}

/** Spreadsheet programs keep 15 digits: what a file has beyond them is no part of what somebody typed. */
const DIGITS_KEPT = 15;

function amountCell(cell: RawCell, unit: MoneyUnit): TypedCell {
  const text =
    cell.is === 'number' ? String(Number(cell.number.toPrecision(DIGITS_KEPT))) : cell.is === 'text' ? cell.text : '';
  const amount = parseAmount(trimmed(text), unit);
  if (typeof amount === 'number') return { value: amount };
  return wrong(amount, 'text', amount === 'out-of-range' ? { about: amountBounds(unit) } : {});
}

/** Six digits never begin with 0: a number lost nothing. */
function areaCell(cell: RawCell): TypedCell {
  const text = cell.is === 'number' ? String(cell.number) : cell.is === 'text' ? trimmed(cell.text) : '';
  return /^\d{6}$/.test(text) ? { value: text } : wrong('not-a-choice', 'text', { about: '440781' });
}

function numberCell(cell: RawCell, min: number, max: number, isWhole: boolean): TypedCell {
  let number = NaN;
  if (cell.is === 'number') ({ number } = cell);
  else if (cell.is === 'text') {
    const text = trimmed(cell.text).normalize('NFKC');
    // A small one has an exponent when a .csv is written: 1e-7.
    if (/^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text)) number = Number(text);
  }
  if (!Number.isFinite(number)) return wrong('not-a-number', isWhole ? 'whole' : 'text');
  if (isWhole && !Number.isInteger(number)) return wrong('not-whole', 'whole');
  // -0 is no other number to anybody but a computer.
  if (number >= min && number <= max) return { value: number === 0 ? 0 : number };
  return wrong('out-of-range', isWhole ? 'whole' : 'text', { about: `${min}–${max}` });
}

function flagCell(cell: RawCell): TypedCell {
  if (cell.is === 'flag') return { value: cell.flag };
  const text = cell.is === 'text' ? trimmed(cell.text) : cell.is === 'number' ? String(cell.number) : '';
  const flag = FLAGS.get(text.toLowerCase());
  return flag === undefined ? wrong('not-a-choice', 'choice') : { value: flag };
}

const CATEGORY_WORDS: ReadonlyMap<string, string> = new Map(
  [...BUILT_IN_CATEGORIES.values()].flatMap(({ id, zh, en }) => [zh, en, id].map((word) => [word.toLowerCase(), id])),
);

/** What people call a category, too: offered, never taken by itself. */
const ALMOST: ReadonlyMap<string, string> = new Map([
  ...['电脑', '计算机', '台式机', '主机', 'pc', '考试机'].map((word) => [word, 'computer'] as const),
  ...['耳机', '头戴式耳机'].map((word) => [word, 'headset'] as const),
  ...['服务器', '考试服务器'].map((word) => [word, 'server'] as const),
  ...['备用机', '备份服务器'].map((word) => [word, 'backup-server'] as const),
  ...['ups电源', 'ups', '电源'].map((word) => [word, 'ups'] as const),
  ...['监控', '监控摄像头', '摄像机'].map((word) => [word, 'camera'] as const),
  ...['硬盘录像机', 'nvr'].map((word) => [word, 'recorder'] as const),
  ...['信号屏蔽仪', '屏蔽器'].map((word) => [word, 'jammer'] as const),
  ...['安检门', '金属探测仪'].map((word) => [word, 'metal-detector'] as const),
]);

const unknownCategory = (text: string): TypedCell => {
  const id = ALMOST.get(text.toLowerCase());
  return wrong('unknown-category', 'choice', id === undefined ? {} : { suggest: id });
};

/** A category by its id or its name; one that is not built in is looked up in the ledger later. */
function categoryCell(cell: RawCell): TypedCell {
  if (cell.is !== 'text') return wrong('unknown-category', 'choice');
  const text = trimmed(cell.text);
  const known = CATEGORY_WORDS.get(text.toLowerCase());
  if (known !== undefined) return { value: known };
  return ADDRESSABLE_ID.test(text) && !ALMOST.has(text.toLowerCase()) ? { value: text } : unknownCategory(text);
}

function choiceCell(cell: RawCell, choices: readonly Choice[]): TypedCell {
  const text = cell.is === 'text' ? trimmed(cell.text).toLowerCase() : '';
  const choice = choices.find(({ value, zh, en }) => text === value || text === zh || text === en.toLowerCase());
  return choice ? { value: choice.value } : wrong('not-a-choice', 'choice');
}

const DAY_MS = 86_400_000;

function instantCell(cell: RawCell, zone: Zone, untilEnd: boolean): TypedCell {
  if (cell.is === 'number') {
    const { number } = cell;
    const local = number >= DATE_MIN && number < DATE_MAX ? fromSerial(number, false) : null;
    return wrong('number-as-date', 'date', local === null ? {} : { suggest: localText(local) });
  }
  const local = cell.is === 'date' ? cell.local : cell.is === 'text' ? parseLocal(cell.text) : null;
  if (local === null) return wrong('not-a-date', 'date');
  // The last millisecond of the day: what is done on that day is in time (semantics 9, construction-on-time).
  const at = untilEnd && local % DAY_MS === 0 ? instantOf(zone, local + DAY_MS) - 1 : instantOf(zone, local);
  return at >= FIRST_INSTANT && at <= LAST_INSTANT ? { value: at } : wrong('before-1970', 'date');
}
