import Papa from 'papaparse';
import { FileRefused } from '../refused';
import type { RawCell, RawRow, RawTable } from '../table';
import { COLUMNS_MAX, ROWS_MAX } from '../xlsx/read/sheet';
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

/** Reads a .csv file; every cell is a text. @throws FileRefused */
export function readCsv(bytes: Buffer, name: string): RawTable {
  if (bytes.length === 0) throw new FileRefused('empty');
  if (bytes.length > FILE_MAX) throw new FileRefused('too-large');
  const rows: RawRow[] = [];
  let row = 0;
  Papa.parse<string[]>(decodeText(bytes), {
    delimitersToGuess: [',', '\t', ';'],
    step({ data, errors }) {
      row += 1;
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
