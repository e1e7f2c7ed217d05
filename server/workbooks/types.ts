import type { MoneyUnit } from '../../shared/workbooks/amounts';
import type { FindingCode, NoticeCode, RowOutcome, SheetName } from '../../shared/workbooks/words';

/** The value of a cell: instants are milliseconds. Empty cells are null. */
export type Value = string | number | boolean | null;

/** A row of a known sheet: its values in the order of the sheet's columns. */
export interface TypedRow {
  /** 1 is the first row of the sheet. */
  row: number;
  values: Value[];
  /** One of its cells is in error. */
  bad: boolean;
}

export interface TypedSheet {
  name: SheetName;
  /** As the file calls it. */
  title: string;
  /** The column of the file for each column of the description; -1: the file has none. */
  places: number[];
  /** Of its columns of amounts, by key, as their headers say. */
  units: Partial<Record<string, MoneyUnit>>;
  rows: TypedRow[];
}

/** How a cell may be mended in place; null: in the file only. */
export type Mend = 'text' | 'id' | 'choice' | 'date' | 'whole' | null;

/** One cell that is in error. */
export interface Finding {
  sheet: SheetName;
  /** `A214`; a range where several cells are one. */
  cell: string;
  row: number;
  /** The key of its column; absent: of the whole row or range. */
  key?: string;
  code: FindingCode;
  /** What stands there now. */
  now?: string;
  /** What would be right, where that is known; never taken by itself. */
  suggest?: string;
  /** What the sentence names besides: a limit, another cell, a thing. */
  about?: string;
  mend: Mend;
}

export interface Notice {
  code: NoticeCode;
  sheet?: SheetName;
  /** The cell, or the name of what is left out. */
  about: string;
}

/** A cell that was changed on the page, in place of the file's. */
export interface Fix {
  sheet: SheetName;
  cell: string;
  text: string;
}

export interface FileRead {
  sheets: TypedSheet[];
  findings: Finding[];
  notices: Notice[];
  /** Rows with values, by sheet. */
  fixed: Fix[];
}

export interface Change {
  sheet: SheetName;
  row: number;
  id: string;
  key: string;
  from: string;
  to: string;
}

export type Counts = Record<RowOutcome, number>;
