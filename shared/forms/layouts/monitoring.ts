import { type Layout, type Line, rateOf } from '../layout';

const CAUSES = 'cause:funds cause:rules cause:people cause:hardware cause:other'.split(' ');
const [funds, rules, people, hardware, other] = CAUSES as `cause:${string}`[];

const columns = {
  D: 'name',
  E: 'target',
  F: 'monthValue',
  G: 'expected',
  H: funds!,
  I: rules!,
  J: people!,
  K: hardware!,
  L: other!,
  M: 'monthReason',
} as const;

const head = (outlook: string): string =>
  `A+* 绩效指标 | B+2 一级指标 | C+2 二级指标 | D+2 三级指标 | E+2 年度指标值 | F+2 {months}月执行情况 | G+2 全年预计完成情况 | H:M 偏差原因分析 | ${outlook} | Q+2 备注`;
const CAUSE_HEADS = 'H 经费保障 | I 制度保障 | J 人员保障 | K 硬件条件保障 | L 其他 | M 原因说明';

const money = (label: string, line: string, initial = '', paid = ''): Line => ({
  as: 'figure',
  roles: { D: 'label' },
  cells: `D ${label} | E:G ${initial}{${line}.initial} | H:J ${paid}{${line}.monthPaid} | K:M ${rateOf('H')} := {${line}.monthRate} | N:Q {byHand}`,
});
const sum = (column: string): string => `=SUM(${column}#+1:${column}#+2) := `;

/** 财预〔2019〕136号 附1, of any months of a year. */
const monitoringOf = (isOneOutlook: boolean): Layout => ({
  id: 'monitoring',
  sheet: '监控表',
  title: '项目支出绩效目标执行监控表',
  isLandscape: true,
  widths: [4, 8, 9, 20, 11, 11, 11, 5, 5, 5, 6, 5, 10, 6, 6, 7, 9],
  lines: [
    { as: 'annex', cells: 'A:Q 附1' },
    { as: 'title', cells: 'A:Q 项目支出绩效目标执行监控表' },
    { as: 'subtitle', cells: 'A:Q （{year}年度）{draft}' },
    { as: 'label', cells: 'A:C 项目名称 | D:Q {projectName}' },
    { as: 'label', cells: 'A:C 主管部门及代码 | D:G {authority} | H:J 实施单位 | K:Q {unit}' },
    {
      as: 'head',
      cells:
        'A:C+4 项目资金（万元） | D | E:G 年初预算数 | H:J {months}月执行数 | K:M {months}月执行率 | N:Q 全年预计执行数',
    },
    money('年度资金总额：', 'total', sum('E'), sum('H')),
    money('其中：本年一般公共预算拨款', 'received'),
    money('其他资金', 'carriedIn'),
    { as: 'text', cells: 'A:C 年度总体目标 | D:Q {goal}', roles: { A: 'label' } },
    { as: 'head', isTitle: true, cells: head(isOneOutlook ? 'N:P+2 完成目标可能性' : 'N:P 完成目标可能性') },
    {
      as: 'head',
      isTitle: true,
      cells: isOneOutlook ? CAUSE_HEADS : `${CAUSE_HEADS} | N 确定能 | O 有可能 | P 完全不可能`,
    },
    {
      rows: {
        first: 'B',
        second: 'C',
        columns: isOneOutlook
          ? { ...columns, 'N:P': 'outlook', Q: 'remark' }
          : { ...columns, N: 'outlook:certain', O: 'outlook:possible', P: 'outlook:impossible', Q: 'remark' },
      },
    },
    {
      as: 'note',
      cells:
        'A:Q 注：1．偏差原因分析：对与预期目标有偏差的指标，从经费、制度、人员、硬件条件等保障方面判断，并说明原因。',
    },
    { as: 'note', cells: 'A:Q 　　2．完成目标可能性：分确定能、有可能、完全不可能三级综合判断。' },
    { as: 'note', cells: 'A:Q 　　3．备注：说明预计年底不能完成目标的原因及拟采取的措施。' },
  ],
});

export const monitoring = monitoringOf(false);
export const monitoringInWords = monitoringOf(true);
