/** What a cell is for: how it is aligned and lettered follows from it. */
export type Role = 'annex' | 'title' | 'subtitle' | 'head' | 'label' | 'figure' | 'text' | 'note' | 'sign';

/** A cell, or several merged ones. */
export interface GridCell {
  /** From 1 on. */
  row: number;
  column: number;
  rows: number;
  columns: number;
  /** As it is printed. */
  text: string;
  /** A number, where a program should read one; else the text stands. */
  value?: number;
  /** A number format of spreadsheets, for `value`. */
  format?: string;
  /** A formula of spreadsheets without its `=`, whose result now is `value`, else `text`. */
  formula?: string;
  role: Role;
}

/** A form as a table on paper, before any file format. */
export interface Grid {
  /** The name of the sheet. */
  name: string;
  /** What the form is called. */
  title: string;
  isLandscape: boolean;
  /** In characters of a spreadsheet's column. */
  widths: readonly number[];
  /** Heights of the rows in points. */
  heights: number[];
  cells: GridCell[];
  /** The rows that are repeated on each page; the rows above them are another table in a text document. */
  titleRows: [from: number, to: number];
  /** Below these rows a new page begins; the form is scaled to one page while there are none. */
  breaks: number[];
  /** Of the printed size, percent. */
  scale: number;
}

/** `A` … `Z` of a column from 1 on; a form has no more. */
export const columnLetter = (column: number): string => String.fromCharCode(64 + column);
export const columnOf = (letter: string): number => letter.charCodeAt(0) - 64;
