import type { Cell } from './zip-kit';
import { bookOf } from './zip-kit';

/** The headers of the payments workbook that a new row needs, and those that it may have. */
export const MONEY_HEADS = {
  grants: ['资金编号', '文号', '区划代码', '下达金额（万元）', '用途清单', '下达日期'],
  adjustments: ['资金编号', '调整后金额（万元）', '调整文号', '调整原因', '生效日期'],
  budgets: ['项目编号', '资金编号', '项目名称', '预算（万元）', '预算日期'],
  payments: ['付款编号', '项目编号', '付款金额（元）', '用途', '凭证号', '付款日期'],
  refunds: ['付款编号', '退款金额（元）', '退款日期'],
  milestones: ['里程碑编号', '项目编号', '里程碑', '到期日', '完成日期'],
};
export const MONEY = 'name=m.xlsx&workbook=money';

export const moneyBook = (
  sheets: Record<string, Cell[][]>,
  more: { workbookPr?: string; formats?: (number | string)[] } = {},
) => bookOf({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows })), ...more });

/** A grant of 44 万元 of 2024-03-15 with two projects of 30 and 10 万元, three payments, a refund and two milestones. */
export const SHEETS = (): Record<string, Cell[][]> => ({
  资金下达: [MONEY_HEADS.grants, ['G1', '粤财教〔2024〕1号', '440781', 44, '设备购置；系统集成', '2024-03-15']],
  项目预算: [
    MONEY_HEADS.budgets,
    ['P1', 'G1', '标准化考点', 30, '2024-03-20'],
    ['P2', 'G1', '听说考场', 10.000001, '2024-03-20 09:30'],
  ],
  付款: [
    MONEY_HEADS.payments,
    ['0001', 'P1', 128000.55, '设备购置', '记-0412', '2024-05-08'],
    ['0002', 'P1', '172,000.00', '系统集成', '记-0413', '2024-06-08'],
    ['0003', 'P2', 0.01, '设备购置', '记-0414', '2024-06-09 10:15:20'],
  ],
  退款: [MONEY_HEADS.refunds, ['0001', 500.5, '2024-06-02']],
  里程碑: [
    MONEY_HEADS.milestones,
    ['L1', 'P1', '安装完成', '2024-06-30', '2024-06-21'],
    ['L2', 'P2', '验收', '2024-12-01 12:00'],
  ],
});
