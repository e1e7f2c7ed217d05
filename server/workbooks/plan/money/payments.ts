import { paymentCells, refundCells } from '../../money-cells';
import type { TypedSheet } from '../../types';
import { PIECE, byId, hasRequired } from '../common';
import { valueAt } from '../draft';
import { checkFree } from '../places';
import { type MoneyDraft, type RowsById, atSecond } from './draft';

/** Payments: once recorded they are not changed; money that comes back is a refund. */
export function* planPayments(draft: MoneyDraft, sheet: TypedSheet, projects: RowsById): Generator<undefined, void> {
  const { known } = draft;
  const named = {
    isKnown: (id: string) => known.projects.has(id),
    rows: projects,
    from: 'budgets',
    unknown: 'unknown-project',
  } as const;
  yield* byId(draft, sheet, (id) => known.payments.has(id));
  for (const [index, row] of sheet.rows.entries()) {
    if (index % PIECE === 0) yield;
    const get = (key: string) => valueAt('payments', row.values, key);
    const item = known.payments.get(String(row.values[0]));
    if (!item) {
      checkFree(draft, sheet, row, 'paymentId', 'payment');
      hasRequired(draft, sheet, row);
      draft.checkNamed(sheet, row, 'projectId', named);
    } else draft.checkFixed(sheet, row, paymentCells(item));
    draft.checkPast(sheet, row, 'at');
    if (row.bad) continue;
    if (!item) {
      draft.plan(sheet, row, {
        kind: 'payment.made',
        at: Number(get('at')),
        body: {
          paymentId: String(get('paymentId')),
          projectId: String(get('projectId')),
          amountFen: Number(get('amountFen')),
          purpose: String(get('purpose')),
          voucher: String(get('voucher')),
        },
      });
    }
    draft.became('payments', row, item ? 'same' : 'added');
  }
}

/** Money that came back. A refund has no id: it is told by its payment, its time and its amount, as often as it stands there. */
export function* planRefunds(draft: MoneyDraft, sheet: TypedSheet, payments: RowsById): Generator<undefined, void> {
  const { known } = draft;
  const named = {
    isKnown: (id: string) => known.payments.has(id),
    rows: payments,
    from: 'payments',
    unknown: 'unknown-payment',
  } as const;
  const recorded = new Map<string, number>();
  for (const { id, refunds = [] } of known.payments.values()) {
    for (const one of refunds) {
      const key = keyOf(refundCells(id, one));
      recorded.set(key, (recorded.get(key) ?? 0) + 1);
    }
  }
  for (const [index, row] of sheet.rows.entries()) {
    if (index % PIECE === 0) yield;
    const get = (key: string) => valueAt('refunds', row.values, key);
    hasRequired(draft, sheet, row);
    draft.checkNamed(sheet, row, 'paymentId', named);
    draft.checkPast(sheet, row, 'at');
    if (row.bad) continue;
    const key = keyOf(row.values);
    const left = recorded.get(key) ?? 0;
    recorded.set(key, left - 1);
    if (left > 0) {
      draft.became('refunds', row, 'same');
      continue;
    }
    draft.plan(sheet, row, {
      kind: 'payment.refunded',
      at: Number(get('at')),
      body: { paymentId: String(get('paymentId')), amountFen: Number(get('amountFen')) },
    });
    draft.became('refunds', row, 'added');
  }
}

const keyOf = (values: Parameters<typeof valueAt>[1]): string => {
  const get = (key: string) => valueAt('refunds', values, key);
  return `${atSecond(String(get('paymentId')), Number(get('at')))}|${get('amountFen')}`;
};
