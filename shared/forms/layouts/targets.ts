import type { Layout } from '../layout';

/** 台财教〔2023〕36号 附件2 as printed, misprints included, with a column of ours: what was reached. */
export const targets: Layout = {
  id: 'targets',
  sheet: '绩效目标表',
  title: '绩效目标表',
  isLandscape: false,
  widths: [12, 11, 12, 28, 20, 20, 20],
  grouping: 'printed',
  lines: [
    { as: 'annex', cells: 'A:G 附件2' },
    { as: 'title', cells: 'A:G {fundTitle}' },
    { as: 'label', cells: 'A 项目名称 | B:G {projectName}', roles: { B: 'text' } },
    { as: 'label', cells: 'A 项目类型 | B:G 专项债金项目', roles: { B: 'text' } },
    { as: 'label', cells: 'A 省级主管部门 | B:G {centralAuthority}', roles: { B: 'text' } },
    { as: 'label', cells: 'A 此次下达金额(元) | B:G {granted}', roles: { B: 'text' } },
    { as: 'label', cells: 'A 设立依据 | B:G {basis}', roles: { B: 'text' } },
    { as: 'label', cells: 'A 项目概述 | B:G {overview}', roles: { B: 'text' } },
    { as: 'head', cells: 'A+4 总体绩效目标 | B:G 实施周期总体目标' },
    { as: 'text', cells: 'B:G {cycleGoal}' },
    { as: 'head', cells: 'B:G {year}度目标' },
    { as: 'text', cells: 'B:G {goal}' },
    {
      as: 'head',
      isTitle: true,
      cells: 'A+* 绩效指标 | B 一级指标 | C 二级指标 | D 三级指标 | E 实施周期目标值 | F 当年度目标值 | G 实际完成值',
    },
    { rows: { first: 'B', second: 'C', columns: { D: 'name', E: 'cycleTarget', F: 'target', G: 'value' } } },
  ],
};
