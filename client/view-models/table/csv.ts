import Papa from 'papaparse';
import { textOf, type Column } from './column';

/** Without it, spreadsheet programs read the file in the encoding of the system, and Chinese is garbled. */
const BOM = '\ufeff';

/** A cell that begins like this is run as a formula by spreadsheet programs: it gets an apostrophe (CWE-1236). */
const FORMULA = /^[=+\-@\t\r]/;

/** The shown columns and rows as a CSV file (RFC 4180, UTF-8 with BOM). */
export function csvText<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const head = columns.map((column) => column.title);
  const lines = rows.map((row) => columns.map((column) => textOf(column, row)));
  return `${BOM}${Papa.unparse([head, ...lines], { newline: '\r\n', escapeFormulae: FORMULA })}\r\n`;
}
