import type { Refusal } from '../../../../shared/model/vocabulary';
import { SHEETS_OF, type MoneySheetName } from '../../../../shared/workbooks/words';
import type { FileRead, TypedSheet } from '../../types';
import { type Plan, finished } from '../plan';
import { Books } from './books';
import { MoneyDraft, type MoneyEntry, type RowsById, rowsById } from './draft';
import { planBudgets } from './budgets';
import { planAdjustments, planGrants } from './grants';
import type { MoneyKnown } from './known';
import { planMilestones } from './milestones';
import { inMoneyOrder } from './order';
import { planPayments, planRefunds } from './payments';
import { inForce, sumBy } from './steps';
import { tellRefusal } from './refusals';

const NO_ROWS: RowsById = new Map();

/**
 * Compares a payments workbook with the money that is recorded, in pieces of a few ms. What it would write is then tried
 * on the ledger: what the rules of money refuse is an error of its cell, too.
 */
export class MoneyPlan {
  private constructor(
    private readonly read: FileRead,
    private readonly draft: MoneyDraft,
    /** What would be written, in its order. */
    readonly entries: readonly MoneyEntry[],
  ) {}

  static *of(read: FileRead, known: MoneyKnown): Generator<undefined, MoneyPlan> {
    const draft = new MoneyDraft(read, known);
    const sheetNamed = (name: MoneySheetName): TypedSheet | undefined =>
      read.sheets.find((sheet) => sheet.name === name);
    const [grants, adjustments, budgets, payments, refunds, milestones] = SHEETS_OF.money.map(sheetNamed);
    const [ofGrants, ofProjects, ofPayments] = [grants, budgets, payments].map((sheet) =>
      sheet ? rowsById(sheet.rows) : NO_ROWS,
    ) as [RowsById, RowsById, RowsById];
    if (grants) yield* planGrants(draft, grants);
    if (adjustments) yield* planAdjustments(draft, adjustments, ofGrants);
    if (budgets) yield* planBudgets(draft, budgets, ofGrants);
    if (payments) yield* planPayments(draft, payments, ofProjects);
    if (refunds) yield* planRefunds(draft, refunds, ofPayments);
    if (milestones) yield* planMilestones(draft, milestones, ofProjects);
    return new MoneyPlan(read, draft, inMoneyOrder(draft.planned, known));
  }

  /** @param refusals one an entry, in order: why the ledger would refuse it; null: it would take it. */
  *finish(refusals: readonly (Refusal | null)[]): Generator<undefined, Plan> {
    const { read, draft, entries } = this;
    const books = new Books(draft.known);
    const left: Plan['left'] = [];
    for (const [index, entry] of entries.entries()) {
      if (index % 50 === 0) yield;
      const refusal = refusals[index];
      if (!refusal) {
        books.take(entry);
        continue;
      }
      const code = tellRefusal(draft, books, entry, refusal);
      // What a payment needs comes later in time: to the ledger, which has not seen it then, it is unknown.
      left.push({ entry, refusal: code === 'before-grant' ? { ...refusal, code } : refusal });
    }
    draft.entries = entries
      .filter(({ typed }) => !typed.bad)
      .map(({ kind, at, body, sheet, row }) => ({
        kind,
        body,
        sheet,
        row,
        ...(at !== undefined && { at }),
      }));
    for (const { sheet, row, outcome } of draft.outcomes) if (!row.bad) draft.count(sheet, outcome);
    const bad = new Set(
      read.sheets.flatMap(({ name, rows }) => rows.flatMap(({ bad, row }) => (bad ? [`${name}!${row}`] : []))),
    );
    draft.changes = draft.changes.filter(({ sheet, row }) => !bad.has(`${sheet}!${row}`));
    return {
      ...finished(
        draft,
        read,
        totalsOf(
          draft,
          entries.filter(({ typed }) => !typed.bad),
        ),
      ),
      left,
    };
  }
}

function totalsOf({ known }: MoneyDraft, entries: readonly MoneyEntry[]): Plan['totals'] {
  const { grants, projects, payments, milestones } = known;
  const sum = <T>(items: Iterable<T>, of: (item: T) => number) => [...items].reduce((fen, item) => fen + of(item), 0);
  const count = (kind: MoneyEntry['kind']) => entries.filter((entry) => entry.kind === kind).length;
  const grown = (now: number, more: number) => ({ now, after: now + more });
  const after = new Books(known);
  for (const entry of entries) after.take(entry);
  const added = new Set(
    entries.flatMap((one) =>
      one.kind === 'project.budgeted' && !projects.has(one.body.projectId) ? [one.body.projectId] : [],
    ),
  );
  const last = (steps: readonly { at: number; fen: number }[]) => inForce(steps, known.now);
  return {
    grants: grown(grants.size, count('grant.received')),
    projects: grown(projects.size, added.size),
    payments: grown(payments.size, count('payment.made')),
    milestones: grown(milestones.size, count('milestone.planned')),
    amountFen: {
      now: sum(grants.values(), (one) => one.amountFen),
      after: sum(after.grants.values(), ({ amounts }) => last(amounts)),
    },
    budgetedFen: {
      now: sum(projects.values(), (one) => one.budgetFen),
      after: sum(after.projects.values(), ({ budgets }) => last(budgets)),
    },
    paidFen: {
      now: sum(projects.values(), (one) => one.paidFen),
      after: sum(after.projects.values(), ({ spent }) => sumBy(spent, known.now)),
    },
  };
}
