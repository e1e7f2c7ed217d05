import type { GrantItem, MilestoneItem, PaymentItem, ProjectItem } from '../../shared/contract/http';
import { GRANT_ANNEX_FIELDS } from '../../shared/model/vocabulary';
import type { Instant } from '../../shared/model/instant';
import type { Zone } from '../../shared/timeline/zone';
import { annexKey } from '../../shared/workbooks/money-sheets';
import type { SheetOf } from '../../shared/workbooks/words';
import { sheetOf } from '../../shared/workbooks/workbooks';
import { toSecond, valuesOf } from './cells';
import { localOf } from './local-time';
import type { Value } from './types';

/** What of the ledger the payments workbook is about. */
export interface Money {
  grants: readonly GrantItem[];
  projects: readonly ProjectItem[];
  payments: readonly PaymentItem[];
  milestones: readonly MilestoneItem[];
  /** The reasons of adjustments by their references; erased ones are left out. */
  reasons: Readonly<Record<string, string>>;
}

const DAY_MS = 86_400_000;
const ERASED = '（正文已删除）';
type MoneySheet = SheetOf<'money'>;
const cells = (sheet: MoneySheet, fields: object): Value[] =>
  valuesOf(sheetOf(sheet), fields as Record<string, unknown>);

export function grantCells({ id, receivedFen, purposes, annex = {}, ...item }: GrantItem): Value[] {
  const printed = GRANT_ANNEX_FIELDS.map((field) => [annexKey(field), annex[field]]);
  const amountFen = receivedFen ?? item.amountFen;
  const fields = { ...item, grantId: id, amountFen, purposes: purposes.join('\n') };
  return cells('grants', { ...fields, ...Object.fromEntries(printed) });
}

/** Of what was recorded for one second the last: a row is told from the others by its second. */
function bySecond<T extends { at: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [toSecond(Date.parse(item.at)), item])).values()];
}

export const adjustmentsOf = ({ adjusted = [] }: GrantItem) => bySecond(adjusted);
export const adjustmentCells = (
  grantId: string,
  { reason, ...item }: NonNullable<GrantItem['adjusted']>[number],
  reasons: Money['reasons'],
): Value[] => cells('adjustments', { ...item, grantId, reason: reasons[reason] ?? ERASED });

export const budgetsOf = ({ budgets }: ProjectItem) => bySecond(budgets);
export const budgetCells = (projectId: string, item: ProjectItem['budgets'][number]): Value[] =>
  cells('budgets', { ...item, projectId });

export const paymentCells = ({ id, ...item }: PaymentItem): Value[] => cells('payments', { ...item, paymentId: id });
export const refundCells = (paymentId: string, item: NonNullable<PaymentItem['refunds']>[number]): Value[] =>
  cells('refunds', { ...item, paymentId });

const DUE = sheetOf('milestones').columns.findIndex(({ key }) => key === 'dueAt');

/**
 * A due date without a time is the last millisecond of its day. Midnight is told as the day that it ends, so that no due
 * date moves by a day when the file is read again.
 */
function dueValue(at: Instant, zone: Zone): Instant {
  const second = localOf(zone, at) % DAY_MS === 0 ? toSecond(at) - 1000 : toSecond(at);
  return (localOf(zone, second) + 1000) % DAY_MS === 0 ? second + 999 : second;
}

export function milestoneCells({ id, ...item }: MilestoneItem, zone: Zone): Value[] {
  const values = cells('milestones', { ...item, milestoneId: id });
  values[DUE] = dueValue(Date.parse(item.dueAt), zone);
  return values;
}

/** By time, then by id: the same money gives the same file. */
function inOrder<T extends { id: string }>(items: readonly T[], timeOf: (item: T) => string): T[] {
  return [...items].sort(
    (a, b) => Date.parse(timeOf(a)) - Date.parse(timeOf(b)) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

/** The rows of a sheet of the money. */
export function* moneyRows(sheet: MoneySheet, money: Money, zone: Zone): Generator<Value[]> {
  const grants = inOrder(money.grants, ({ receivedAt }) => receivedAt);
  const payments = inOrder(money.payments, ({ at }) => at);
  switch (sheet) {
    case 'grants':
      for (const item of grants) yield grantCells(item);
      break;
    case 'adjustments':
      for (const grant of grants) {
        for (const one of adjustmentsOf(grant)) yield adjustmentCells(grant.id, one, money.reasons);
      }
      break;
    case 'budgets':
      for (const project of inOrder(money.projects, ({ budgets }) => budgets[0]?.at ?? '')) {
        for (const one of budgetsOf(project)) yield budgetCells(project.id, one);
      }
      break;
    case 'payments':
      for (const item of payments) yield paymentCells(item);
      break;
    case 'refunds':
      for (const { id, refunds = [] } of payments) for (const one of refunds) yield refundCells(id, one);
      break;
    case 'milestones':
      for (const item of inOrder(money.milestones, ({ dueAt }) => dueAt)) yield milestoneCells(item, zone);
  }
}
