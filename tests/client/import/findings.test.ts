import { describe, expect, it } from 'vitest';
import type { ImportFinding } from '../../../shared/contract/http';
import { FILE_CODES, FINDING_CODES, IMPORT_STATES, NOTICE_CODES } from '../../../shared/workbooks/words';
import { SPECS, sheetOf } from '../../../shared/workbooks/workbooks';
import { importTexts, importTextsEn } from '../../../client/locales/plans/imports';
import {
  cellsText,
  choicesOf,
  groupFindings,
  sheetsWithFindings,
  sizeText,
  sumsOf,
} from '../../../client/view-models/import/findings';

const finding = (cell: string, more: Partial<ImportFinding> = {}): ImportFinding => ({
  sheet: 'devices',
  cell,
  row: Number(cell.slice(1)),
  key: 'category',
  code: 'unknown-category',
  now: '电脑',
  suggest: 'computer',
  mend: 'choice',
  ...more,
});

describe('findings of a workbook', () => {
  it('that are equal are one row; ids never are, since each has to be another one', () => {
    const id = { key: 'deviceId', code: 'bad-id', now: 'D 1', suggest: 'D1', mend: 'id' } as const;
    const groups = groupFindings([
      finding('F387'),
      finding('A388', id),
      finding('F388'),
      finding('F389', { now: '计算机' }),
      finding('A390', id),
      finding('F390'),
    ]);
    expect(groups.map(({ finding: { code }, cells }) => [code, cells])).toEqual([
      ['unknown-category', ['F387', 'F388', 'F390']],
      ['bad-id', ['A388']],
      ['unknown-category', ['F389']],
      ['bad-id', ['A390']],
    ]);
  });

  it('are told as stretches of a column', () => {
    expect(cellsText(['F387', 'F388', 'F389', 'F390'])).toBe('F387–F390');
    expect(cellsText(['F9', 'F10', 'G11', 'F12'])).toBe('F9–F10, G11, F12');
    expect(cellsText(['A1', 'A3', 'A5', 'A7', 'A9'])).toBe('A1, A3, A5 …');
    expect(cellsText(['B2:B4'])).toBe('B2:B4');
  });

  it('are counted by sheet, in the order of the workbook’s findings', () => {
    const sites = finding('B2', { sheet: 'sites' });
    expect(sheetsWithFindings([sites, finding('F2'), finding('F3')])).toEqual([
      { sheet: 'sites', count: 1 },
      { sheet: 'devices', count: 2 },
    ]);
  });

  it('offer the choices of their column', () => {
    expect(choicesOf(finding('F2'))).toBe('category');
    expect(choicesOf(finding('L2', { key: 'spare' }))).toBe('flag');
    expect(choicesOf(finding('D2', { sheet: 'rooms', key: 'origin' }))).toEqual([
      { value: 'new', zh: '新建', en: 'new' },
      { value: 'existing', zh: '已有', en: 'existing' },
    ]);
    expect(choicesOf(finding('A2', { key: 'deviceId' }))).toEqual([]);
  });
});

describe('the sums of a workbook', () => {
  it('add the sheets', () => {
    const sheet = { sheet: 'sites' as const, title: '考点', rows: 13, added: 0, changed: 1, same: 12, bad: 0 };
    expect(sumsOf([sheet, { ...sheet, rows: 8, added: 7, changed: 0, same: 0, bad: 1 }])).toEqual({
      rows: 21,
      added: 7,
      changed: 1,
      same: 12,
      bad: 1,
    });
    // 219,136 / 1024 = 214; 3,355,443 / 1024² = 3.2.
    expect([sizeText(219_136), sizeText(3_355_443), sizeText(1)]).toEqual(['214 KB', '3.2 MB', '1 KB']);
  });
});

describe('the words of the import page', () => {
  it('has a sentence for every code, in both languages', () => {
    for (const texts of [importTexts, importTextsEn]) {
      expect(Object.keys(texts.refusal).sort()).toEqual([...FILE_CODES].sort());
      expect(Object.keys(texts.wrongOf).sort()).toEqual([...FINDING_CODES].sort());
      expect(Object.keys(texts.rightOf).sort()).toEqual([...FINDING_CODES].sort());
      expect(Object.keys(texts.notice).sort()).toEqual([...NOTICE_CODES].sort());
      expect(Object.keys(texts.stateName).sort()).toEqual([...IMPORT_STATES].sort());
    }
  });

  it('the columns of a sheet have names of their own, in both languages, and an id first', () => {
    for (const { name, columns } of [...SPECS.inventory, ...SPECS.money]) {
      for (const language of ['zh', 'en'] as const) {
        const names = columns.map((column) => column[language].toLowerCase());
        expect(new Set(names).size, `${name} ${language}`).toBe(names.length);
      }
      expect(sheetOf(name).columns[0]!.type.is).toBe('id');
    }
  });
});
