import type { ImportDraft, ImportFinding } from '../../../shared/contract/http';
import type { Column } from '../../../shared/workbooks/column';
import { SHEETS, type SheetName } from '../../../shared/workbooks/words';
import { sheetOf } from '../../../shared/workbooks/workbooks';

/** Cells of one sheet that are wrong in the same way: one row of the table, with one fix. */
export interface FindingGroup {
  key: string;
  /** The first of them. */
  finding: ImportFinding;
  cells: string[];
}

/** Cells with the same text in the same column are mended alike; ids are not, since each has to be another one. */
const isAlone = ({ mend, code }: ImportFinding): boolean =>
  mend === 'id' && code !== 'unknown-site' && code !== 'unknown-room';

/** Equal findings as one, in the order of the first of each. */
export function groupFindings(findings: readonly ImportFinding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const { sheet, key = '', code, now = '', about = '', suggest = '', cell } = finding;
    const parts = [sheet, key, code, now, about, suggest, ...(isAlone(finding) ? [cell] : [])];
    const group = parts.join('\u0000');
    const known = groups.get(group);
    if (known) known.cells.push(cell);
    else groups.set(group, { key: group, finding, cells: [cell] });
  }
  return [...groups.values()];
}

const CELL = /^([A-Z]+)(\d+)$/;

/** Cells as briefly as they can be told: `F387–F390`, `F2, F9, F12 …`. */
export function cellsText(cells: readonly string[], most = 3): string {
  const stretches: [first: string, last: string][] = [];
  for (const cell of cells) {
    const last = stretches.at(-1);
    if (last && follows(last[1], cell)) last[1] = cell;
    else stretches.push([cell, cell]);
  }
  const texts = stretches.slice(0, most).map(([first, last]) => (first === last ? first : `${first}–${last}`));
  return `${texts.join(', ')}${stretches.length > most ? ' …' : ''}`;
}

function follows(before: string, cell: string): boolean {
  const [a, b] = [CELL.exec(before), CELL.exec(cell)];
  return a !== null && b !== null && a[1] === b[1] && Number(a[2]) + 1 === Number(b[2]);
}

/** The findings of a sheet; null: of all. */
export const ofSheet = <T extends { sheet: SheetName }>(items: readonly T[], sheet: SheetName | null): T[] =>
  sheet === null ? [...items] : items.filter((item) => item.sheet === sheet);

/** How many cells of each sheet are in error, the sheets that have any. */
export function sheetsWithFindings(findings: readonly ImportFinding[]): { sheet: SheetName; count: number }[] {
  const counts = new Map<SheetName, number>();
  for (const { sheet } of findings) counts.set(sheet, (counts.get(sheet) ?? 0) + 1);
  return [...counts].map(([sheet, count]) => ({ sheet, count }));
}

/** What a column of choices takes: `category` stands for the categories of the ledger. */
export function choicesOf({ sheet, key }: ImportFinding): 'category' | 'flag' | readonly { zh: string; en: string }[] {
  const column: Column | undefined = sheetOf(sheet).columns.find((one) => one.key === key);
  if (column?.type.is === 'category') return 'category';
  if (column?.type.is === 'flag') return 'flag';
  return column?.type.is === 'choice' ? column.type.choices : [];
}

export interface DraftSums {
  rows: number;
  added: number;
  changed: number;
  same: number;
  bad: number;
}

export function sumsOf(sheets: ImportDraft['sheets']): DraftSums {
  const sums: DraftSums = { rows: 0, added: 0, changed: 0, same: 0, bad: 0 };
  for (const sheet of sheets) for (const key of Object.keys(sums) as (keyof DraftSums)[]) sums[key] += sheet[key];
  return sums;
}

const SHEET_OF_CELL = new RegExp(`\\b(${SHEETS.join('|')})(?=!)`, 'g');
/** A text that names cells, with the names of their sheets as they are shown. */
export const withSheetNames = (text: string, nameOf: (sheet: SheetName) => string): string =>
  text.replace(SHEET_OF_CELL, (name) => nameOf(name as SheetName));

/** A file's size: `214 KB`, `3.2 MB`. */
export function sizeText(bytes: number): string {
  const kb = bytes / 1024;
  return kb < 1024 ? `${Math.max(1, Math.round(kb))} KB` : `${(kb / 1024).toFixed(1)} MB`;
}
