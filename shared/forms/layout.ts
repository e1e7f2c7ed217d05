import type { FormId, FormOption } from './vocabulary';
import type { Role } from './grid';

/** What a column of the indicators' rows holds. */
export type RowField =
  | 'name'
  | 'target'
  | 'cycleTarget'
  | 'value'
  | 'weight'
  | 'score'
  | 'reason'
  | 'monthValue'
  | 'expected'
  | 'monthReason'
  | 'remark'
  | 'outlook'
  | `cause:${string}`
  | `outlook:${string}`;

/**
 * One line of a form. `cells` are `A:C 文字 | D:I {field}`: the columns, `+3` after them for a cell of three lines (`+*`: to
 * the last indicator), and the text. `{field}` stands for a word or a figure of the document; a text `=FORMULA := {field}`
 * is a formula with its value now, in which `#` is the line itself, `#+1` the next one and `@name` the line of a name.
 */
export interface Line {
  as: Role;
  cells: string;
  /** The role of single columns, where it is another. */
  roles?: Readonly<Record<string, Role>>;
  name?: string;
  when?: FormOption;
  unless?: FormOption;
  /** The line is repeated on each page. */
  isTitle?: true;
}

/** The indicators, a line each; cells of one group are merged. */
export interface IndicatorLines {
  first: string;
  second: string;
  columns: Readonly<Record<string, RowField>>;
}

/** A form as data: wording, columns and lines differ from place to place. */
export interface Layout {
  id: FormId;
  /** The name of the sheet, after the year. */
  sheet: string;
  title: string;
  isLandscape: boolean;
  widths: readonly number[];
  /** Printed as the notice groups the rows, whatever the setting says. */
  grouping?: 'printed';
  lines: readonly (Line | { rows: IndicatorLines })[];
}

/**
 * The formula of a rate of money, of the column that was paid over column E; a dash where there was no money. Rounded
 * against us: what came back of an earlier year's payments can leave it below 0.
 */
export const rateOf = (paid: string): string =>
  `=IF(E#<=0,"—",IF(${paid}#<0,ROUNDUP(${paid}#/E#,4),ROUNDDOWN(${paid}#/E#,4)))`;
