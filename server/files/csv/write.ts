import Papa from 'papaparse';

/** Without it spreadsheet programs read the file in the encoding of the system, and Chinese is garbled. */
export const BOM = '\ufeff';
/** A cell that begins like this is run as a formula by spreadsheet programs: it gets an apostrophe (CWE-1236). */
const FORMULA = /^'*[=+\-@\t\r]/;

/** Lines of a .csv file, each with its end. */
export const csvLines = (rows: readonly (readonly (string | number)[])[]): string =>
  // A number is no text: -22.25 stays as it is.
  `${Papa.unparse(
    rows.map((row) => [...row]),
    { newline: '\r\n', escapeFormulae: FORMULA },
  )}\r\n`;

/** A .csv file (RFC 4180, UTF-8 with a mark, CRLF). */
export function csvBytes(rows: readonly (readonly (string | number)[])[]): Buffer {
  return Buffer.from(BOM + csvLines(rows), 'utf8');
}
