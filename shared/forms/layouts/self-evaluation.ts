import { type Layout, rateOf } from '../layout';

/** 财预〔2020〕10号 附1. */
export const selfEvaluation: Layout = {
  id: 'self-evaluation',
  sheet: '自评表',
  title: '项目支出绩效自评表',
  isLandscape: false,
  widths: [5, 10, 12, 25, 15, 13, 8, 9, 27],
  lines: [
    { as: 'annex', cells: 'A:I 附1' },
    { as: 'title', cells: 'A:I 项目支出绩效自评表' },
    { as: 'subtitle', cells: 'A:I （{year}年度）{draft}' },
    { as: 'label', cells: 'A:C 项目名称 | D:I {projectName}' },
    { as: 'label', cells: 'A:C 主管部门 | D:F {authority} | G 实施单位 | H:I {unit}' },
    {
      as: 'head',
      cells: 'A:B+5 项目资金（万元） | C | D 年初预算数 | E 全年预算数 | F 全年执行数 | G 分值 | H 执行率 | I 得分',
    },
    {
      as: 'figure',
      name: 'execution',
      roles: { C: 'label' },
      cells: `C 年度资金总额 | D =SUM(D#+1:D#+3) := {total.initial} | E =SUM(E#+1:E#+3) := {total.budget} | F =SUM(F#+1:F#+3) := {total.paid} | G {execution.weight} | H ${rateOf('F')} := {total.rate} | I =IF(E#<=0,0,ROUND(G#*MIN(1,F#/E#),2)) := {execution.score}`,
    },
    {
      as: 'figure',
      unless: 'this-year',
      roles: { C: 'label' },
      cells: `C 其中：当年财政拨款 | D {received.initial} | E {received.budget} | F {received.paid} | G — | H ${rateOf('F')} := {received.rate} | I —`,
    },
    {
      as: 'figure',
      when: 'this-year',
      roles: { C: 'label' },
      cells: `C 其中：本年财政拨款 | D {received.initial} | E {received.budget} | F {received.paid} | G — | H ${rateOf('F')} := {received.rate} | I —`,
    },
    {
      as: 'figure',
      roles: { C: 'label' },
      cells: `C 上年结转资金 | D {carriedIn.initial} | E {carriedIn.budget} | F {carriedIn.paid} | G — | H ${rateOf('F')} := {carriedIn.rate} | I —`,
    },
    {
      as: 'figure',
      roles: { C: 'label' },
      cells: 'C 其他资金 | D {byHand} | E {byHand} | F {byHand} | G — | H {byHand} | I —',
    },
    { as: 'head', cells: 'A:B+2 年度总体目标 | C:E 预期目标 | F:I 实际完成情况' },
    { as: 'text', cells: 'C:E {goal} | F:I {outcome}' },
    {
      as: 'head',
      isTitle: true,
      cells:
        'A+* 绩效指标 | B 一级指标 | C 二级指标 | D 三级指标 | E 年度指标值 | F 实际完成值 | G 分值 | H 得分 | I 偏差原因分析及改进措施',
    },
    {
      rows: {
        first: 'B',
        second: 'C',
        columns: { D: 'name', E: 'target', F: 'value', G: 'weight', H: 'score', I: 'reason' },
      },
    },
    {
      as: 'figure',
      name: 'total',
      roles: { A: 'label', I: 'text' },
      cells:
        'A:F 总分 | G =ROUND(SUM(G@first:G@last)+G@execution,2) := {total.weight} | H =ROUND(SUM(H@first:H@last)+I@execution,2) := {total.score} | I {band}',
    },
    {
      as: 'sign',
      unless: 'unsigned',
      cells: 'A:I 填表人：　　　　联系电话：　　　　单位负责人：　　　　填报日期：　　年　月　日',
    },
  ],
};
