import type { Account } from '../../../shared/contract/http';
import { columnLetters } from '../../../shared/workbooks/column';
import { SHEETS_OF, type SheetName } from '../../../shared/workbooks/words';
import { sheetOf } from '../../../shared/workbooks/workbooks';
import type { Finding, Value } from '../../workbooks/types';
import type { Language } from '../../workbooks/write-file';
import type { Context } from '../context';
import type { Draft } from './drafts';
import { writing } from './export';
import { noteOf } from './finding-notes';

/**
 * The rows of a draft that are in error, as a workbook in which each wrong cell has a comment that says why. What a cell
 * holds in the file is written as text, also where it is no value of its column.
 */
export async function markedWorkbook(
  { imports, fileThreads, zone }: Pick<Context, 'imports' | 'fileThreads' | 'zone'>,
  account: Account,
  id: string,
  language: Language,
): Promise<{ draft: Draft; bytes: Uint8Array }> {
  const { draft, read, plan } = await imports.drafts.compare(account, imports.drafts.get(account, id));
  const rows: Partial<Record<SheetName, Value[][]>> = {};
  const notes: Partial<Record<SheetName, Map<string, string>>> = {};
  // Amounts stay in the units of the file, since what is none is written as it stands there.
  const units = Object.fromEntries(read.sheets.map((sheet) => [sheet.name, sheet.units]));
  const byRow = new Map<string, Finding[]>();
  for (const finding of plan.findings) {
    const key = `${finding.sheet}!${finding.row}`;
    byRow.set(key, [...(byRow.get(key) ?? []), finding]);
  }
  for (const name of SHEETS_OF[draft.workbook]) {
    const columns = sheetOf(name).columns;
    const own = (notes[name] = new Map());
    const marked: Value[][] = (rows[name] = []);
    for (const row of read.sheets.find((sheet) => sheet.name === name)?.rows ?? []) {
      if (!row.bad) continue;
      const values = [...row.values];
      // The first row of the file has the headers.
      const number = marked.push(values) + 1;
      for (const finding of byRow.get(`${name}!${row.row}`) ?? []) {
        const index = Math.max(
          0,
          columns.findIndex(({ key }) => key === finding.key),
        );
        if (values[index] === null && finding.now !== undefined) values[index] = finding.now;
        const ref = `${columnLetters(index)}${number}`;
        own.set(ref, [own.get(ref), `${finding.cell}: ${noteOf(finding, language)}`].filter(Boolean).join('\n'));
      }
    }
  }
  return {
    draft,
    bytes: await writing(() => fileThreads.workbook(draft.workbook, rows, { language, zone, notes, units })),
  };
}
