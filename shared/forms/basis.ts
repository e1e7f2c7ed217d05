import type { Summary, SummaryRow } from '../contract/http';
import { gradedPercent } from '../indicators/score';
import type { Grid, GridCell, Role } from './grid';

import { heightsOf } from './measure';
import { STATE_WORDS } from './words';
import { rowOf } from '../model/rows';

/** The sheet with the numerators and denominators: what is shown is rounded against us, the scores are not. */
export const BASIS = '计算依据';
const WIDTHS = [5, 34, 20, 20, 14, 13, 13, 10, 24, 6, 7, 9, 18, 9, 10, 10];
const HEADS = '序号 指标 分子 分母 数值 下限 上限 覆盖率 目标 方向 分值 认定％ 状态 得分 最差得分 公式版本'.split(' ');
const COLUMN = { numerator: 'C', denominator: 'D', value: 'E', target: 'I', weight: 'K', percent: 'L' } as const;

/** The lines over the table: what the figures are made of. */
function headLines({ scope, year, ledger, evaluatedAt, zone, closing, rules }: Summary): string[][] {
  return [
    ['范围', scope],
    ['年度', String(year)],
    ['台账号', String(ledger.seq)],
    ['台账哈希', ledger.hash],
    ['算至', `${evaluatedAt}（业务时区 ${zone}）`],
    ['反向指标', rules.inverse ? '目标÷数值' : '到 2 倍目标减完'],
    ['状态', closing ? `第 ${closing.edition} 版` : '草稿'],
  ];
}
const FIRST = 10;

const lineOf = (document: Summary, id: SummaryRow['id']): number =>
  FIRST + document.rows.findIndex((row) => row.id === id);

/** A cell of a row on that sheet, as a formula of another sheet names it. */
export const basisRef = (document: Summary, id: SummaryRow['id'], column: keyof typeof COLUMN): string =>
  `'${BASIS}'!$${COLUMN[column]}$${lineOf(document, id)}`;

const isRatio = ({ numerator, denominator, value }: SummaryRow): boolean =>
  value !== null &&
  denominator !== undefined &&
  denominator > 0 &&
  numerator !== undefined &&
  numerator / denominator === value;

export function basisGrid(document: Summary): Grid {
  const cells: GridCell[] = [];
  const put = (row: number, column: number, role: Role, text: string, more: Partial<GridCell> = {}, columns = 1) =>
    cells.push({ row, column, rows: 1, columns, text, role, ...more });
  const number = (row: number, column: number, value: number | null | undefined, format: string, formula?: string) => {
    if (value === null || value === undefined) return put(row, column, 'figure', '');
    put(row, column, 'figure', String(value), { value, format, ...(formula !== undefined && { formula }) });
  };
  put(1, 1, 'title', '计算依据', {}, WIDTHS.length);
  headLines(document).forEach(([name = '', text = ''], index) => {
    put(index + 2, 1, 'label', name, {}, 2);
    put(index + 2, 3, 'text', text, {}, WIDTHS.length - 2);
  });
  HEADS.forEach((head, index) => put(FIRST - 1, index + 1, 'head', head));
  document.rows.forEach((row, index) => {
    const line = FIRST + index;
    const isRate = rowOf(row.id).kind === 'rate';
    const ratio = isRate ? '0.000000%' : '#,##0';
    number(line, 1, row.no, '0');
    put(line, 2, 'label', row.name);
    number(line, 3, row.numerator, '#,##0');
    number(line, 4, row.denominator, '#,##0');
    const formula = isRatio(row) ? `${COLUMN.numerator}${line}/${COLUMN.denominator}${line}` : undefined;
    number(line, 5, row.value, ratio, formula);
    number(line, 6, row.low, '0.000000%');
    number(line, 7, row.high, '0.000000%');
    number(line, 8, row.coverage, '0.00%');
    const target = row.target?.value;
    if (typeof target === 'number') number(line, 9, target, isRate ? '0.####%' : '#,##0');
    else put(line, 9, 'text', target ?? '');
    put(line, 10, 'figure', typeof target === 'number' ? (row.target?.op === '<=' ? '≤' : '≥') : '');
    number(line, 11, row.weight, 'General');
    number(line, 12, row.attestation && gradedPercent(row.attestation), 'General');
    put(line, 13, 'figure', STATE_WORDS[row.state]);
    number(line, 14, row.score, '0.00');
    number(line, 15, row.worst, '0.00');
    number(line, 16, row.version, '0');
  });
  return {
    name: BASIS,
    title: BASIS,
    isLandscape: true,
    widths: WIDTHS,
    heights: heightsOf(cells, WIDTHS),
    cells,
    titleRows: [FIRST - 1, FIRST - 1],
    breaks: [],
    scale: 60,
  };
}
