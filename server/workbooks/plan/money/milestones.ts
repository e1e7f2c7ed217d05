import { toIso } from '../../../../shared/model/instant';
import { milestoneCells } from '../../money-cells';
import type { TypedSheet } from '../../types';
import { PIECE, byId, hasRequired } from '../common';
import { valueAt } from '../draft';
import { checkFree } from '../places';
import type { MoneyDraft, RowsById } from './draft';

/** Milestones: of a recorded one only the day on which it was done can be added. */
export function* planMilestones(draft: MoneyDraft, sheet: TypedSheet, projects: RowsById): Generator<undefined, void> {
  const { known } = draft;
  const named = {
    isKnown: (id: string) => known.projects.has(id),
    rows: projects,
    from: 'budgets',
    unknown: 'unknown-project',
  } as const;
  yield* byId(draft, sheet, (id) => known.milestones.has(id));
  for (const [index, row] of sheet.rows.entries()) {
    if (index % PIECE === 0) yield;
    const get = (key: string) => valueAt('milestones', row.values, key);
    const milestoneId = String(get('milestoneId'));
    const item = known.milestones.get(milestoneId);
    const [dueAt, doneAt] = [get('dueAt'), get('doneAt')];
    if (!item) {
      checkFree(draft, sheet, row, 'milestoneId', 'milestone');
      hasRequired(draft, sheet, row);
      draft.checkNamed(sheet, row, 'projectId', named);
    } else {
      const open = item.doneAt === undefined ? ['doneAt'] : [];
      draft.checkFixed(sheet, row, milestoneCells(item, known.zone), open);
    }
    draft.checkPast(sheet, row, 'doneAt');
    if (row.bad) continue;
    if (!item) {
      draft.plan(sheet, row, {
        kind: 'milestone.planned',
        body: {
          milestoneId,
          projectId: String(get('projectId')),
          name: String(get('name')),
          dueAt: toIso(Number(dueAt)),
        },
      });
    }
    const isDone = doneAt !== null && item?.doneAt === undefined;
    if (isDone) draft.plan(sheet, row, { kind: 'milestone.done', at: Number(doneAt), body: { milestoneId } });
    if (item && isDone) {
      draft.changed({ sheet: 'milestones', row: row.row, id: milestoneId, key: 'doneAt', from: null, to: doneAt });
    }
    draft.became('milestones', row, !item ? 'added' : isDone ? 'changed' : 'same');
  }
}
