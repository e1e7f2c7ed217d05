import type { ProjectItem } from '../../../../shared/contract/http';
import { toSecond } from '../../cells';
import { budgetCells, budgetsOf } from '../../money-cells';
import type { TypedRow, TypedSheet } from '../../types';
import { PIECE, hasRequired } from '../common';
import { textAt, valueAt } from '../draft';
import { checkFree } from '../places';
import { type MoneyDraft, type RowsById, atSecond } from './draft';

type Budget = ProjectItem['budgets'][number];

/**
 * Budgets of projects: a row for each, told from the others of its project by its time. A row without a time is that of
 * the budget in force; what it changes holds from the import on.
 */
export function* planBudgets(draft: MoneyDraft, sheet: TypedSheet, grants: RowsById): Generator<undefined, void> {
  const { known } = draft;
  const seen = new Map<string, TypedRow>();
  const named = {
    isKnown: (id: string) => known.grants.has(id),
    rows: grants,
    from: 'grants',
    unknown: 'unknown-grant',
  } as const;
  for (const [index, row] of sheet.rows.entries()) {
    if (index % PIECE === 0) yield;
    const projectId = textAt('budgets', row.values, 'projectId');
    if (projectId === null) {
      hasRequired(draft, sheet, row);
      continue;
    }
    const at = valueAt('budgets', row.values, 'at');
    const project = known.projects.get(projectId);
    const key = at === null ? projectId : atSecond(projectId, Number(at));
    const first = seen.get(key);
    if (first)
      draft.wrong(sheet, row, at === null ? 'projectId' : 'at', 'twice', {
        about: `A${first.row}`,
        mend: at === null ? 'id' : 'date',
      });
    else seen.set(key, row);
    if (!project) {
      checkFree(draft, sheet, row, 'projectId', 'project');
      hasRequired(draft, sheet, row);
    } else if (at !== null && valueAt('budgets', row.values, 'budgetFen') === null) {
      draft.wrong(sheet, row, 'budgetFen', 'required', { mend: 'text' });
    }
    draft.checkNamed(sheet, row, 'grantId', named);
    draft.checkPast(sheet, row, 'at');
    if (!row.bad) planBudget(draft, sheet, row, project);
  }
}

function planBudget(draft: MoneyDraft, sheet: TypedSheet, row: TypedRow, project: ProjectItem | undefined): void {
  const get = (key: string) => valueAt('budgets', row.values, key);
  const projectId = String(get('projectId'));
  const at = get('at');
  const recorded = project ? budgetsOf(project) : [];
  const own = recorded.find((one) => at === null || toSecond(Date.parse(one.at)) === toSecond(Number(at)));
  const now = at === null ? recorded.at(-1) : own;
  if (now && !draft.tellChanges(sheet, row, budgetCells(projectId, now))) return draft.became('budgets', row, 'same');
  // What an empty cell leaves is that of the budget before it.
  const before: Budget | undefined =
    now ?? recorded.findLast((one) => Date.parse(one.at) <= Number(at)) ?? recorded.at(0);
  draft.plan(sheet, row, {
    kind: 'project.budgeted',
    ...(at !== null && { at: own ? Date.parse(own.at) : Number(at) }),
    body: {
      projectId,
      grantId: String(get('grantId') ?? before?.grantId),
      name: String(get('name') ?? before?.name),
      budgetFen: Number(get('budgetFen') ?? before?.budgetFen),
    },
  });
  draft.became('budgets', row, now ? 'changed' : 'added');
}
