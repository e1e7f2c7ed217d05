import { FileRefused } from '../../refused';
import type { RawTable } from '../../table';
import { partsOf } from './parts';
import { readSheet } from './sheet';
import { sharedStrings } from './strings';
import { dateStyles } from './styles';
import { readXml } from './xml';
import { Zip } from './zip';

const SHEETS_MAX = 255;

export interface WorkbookRead {
  tables: RawTable[];
  /** The names of the sheets that were not wanted. */
  others: string[];
}

/**
 * Reads the wanted sheets of an .xlsx file, within the limits of the gate. It acts on nothing: what it returns has been
 * read to its end, with every checksum compared.
 * @param choose the sheets to read, of all names of the file; it may throw when none fits.
 * @throws FileRefused
 */
export async function readWorkbook(
  bytes: Buffer,
  choose: (names: readonly string[]) => ReadonlySet<string>,
): Promise<WorkbookRead> {
  const zip = await Zip.open(bytes);
  const parts = await partsOf(zip);
  const sheets: { name: string; part: string }[] = [];
  let is1904 = false;
  await readXml(zip, parts.workbook, {
    open(tag, attributes) {
      if (tag === 'workbookPr') is1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      if (tag !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const part = parts.sheets.get(id);
      // Charts and macro sheets are sheets, too, of another type.
      if (part !== undefined) sheets.push({ name: attributes['name'] ?? '', part });
      if (sheets.length > SHEETS_MAX) throw new FileRefused('too-many-entries');
    },
  });
  const wanted = choose(sheets.map(({ name }) => name));
  const shared = {
    strings: await sharedStrings(zip, parts.strings),
    dateStyles: await dateStyles(zip, parts.styles),
    is1904,
  };
  const tables: RawTable[] = [];
  for (const { name, part } of sheets) if (wanted.has(name)) tables.push(await readSheet(zip, part, name, shared));
  return { tables, others: sheets.map(({ name }) => name).filter((name) => !wanted.has(name)) };
}
