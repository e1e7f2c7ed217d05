import type { SheetName } from './words';
import type { MoneyUnit } from './amounts';

/** What a column names: it has to be in the file or in the ledger. */
export type Names = 'site' | 'room' | 'device' | 'project' | 'profile' | 'grant' | 'payment';

export type ColumnType =
  /** An id: text, never a number. */
  | { is: 'id' }
  /** A text in which zeros count, such as a serial number: never a number. */
  | { is: 'code'; max: number }
  /** A text; a whole number is taken as its digits. */
  | { is: 'line'; max: number }
  /** A text that may have several lines, such as a reason. */
  | { is: 'text'; max: number }
  /** Texts, one a line: the value has line breaks between them. */
  | { is: 'list' }
  /** An amount of money in the unit that the header says: the value is integer 分. */
  | { is: 'money'; unit: MoneyUnit }
  /** Six digits. */
  | { is: 'area' }
  | { is: 'whole'; min: number; max: number }
  | { is: 'decimal'; min: number; max: number }
  | { is: 'flag' }
  | { is: 'category' }
  | { is: 'choice'; choices: readonly Choice[] }
  /** A date with or without a time, in the business zone. `untilEnd`: a date without a time is the end of its day. */
  | { is: 'instant'; untilEnd?: true };

export interface Choice {
  value: string;
  zh: string;
  en: string;
}

export interface Column {
  /** The field of the entry's body, or the step that it is written as (`acceptedAt` …). */
  key: string;
  /** Its header; that of an amount has the unit in it. */
  zh: string;
  en: string;
  type: ColumnType;
  /** A new row has to have it. */
  required?: true;
  names?: Names;
  /** What the example row of the template holds. */
  example?: string | number;
}

export interface SheetSpec {
  name: SheetName;
  zh: string;
  en: string;
  /** The first one has the id. */
  columns: readonly Column[];
}

export type Fields<T> = Exclude<keyof T & string, 'papers'>;
export type Described = Omit<Column, 'key'>;
export const inOrder = (columns: Record<string, Described>): Column[] =>
  Object.entries(columns).map(([key, column]) => ({ key, ...column }));

export const id: ColumnType = { is: 'id' };
export const name: ColumnType = { is: 'line', max: 200 };
export const instant: ColumnType = { is: 'instant' };

/** Words of 是 and 否 that a flag may be written as. */
export const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ...['是', 'yes', 'true', 'y', '√', '✓', '1'].map((word) => [word, true] as const),
  ...['否', 'no', 'false', 'n', '×', '0'].map((word) => [word, false] as const),
]);

/** What an example row of the template begins with: such rows are not imported. */
export const EXAMPLE = { zh: '示例 ', en: 'Example ' } as const;
/** The blank tells them from ids: `example-01` is one. */
export const isExample = (text: string): boolean => /^(?:示例|example\s)/i.test(text.trim());

/** `A` … `XFD` of a column from 0 on. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + (index % 26));
}
