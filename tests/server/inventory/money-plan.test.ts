import { describe, expect, it } from 'vitest';
import { MoneyPlan } from '../../../server/workbooks/plan/money/plan';
import { readFile } from '../../../server/workbooks/read-file';
import type { Refusal } from '../../../shared/model/vocabulary';
import { zoneOf } from '../../../shared/timeline/zone';
import { MONEY_HEADS, SHEETS, moneyBook } from './money-kit';

const ZONE = 'Asia/Shanghai';
function drained<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The plan of a file against nothing at all. @param refuse what the ledger refuses. */
async function planOf(sheets: Parameters<typeof moneyBook>[0], refuse: (kind: string, body: object) => Refusal | null) {
  const read = await readFile({ bytes: moneyBook(sheets), workbook: 'money', fixes: [], zone: ZONE });
  const none = new Map<string, never>();
  const begun = drained(
    MoneyPlan.of(read, {
      grants: none,
      projects: none,
      payments: none,
      milestones: none,
      reasons: {},
      taken: new Set(['grant:G9']),
      beyond: new Set(['440782']),
      now: Date.parse('2025-01-01T00:00:00+08:00'),
      zone: zoneOf(ZONE),
    }),
  );
  const refusals = begun.entries.map(({ kind, body }) => refuse(kind, body));
  return { begun, plan: drained(begun.finish(refusals)) };
}
const told = ({ plan }: Awaited<ReturnType<typeof planOf>>) =>
  plan.findings.map(({ sheet, cell, code, about }) => [`${sheet}!${cell}`, code, about]);

describe('the plan of a payments workbook', () => {
  it('puts 20,000 budgets of one project in the order of their times', { timeout: 15_000 }, async () => {
    const began = Date.parse('2023-03-20T00:00:00Z');
    // The last one first, a second between them.
    const rows = Array.from({ length: 20_000 }, (_, n) => {
      const at = new Date(began - n * 1000).toISOString().slice(0, 19).replace('T', ' ');
      return ['P1', 'G1', '建设', 1 + (n % 7), at];
    });
    const grants = [MONEY_HEADS.grants, ['G1', '文号', '440781', 44, '设备购置', '2023-01-01']];
    const { begun, plan } = await planOf({ 资金下达: grants, 项目预算: [MONEY_HEADS.budgets, ...rows] }, () => null);
    const times = begun.entries.map(({ at }) => at!);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect([plan.entries.length, plan.findings]).toEqual([20_001, []]);
  });

  it('tells a refusal of the ledger at its cell: a milestone of a closed year, and what has no word of its own', async () => {
    const found = await planOf(SHEETS(), (kind, body) => {
      if (kind === 'milestone.planned' && 'milestoneId' in body && body.milestoneId === 'L2')
        return { code: 'closed-year', message: 'the form of 440781 for 2024 is closed', field: 'body.dueAt' };
      return kind === 'payment.refunded' ? { code: 'conflict', message: 'something else' } : null;
    });
    expect(told(found)).toEqual([
      ['refunds!A2', 'refused', 'something else'],
      ['milestones!D3', 'closed-year', '2024'],
    ]);
    // Of the ten entries these two rows are left out, each with its entry.
    expect(found.plan.entries).toHaveLength(8);
    expect(found.plan.left.map(({ entry }) => entry.kind)).toEqual(['payment.refunded', 'milestone.planned']);
    expect(found.plan.counts.milestones).toEqual({ added: 1, changed: 0, same: 0, bad: 1 });
  });

  it('an id that somebody else has, and an area beyond the account, are named without a question to the ledger', async () => {
    const found = await planOf(
      {
        资金下达: [
          MONEY_HEADS.grants,
          ['G9', 'N', '440781', 1, '设备', '2024-01-01'],
          ['G8', 'N', '440782', 1, '设备', '2024-01-01'],
          ['G8', 'N', '440781', 1, '设备', '2024-01-01'],
        ],
        资金调整: [MONEY_HEADS.adjustments, ['G9', 2, null, '追加', '2024-02-01'], ['G7', 2, null, null, null]],
      },
      () => null,
    );
    expect(found.begun.entries).toEqual([]);
    expect(told(found)).toEqual([
      ['grants!A2', 'taken', undefined],
      ['grants!C3', 'beyond-area', undefined],
      ['grants!A4', 'twice', 'A3'],
      ['adjustments!A2', 'depends', 'grants!A2'],
      ['adjustments!D3', 'required', undefined],
      ['adjustments!E3', 'required', undefined],
    ]);
  });
});
