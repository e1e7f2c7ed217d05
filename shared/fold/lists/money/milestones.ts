import { MilestoneItem } from '../../../contract/money/milestones';
import { toIso } from '../../../model/instant';
import { list, moment, oneOf, text } from '../list';
import { ofProjectWithin, projectsIn } from './money';

const STATES = ['open', 'overdue', 'done', 'late'] as const;

/** Milestones of projects; one lies where its project's grant does (semantics 9, 11). */
export const milestones = list({
  does: 'The milestones of projects.',
  schema: MilestoneItem,
  right: 'read',
  ref: (id) => `milestone:${id}`,
  filters: {
    project: text((item: MilestoneItem) => item.projectId),
    /** `late`: done after its due date; `overdue`: not done, and the due date is over. */
    state: oneOf(STATES, ({ dueAt, doneAt }: MilestoneItem, { now }) => {
      if (doneAt !== undefined) return doneAt <= dueAt ? 'done' : 'late';
      return now > Date.parse(dueAt) ? 'overdue' : 'open';
    }),
  },
  sorts: {
    dueAt: (item: MilestoneItem) => item.dueAt,
    doneAt: (item: MilestoneItem) => item.doneAt,
    name: (item: MilestoneItem) => item.name,
  },
  text: ({ id, name }) => [id, name],
  span: ({ dueAt }) => moment(dueAt),
  all: ({ state }) => state.money.milestones.keys(),
  *in(context, scope) {
    for (const id of projectsIn(context, scope)) yield* context.derived.index.milestonesOf(id);
  },
  item({ state, now }, id) {
    const milestone = state.money.milestones.get(id);
    const planned = milestone?.planned[0];
    if (!planned || planned.at > now) return null;
    const { projectId, name, dueAt } = planned.value;
    const done = milestone?.done.find((one) => one.at <= now);
    return { id, projectId, name, dueAt: toIso(dueAt), ...(done && { doneAt: toIso(done.at) }) };
  },
  within: (context, { projectId }, scope) => ofProjectWithin(context, projectId, scope),
});
