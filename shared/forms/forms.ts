import type { Summary } from '../contract/http';
import { basisGrid } from './basis';
import { type FormContent, formGrid } from './build';
import type { Grid } from './grid';
import type { Layout } from './layout';
import { monitoring, monitoringInWords } from './layouts/monitoring';
import { regional, regional2018 } from './layouts/regional';
import { selfEvaluation } from './layouts/self-evaluation';
import { targets } from './layouts/targets';
import { STATE_WORDS } from './words';
import { actual, aim } from './numbers';
import { textOf } from './fields';
import type { FormId, FormOption } from './vocabulary';

const LAYOUTS: Readonly<Record<FormId, Layout>> = {
  'self-evaluation': selfEvaluation,
  monitoring,
  regional,
  'regional-2018': regional2018,
  targets,
};

const layoutOf = (id: FormId, options: readonly FormOption[]): Layout =>
  id === 'monitoring' && options.includes('one-outlook') ? monitoringInWords : LAYOUTS[id];

/** A form and, beside it, the sheet with what its figures are made of. */
export function formGrids(id: FormId, content: FormContent): { form: Grid; basis: Grid } {
  return { form: formGrid(layoutOf(id, content.options), content), basis: basisGrid(content.document) };
}

/** The name of a file of a form, without its ending. */
export function formFileName(id: FormId, { scope, year, monitoring: months }: Summary): string {
  const period = id === 'monitoring' && months ? months.period.replace('..', '～') : String(year);
  return `${LAYOUTS[id].title}-${scope.replace(':', '-')}-${period}`;
}

const HEADS =
  '序号 指标编号 一级指标 二级指标 三级指标 单位 年度指标值 实际完成值 数值 分子 分母 下限 上限 覆盖率 状态 分值 得分 最差得分 偏差原因 公式版本';

/** The form as a plain table: a line a row, the execution, the sum, and what it is made of. */
export function formTable({ document, texts }: Pick<FormContent, 'document' | 'texts'>): (string | number)[][] {
  const blank = (value: number | null | undefined): string | number => value ?? '';
  const lines = document.rows.map((row) => [
    row.no,
    row.id,
    ...row.group,
    row.name,
    row.unit,
    aim(row.id, row.target).text,
    actual(row).text,
    blank(row.value),
    blank(row.numerator),
    blank(row.denominator),
    blank(row.low),
    blank(row.high),
    blank(row.coverage),
    STATE_WORDS[row.state],
    row.weight,
    blank(row.score),
    blank(row.worst),
    textOf(texts, row.reason),
    row.version,
  ]);
  const { execution, money, score, ledger } = document;
  const { budgetFen, paidFen } = money.total;
  const paid = ['', 'execution', '', '', '预算执行率', '', '', '', blank(execution.rate), paidFen, budgetFen];
  const sum = [
    '',
    'total',
    '',
    '',
    '总分',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    blank(score?.total),
    blank(score?.worst),
  ];
  return [
    HEADS.split(' '),
    ...lines,
    [...paid, '', '', '', '', execution.weight, execution.score, execution.score, '', document.versions['execution']!],
    [...sum, '', ''],
    ['', 'ledger', '', '', '台账', '', '', '', ledger.seq, '', '', '', '', '', '', '', '', '', ledger.hash, ''],
  ];
}
