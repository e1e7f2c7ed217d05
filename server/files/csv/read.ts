import Papa from 'papaparse';
import { FileRefused } from '../refused';
import type { RawCell, RawRow, RawTable } from '../table';
import { COLUMNS_MAX, EMPTY_ROWS_MAX, ROWS_MAX } from '../xlsx/read/sheet';
import { TEXT_MAX } from '../xlsx/read/strings';
import { FILE_MAX } from '../xlsx/read/zip';

/**
 * The text of a .csv file: UTF-16 by its mark, then UTF-8 if it is valid UTF-8, then GB 18030 (GBK, what spreadsheet
 * programs write in China).
 * @throws FileRefused
 */
export function decodeText(bytes: Buffer): string {
  const mark = bytes.length > 1 ? bytes.readUInt16BE(0) : 0;
  const labels = mark === 0xfffe ? ['utf-16le'] : mark === 0xfeff ? ['utf-16be'] : ['utf-8', 'gb18030'];
  for (const label of labels) {
    try {
      const text = new TextDecoder(label, { fatal: true }).decode(bytes);
      // No text has them: the file is of another type.
      if (!text.includes('\0')) return text;
    } catch {
      continue;
    }
  }
  throw new FileRefused('encoding');
}

/** A cell that was written with an apostrophe, so that spreadsheet programs do not run it as a formula. */
const NEUTRALISED = /^'(?='*[=+\-@\t\r])/;

/** Characters that are taken apart at once: the parser makes a text of each of their lines. */
const CHUNK = 1024 * 1024;
/** The longest row: each of its cells as long as a cell can be. */
const ROW_LENGTH_MAX = COLUMNS_MAX * TEXT_MAX;
const [TAB, LF, CR, QUOTE, COMMA, SEMICOLON] = [9, 10, 13, 34, 44, 59];
const BEFORE_CELL: readonly number[] = [TAB, LF, COMMA, SEMICOLON];

/**
 * The text with one kind of line ends: files that were put together from others have several, and a wrong guess makes two
 * rows one. A row without end is refused before it is taken apart: millions of separators would be as many cells.
 * @throws FileRefused
 */
function inLines(text: string, name: string): string {
  const units = new Uint16Array(text.length);
  let [length, row, began] = [0, 1, 0];
  let [isQuoted, hasClosed, isCellStart] = [false, false, true];
  for (let at = 0; at < text.length; at += 1) {
    const given = text.charCodeAt(at);
    if (given === CR && text.charCodeAt(at + 1) === LF) continue;
    const code = given === CR ? LF : given;
    units[length] = code;
    length += 1;
    // A quotation mark inside a quoted cell is doubled: it closes the cell and opens it again.
    const opens = code === QUOTE && !isQuoted && (isCellStart || hasClosed);
    hasClosed = code === QUOTE && isQuoted;
    if (code === LF && !isQuoted) [row, began] = [row + 1, at + 1];
    isQuoted = opens || (isQuoted && !hasClosed);
    isCellStart = BEFORE_CELL.includes(code);
    if (at - began <= ROW_LENGTH_MAX) continue;
    throw isQuoted ? new FileRefused('open-quote', String(row)) : new FileRefused('too-many-strings', name);
  }
  // An empty line at the end would count when the separator is guessed from the first lines.
  while (length > 0 && units[length - 1] === LF) length -= 1;
  return Buffer.from(units.buffer, 0, length * 2).toString('utf16le');
}

/** Reads a .csv file; every cell is a text. @throws FileRefused */
export function readCsv(bytes: Buffer, name: string): RawTable {
  if (bytes.length === 0) throw new FileRefused('empty');
  if (bytes.length > FILE_MAX) throw new FileRefused('too-large');
  const rows: RawRow[] = [];
  let row = 0;
  Papa.parse<string[]>(inLines(decodeText(bytes), name), {
    newline: '\n',
    chunkSize: CHUNK,
    delimitersToGuess: [',', '\t', ';'],
    step({ data, errors }) {
      row += 1;
      if (row > EMPTY_ROWS_MAX) throw new FileRefused('too-many-rows', name);
      const open = errors.find(({ code }) => code === 'MissingQuotes' || code === 'InvalidQuotes');
      if (open) throw new FileRefused('open-quote', String(row));
      const cells: (RawCell | undefined)[] = [];
      data.forEach((text, column) => {
        if (text.trim() === '') return;
        if (column >= COLUMNS_MAX) throw new FileRefused('too-many-columns', name);
        cells[column] = { is: 'text', text: text.replace(NEUTRALISED, '') };
      });
      if (cells.length === 0) return;
      if (rows.length > ROWS_MAX) throw new FileRefused('too-many-rows', name);
      rows.push({ row, cells });
    },
  });
  return { name, rows, merges: [] };
}
