import { type SheetName, WORKBOOKS, type WorkbookName } from '../../shared/workbooks/words';
import { SPECS } from '../../shared/workbooks/workbooks';
import type { Column } from '../../shared/workbooks/column';
import { zoneOf } from '../../shared/timeline/zone';
import { readCsv } from '../files/csv/read';
import { FileRefused } from '../files/refused';
import type { RawTable } from '../files/table';
import { readWorkbook } from '../files/xlsx/read/workbook';
import { chooseSheets } from './sheets-of-file';
import { heading, headingsOf } from './headings';
import { HEADER_WITHIN, typedSheet } from './typed-sheet';
import type { FileRead, Fix } from './types';

export interface ReadAsk {
  bytes: Uint8Array;
  workbook: WorkbookName;
  /** Of a .csv: which sheet it is; absent: by its headers. */
  sheet?: SheetName;
  fixes: readonly Fix[];
  zone: string;
}

/** Whether a file is a zip or an old container, whatever it is called. */
const isBinary = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);

/** Reads a workbook, or one sheet of it as .csv. @throws FileRefused */
export async function readFile({ bytes, workbook, sheet, fixes, zone: zoneName }: ReadAsk): Promise<FileRead> {
  const zone = zoneOf(zoneName);
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read: FileRead = { sheets: [], findings: [], notices: [], fixed: [] };
  const tables: [RawTable, SheetName][] = [];
  if (isBinary(bytes)) {
    const { tables: found, others, chosen } = await readChosen(workbook, file);
    for (const table of found) tables.push([table, chosen.get(table.name)!]);
    for (const about of others) read.notices.push({ code: 'sheet-ignored', about });
  } else {
    const table = readCsv(file, 'csv');
    tables.push([table, sheet ?? sheetByHeaders(workbook, table)]);
  }
  for (const [table, name] of tables) {
    const one = typedSheet(table, name, zone, fixes);
    read.sheets.push(one.sheet);
    read.findings.push(...one.findings);
    read.notices.push(...one.notices);
    read.fixed.push(...one.fixed);
  }
  if (read.sheets.every(({ rows }) => rows.length === 0) && read.findings.length === 0) throw new FileRefused('empty');
  return read;
}

async function readChosen(workbook: WorkbookName, file: Buffer) {
  let chosen: ReadonlyMap<string, SheetName> = new Map();
  const read = await readWorkbook(file, (names) => {
    chosen = chooseSheets(workbook, names);
    return new Set(chosen.keys());
  });
  return { ...read, chosen };
}

/** The sheet whose first column a .csv has and whose other columns it has most of. @throws FileRefused `no-header`, `other-workbook` */
function sheetByHeaders(workbook: WorkbookName, { rows }: RawTable): SheetName {
  const heads = rows
    .slice(0, HEADER_WITHIN)
    .map(({ cells }) => new Set(cells.map((cell) => (cell?.is === 'text' ? heading(cell.text) : ''))));
  const hitsOf = (columns: readonly Column[], head: ReadonlySet<string>) => {
    const has = (column: Column) => headingsOf(column).some(({ word }) => head.has(word));
    return columns[0] && has(columns[0]) ? columns.filter(has).length : 0;
  };
  const countOf = (columns: readonly Column[]) => Math.max(0, ...heads.map((head) => hitsOf(columns, head)));
  const hits = SPECS[workbook]
    .map(({ name, columns }) => ({ name, hits: countOf(columns) }))
    .sort((a, b) => b.hits - a.hits);
  const [best] = hits;
  if (best && best.hits > 0) return best.name;
  const other = WORKBOOKS.find((one) => SPECS[one].some(({ columns }) => countOf(columns) > 0));
  if (other !== undefined) throw new FileRefused('other-workbook', other);
  throw new FileRefused(
    'no-header',
    'csv',
    SPECS[workbook].map(({ columns }) => columns[0]!.zh),
  );
}
