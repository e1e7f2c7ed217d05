import { readFileSync, rmSync } from 'node:fs';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formFile } from '../../server/forms/form-file';
import { gridWorkbook } from '../../server/forms/xlsx';
import type { Summary } from '../../shared/contract/http';
import { formGrids } from '../../shared/forms/forms';
import type { Grid } from '../../shared/forms/grid';
import { FORM_IDS } from '../../shared/forms/vocabulary';
import { parsePeriod } from '../../shared/model/period';
import { percentAgainst } from '../../shared/reporting/rounding';
import { zoneOf } from '../../shared/timeline/zone';
import { summaryOf } from '../../shared/summary/summary';
import { OVER, REASONS, SCOPE, explain, yearEndWorld } from '../helpers/year-end';
import { local } from '../helpers/small-world';
import { ZONE, newFold } from '../helpers/subject';
import { Office, pdfPages, pdfSize, pdfText, withWrongValues } from './kit';

let office: Office;
beforeAll(() => {
  office = new Office();
});
afterAll(() => rmSync(office.folder, { recursive: true, force: true }));

/** The year of the helper with its reasons; `inverse` by the setting, and a fault rate beyond its target. */
function documentOf(inverse: boolean): Summary {
  const world = yearEndWorld();
  explain(world);
  const at = local('2024-01-04');
  world.add('setting.set', { name: 'inverse', value: inverse }, { at });
  // 0.12 % of a target of 0.1 %: beyond it, and under twice as much.
  world.add('target.set', { scope: SCOPE, indicator: 'fault-rate', period: '2023', op: '<=', value: 0.001 }, { at });
  const { fold } = newFold(world.entries);
  const months = parsePeriod('2023-01..2023-07', zoneOf(ZONE))!;
  return summaryOf(fold, { scope: { kind: 'area', code: SCOPE }, year: 2023, months, now: OVER });
}
const content = (document: Summary) => ({ document, texts: REASONS, options: [] });

type Rows = readonly (readonly unknown[])[];
const sheets = async (bytes: Uint8Array) => (await readXlsx(bytes)).sheets;
/** What a grid says of each cell with a formula, and what a workbook holds there. */
function formulaCells({ cells }: Grid, rows: Rows) {
  return cells
    .filter(({ formula }) => formula !== undefined)
    .map(({ row, column, value, text }) => ({
      at: `${row}|${column}`,
      wanted: value ?? text,
      found: rows[row - 1]?.[column - 1],
    }));
}

describe.each([false, true])('every formula of a form, inverse %s', (inverse) => {
  it('recalculates to the value that is kept, in every form, though a wrong one stands there', async () => {
    const document = documentOf(inverse);
    const wrong = Object.fromEntries(
      FORM_IDS.map((form) => {
        const { form: grid, basis } = formGrids(form, content(document));
        const planted = withWrongValues(gridWorkbook([grid, basis]));
        // The ratios of the sheet beside, and what the form itself works out.
        expect(planted.formulas).toBeGreaterThan(6);
        return [`${form}.xlsx`, planted.bytes];
      }),
    );
    const mended = office.convert(wrong, 'xlsx');
    for (const form of FORM_IDS) {
      const { form: grid, basis } = formGrids(form, content(document));
      const [first, second] = await sheets(readFileSync(mended.get(`${form}.xlsx`)!));
      for (const cell of [...formulaCells(grid, first!.rows), ...formulaCells(basis, second!.rows)]) {
        if (typeof cell.wanted === 'number') expect(cell.found, `${form} ${cell.at}`).toBeCloseTo(cell.wanted, 12);
        else expect(cell.found, `${form} ${cell.at}`).toBe(cell.wanted);
      }
    }
    // 6 × (2 × 0.1 − 0.11978…) ÷ 0.1 = 4.81; inverse 6 × 0.1 ÷ 0.11978 = 5.01.
    expect(document.rows.find(({ id }) => id === 'fault-rate')!.score).toBe(inverse ? 5.01 : 4.81);
  });
});

