import { FUND_LINES } from '../../model/vocabulary';
import type { FundLine } from '../../model/vocabulary';
import { type Layout, type Line, rateOf } from '../layout';

const FUND_LABELS: Readonly<Record<FundLine, string>> = {
  allocation: '分配科学性',
  issuance: '下达及时性',
  disbursement: '拨付合规性',
  use: '使用规范性',
  accuracy: '执行准确性',
  management: '预算绩效管理情况',
  responsibility: '支出责任履行情况',
};

const money = (label: string, line: string): Line => ({
  as: 'figure',
  roles: { C: 'label' },
  cells: `C:D ${label} | E {${line}.budget} | F {${line}.paid} | G ${rateOf('F')} := {${line}.rate}`,
});
const sums = (label: string): Line => ({
  as: 'figure',
  roles: { C: 'label' },
  cells: `C:D ${label} | E =SUM(E#+1:E#+3) := {total.budget} | F =SUM(F#+1:F#+3) := {total.paid} | G ${rateOf('F')} := {total.rate}`,
});
/** What the place itself adds is in no ledger: it is filled in by hand. */
const localMoney: Line = {
  as: 'figure',
  roles: { C: 'label' },
  cells: 'C:D 地方资金 | E {byHand} | F {byHand} | G {byHand}',
};

const WIDTHS = [9, 11, 13, 25, 17, 17, 26];
const goals: Line[] = [
  { as: 'head', cells: 'A+2 总体目标完成情况 | B:D 总体目标 | E:G 全年实际完成情况' },
  { as: 'text', cells: 'B:D {goal} | E:G {outcome}' },
];
const indicators: Layout['lines'] = [
  {
    as: 'head',
    isTitle: true,
    cells: 'A+* 绩效指标 | B 一级指标 | C 二级指标 | D 三级指标 | E 指标值 | F 全年实际完成值 | G 未完成原因和改进措施',
  },
  { rows: { first: 'B', second: 'C', columns: { D: 'name', E: 'target', F: 'value', G: 'reason' } } },
];
const notes: Line[] = [
  { as: 'note', cells: 'A:G 注：1．资金使用单位按项目绩效目标填报，主管部门和财政部门汇总时按区域绩效目标填报。' },
  {
    as: 'note',
    cells:
      'A:G 　　2．其他资金包括与中央、地方财政资金共同投入到同一项目的自有资金、社会资金，以及以前年度的结转结余资金等。',
  },
  { as: 'note', cells: 'A:G 　　3．全年执行数是指按照国库集中支付制度要求所形成的实际支出。' },
];
const departments: Line = { as: 'label', cells: 'A:B 地方主管部门 | C:D {authority} | E 资金使用单位 | F:G {unit}' };

/** From 2022 on, with how the money was managed; the grants of education use this one. */
export const regional: Layout = {
  id: 'regional',
  sheet: '区域自评表',
  title: '转移支付区域绩效自评表',
  isLandscape: false,
  widths: WIDTHS,
  lines: [
    { as: 'annex', cells: 'A:G 附件' },
    { as: 'title', cells: 'A:G 转移支付区域绩效自评表' },
    { as: 'subtitle', cells: 'A:G （{year}年度）{draft}' },
    { as: 'label', cells: 'A:B 转移支付名称 | C:G {fundName}' },
    { as: 'label', cells: 'A:B 省级主管部门 | C:G {centralAuthority}' },
    departments,
    {
      as: 'head',
      cells: 'A:B+5 资金投入情况（万元） | C:D | E 全年预算数（A） | F 全年执行数（B） | G 预算执行率（B/A×100%）',
    },
    sums('年度资金总额'),
    money('其中：省级财政资金', 'received'),
    localMoney,
    money('其他资金', 'carriedIn'),
    { as: 'head', cells: 'A:B+8 资金管理情况 | C:D | E:F 情况说明 | G 存在问题和改进措施' },
    ...FUND_LINES.map((line): Line => ({
      as: 'text',
      roles: { C: 'label' },
      cells: `C:D ${FUND_LABELS[line]} | E:F {${line}} | G {${line}Problems}`,
    })),
    ...goals,
    ...indicators,
    { as: 'text', cells: 'A 说明 | B:G {remarks}', roles: { A: 'label' } },
    ...notes,
  ],
};

/** 2018–2021. */
export const regional2018: Layout = {
  id: 'regional-2018',
  sheet: '区域（项目）自评表',
  title: '转移支付区域（项目）绩效目标自评表',
  isLandscape: false,
  widths: WIDTHS,
  lines: [
    { as: 'annex', cells: 'A:G 附件' },
    { as: 'title', cells: 'A:G 转移支付区域（项目）绩效目标自评表' },
    { as: 'subtitle', cells: 'A:G （{year}年度）{draft}' },
    { as: 'label', cells: 'A:B 转移支付（项目）名称 | C:G {fundName}' },
    { as: 'label', cells: 'A:B 省级主管部门 | C:G {centralAuthority}' },
    departments,
    {
      as: 'head',
      cells: 'A:B+5 项目资金（万元） | C:D | E 全年预算数（A） | F 全年执行数（B） | G 预算执行率（B/A）',
    },
    sums('年度资金总额：'),
    money('其中：省级补助', 'received'),
    localMoney,
    money('其他资金', 'carriedIn'),
    ...goals,
    ...indicators,
    { as: 'text', cells: 'A 说明 | B:G {remarks}', roles: { A: 'label' } },
    ...notes,
  ],
};
