import type { BodyOf } from '../model/kinds';
import { GRANT_ANNEX_FIELDS, type GrantAnnexField } from '../model/vocabulary';
import { type MoneyUnit, UNIT_WORDS } from './amounts';
import { type ColumnType, type Described, type Fields, type SheetSpec, id, inOrder, instant, name } from './column';

const reason: ColumnType = { is: 'text', max: 4000 };

/** An amount in the unit that its header says; a file may have it in the other unit. */
const money = (zh: string, en: string, unit: MoneyUnit, example: number): Described => ({
  zh: `${zh}（${UNIT_WORDS[unit].zh}）`,
  en: `${en} (${UNIT_WORDS[unit].en})`,
  type: { is: 'money', unit },
  required: true,
  example,
});

const ANNEX: Readonly<Record<GrantAnnexField, readonly [zh: string, en: string]>> = {
  project: ['项目名称', 'Project'],
  level: ['项目预算级次', 'Budget level'],
  threeGuarantees: ['“三保”目录', '“Three guarantees” list'],
  threeGuaranteesAccount: ['是否纳入“三保”专户管理', 'In the “three guarantees” account'],
  transferFunction: ['转移支付功能分类科目', 'Transfer function'],
  expenditureFunction: ['支出功能分类科目', 'Expenditure function'],
  governmentEconomic: ['政府经济分类科目', 'Government economic class'],
  remark: ['备注', 'Remark'],
};
/** The column of a field of annex 1. */
export const annexKey = (field: GrantAnnexField): string => `annex.${field}`;
const annex: Record<string, Described> = Object.fromEntries(
  GRANT_ANNEX_FIELDS.map((field) => {
    const [zh, en] = ANNEX[field];
    return [annexKey(field), { zh, en, type: name }];
  }),
);

const grantId: Described = { zh: '资金编号', en: 'Grant id', type: id, required: true, example: 'G2023' };
const projectId: Described = { zh: '项目编号', en: 'Project id', type: id, required: true, example: 'P2023-1' };
const paymentId: Described = { zh: '付款编号', en: 'Payment id', type: id, required: true, example: 'FK2023-001' };

const grants: Record<Exclude<Fields<BodyOf<'grant.received'>>, 'annex'> | 'receivedAt', Described> = {
  grantId,
  number: { zh: '文号', en: 'Number', type: name, required: true, example: '粤财教〔2023〕1号' },
  area: { zh: '区划代码', en: 'Area code', type: { is: 'area' }, required: true, example: '440781' },
  amountFen: money('下达金额', 'Amount', 'wan', 44),
  purposes: { zh: '用途清单', en: 'Purposes', type: { is: 'list' }, required: true, example: '设备购置；系统集成' },
  receivedAt: { zh: '下达日期', en: 'Received on', type: instant, required: true, example: '2023-03-15' },
};

const adjustments: Record<Fields<BodyOf<'grant.adjusted'>> | 'at', Described> = {
  grantId: { ...grantId, names: 'grant' },
  amountFen: money('调整后金额', 'Amount from then on', 'wan', 40),
  number: { zh: '调整文号', en: 'Number of the document', type: name, example: '粤财教〔2023〕9号' },
  reason: { zh: '调整原因', en: 'Reason', type: reason, required: true, example: '收回结余' },
  at: { zh: '生效日期', en: 'In force from', type: instant, required: true, example: '2023-09-01' },
};

const budgets: Record<Fields<BodyOf<'project.budgeted'>> | 'at', Described> = {
  projectId,
  grantId: { ...grantId, names: 'grant' },
  name: { zh: '项目名称', en: 'Project', type: name, required: true, example: '标准化考点建设' },
  budgetFen: money('预算', 'Budget', 'wan', 30),
  at: { zh: '预算日期', en: 'Budgeted on', type: instant, required: true, example: '2023-03-20' },
};

const payments: Record<Fields<BodyOf<'payment.made'>> | 'at', Described> = {
  paymentId,
  projectId: { ...projectId, names: 'project' },
  amountFen: money('付款金额', 'Amount paid', 'yuan', 128_000.5),
  purpose: { zh: '用途', en: 'Purpose', type: name, required: true, example: '设备购置' },
  voucher: { zh: '凭证号', en: 'Voucher', type: name, required: true, example: '记-0412' },
  at: { zh: '付款日期', en: 'Paid on', type: instant, required: true, example: '2023-05-08' },
};

const refunds: Record<Fields<BodyOf<'payment.refunded'>> | 'at', Described> = {
  paymentId: { ...paymentId, names: 'payment' },
  amountFen: money('退款金额', 'Amount refunded', 'yuan', 500),
  at: { zh: '退款日期', en: 'Refunded on', type: instant, required: true, example: '2023-06-02' },
};

const milestones: Record<Fields<BodyOf<'milestone.planned'>> | 'doneAt', Described> = {
  milestoneId: { zh: '里程碑编号', en: 'Milestone id', type: id, required: true, example: 'L2023-1' },
  projectId: { ...projectId, names: 'project' },
  name: { zh: '里程碑', en: 'Milestone', type: name, required: true, example: '设备安装完成' },
  dueAt: {
    zh: '到期日',
    en: 'Due on',
    type: { is: 'instant', untilEnd: true },
    required: true,
    example: '2023-06-30',
  },
  doneAt: { zh: '完成日期', en: 'Done on', type: instant, example: '2023-06-21' },
};

/**
 * The payments workbook (contract 7): grants, what adjusts them, the budgets of their projects, payments and refunds, and
 * milestones. Its keys are the fields of the kinds' bodies: a new field of a kind does not compile without a column.
 */
export const MONEY: readonly SheetSpec[] = [
  { name: 'grants', zh: '资金下达', en: 'grants', columns: inOrder({ ...grants, ...annex }) },
  /** A row for each later amount of a grant. */
  { name: 'adjustments', zh: '资金调整', en: 'adjustments', columns: inOrder(adjustments) },
  /** A row for each budget of a project: a later one replaces the one before it. */
  { name: 'budgets', zh: '项目预算', en: 'budgets', columns: inOrder(budgets) },
  { name: 'payments', zh: '付款', en: 'payments', columns: inOrder(payments) },
  { name: 'refunds', zh: '退款', en: 'refunds', columns: inOrder(refunds) },
  { name: 'milestones', zh: '里程碑', en: 'milestones', columns: inOrder(milestones) },
];