describe('a number that is shown', () => {
  it('is rounded against us by the spreadsheet as by us, for each hundredth of a percent', async () => {
    // k ÷ 10,000 has no rest, and binary fractions beside it do; of k ÷ 9,999 nearly all have one.
    const numbers = Array.from({ length: 10_000 }, (_, k) => k);
    const cell = (row: number, column: number, value: number, formula?: string) => ({
      row,
      column,
      rows: 1,
      columns: 1,
      text: String(value),
      value,
      role: 'figure' as const,
      ...(formula !== undefined && { formula }),
    });
    const grid: Grid = {
      name: 'k',
      title: 'k',
      isLandscape: false,
      widths: [10, 10, 10, 10, 10],
      heights: numbers.map(() => 18),
      cells: numbers.flatMap((k) => [
        cell(k + 1, 1, k),
        cell(k + 1, 2, 10_000),
        cell(k + 1, 3, 999, `ROUNDDOWN(A${k + 1}/B${k + 1},4)`),
        cell(k + 1, 4, 999, `ROUNDUP(A${k + 1}/B${k + 1},4)`),
        cell(k + 1, 5, 999, `ROUNDDOWN(A${k + 1}/9999,4)`),
      ]),
      titleRows: [1, 1],
      breaks: [],
      scale: 100,
    };
    const [sheet] = await sheets(
      readFileSync(office.convert({ 'k.xlsx': gridWorkbook([grid]) }, 'xlsx').get('k.xlsx')!),
    );
    const shown = (k: number, against: 'up' | 'down', denominator: number) =>
      Number(percentAgainst(k / denominator, against, 2, { numerator: k, denominator }));
    const differing = numbers.filter((k) => {
      const [, , down, up, other] = sheet!.rows[k]!;
      const asPercent = (value: unknown) => Math.round(Number(value) * 1e6) / 1e4;
      return (
        asPercent(down) !== shown(k, 'down', 10_000) ||
        asPercent(up) !== shown(k, 'up', 10_000) ||
        (k < 9999 && asPercent(other) !== shown(k, 'down', 9999))
      );
    });
    expect(differing).toEqual([]);
  });
});

describe('a form as another program reads it', () => {
  it('has numbers as numbers with their formats, borders on every cell of a merge, and A4', async () => {
    const document = documentOf(false);
    const bytes = await formFile({ ...content(document), form: 'self-evaluation', format: 'xlsx' });
    const { sheets: read } = await readXlsx(bytes, { readStyles: true });
    const [form, basis] = read;
    expect([form!.name, basis!.name]).toEqual(['2023 年自评表', '计算依据']);
    // 25 merges, as the grid of the official table has.
    expect(form!.merges).toHaveLength(25);
    const row = (name: string) => form!.rows.find((cells) => cells.some((cell) => cell === name))!;
    expect(row('标准化考场（考位）').slice(4, 8)).toEqual([100, 122, 4, 4]);
    expect(row('考场达标率').slice(4, 8)).toEqual([1, 0.6666, 3, 2]);
    expect(row('系统上线运行稳定可靠率').slice(4, 8)).toEqual([0.001, 0.0012, 6, 4.81]);
    expect(row('功能系统').slice(4, 8)).toEqual(['稳定运行', '达成 95%', 3, 2.85]);
    expect(row('年度资金总额').slice(3, 9)).toEqual([44, 44, 38.6, 10, 0.8772, 8.77]);
    const cells = form!.cells!;
    const target = [...cells.values()].find(({ value }) => value === 100)!;
    expect(target.style).toMatchObject({ numFmt: '"≥"#,##0', font: { name: '宋体', charset: 134 } });
    // A1:I3 and the last line have no lines around them; every other cell has all four, inside a merge, too.
    for (let line = 3; line < 34; line++) {
      for (let column = 0; column < 9; column++) {
        const border = cells.get(`${line},${column}`)?.style?.border;
        expect(Object.keys(border ?? {}).sort(), `${line},${column}`).toEqual(['bottom', 'left', 'right', 'top']);
      }
    }
    expect(form!.pageSetup).toMatchObject({
      paperSize: 'a4',
      printArea: '$A$1:$I$35',
      printTitlesRow: '$13:$13',
      fitToWidth: 1,
      horizontalCentered: true,
    });
    expect([...form!.rowDefs!.values()].every(({ height }) => (height ?? 0) >= 18)).toBe(true);
  });

  it('is printed on A4 with every word of it, and its head on each page', async () => {
    const document = documentOf(false);
    const files: Record<string, Uint8Array> = {};
    for (const form of FORM_IDS) {
      for (const format of ['xlsx', 'docx'] as const) {
        files[`${form}-${format}.${format}`] = await formFile({ ...content(document), form, format });
      }
    }
    const printed = office.convert(files, 'pdf');
    for (const form of FORM_IDS) {
      for (const format of ['xlsx', 'docx'] as const) {
        const path = printed.get(`${form}-${format}.${format}`)!;
        const text = pdfText(path);
        const { form: grid } = formGrids(form, content(document));
        const size = pdfSize(path);
        expect(size, `${form} ${format}`).toEqual(grid.isLandscape ? [842, 595] : [595, 842]);
        // One page and the sheet beside, or two and it where the form is long.
        expect(pdfPages(path), `${form} ${format}`).toBeLessThanOrEqual(
          grid.breaks.length + (format === 'xlsx' ? 2 : 3),
        );
        // Each label of a row, in the order of the lines that it may be broken into.
        for (const { name } of document.rows) expect(text, `${form} ${format} ${name}`).toContain(name.slice(0, 4));
        expect(text).toContain(`第1页共${pdfPages(path)}页`);
      }
    }
    const selfEvaluation = pdfText(printed.get('self-evaluation-xlsx.xlsx')!);
    for (const words of ['项目支出绩效自评表', '38.60', '87.72%', '66.66%', '故障率≤0.1%', '良', '2024年起预置备件']) {
      expect(selfEvaluation).toContain(words);
    }
  });
});
