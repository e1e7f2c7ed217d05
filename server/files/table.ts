/** A table of a file before anything is known of its columns. */
export interface RawTable {
  name: string;
  rows: RawRow[];
  /** Merged ranges, `A2:A4`. */
  merges: string[];
}

export interface RawRow {
  /** 1 is the first row of the sheet. */
  row: number;
  /** By column, from 0 on; empty cells are absent. */
  cells: (RawCell | undefined)[];
}

export type RawCell =
  | { is: 'text'; text: string }
  | { is: 'number'; number: number }
  /** A wall time without a zone: milliseconds as if it were UTC. */
  | { is: 'date'; local: number }
  | { is: 'flag'; flag: boolean }
  /** `#N/A` and the like. */
  | { is: 'error'; text: string }
  /** A formula without a kept value. */
  | { is: 'formula' };
