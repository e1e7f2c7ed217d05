import { inPeriod } from '../context';
import type { Attested } from '../measure';

/** 建设及时性: milestones done by their due date ÷ milestones due in P by now (semantics 9). */
export const constructionOnTime: Attested = {
  id: 'construction-on-time',
  version: 1,
  suggest(context) {
    let due = 0;
    let onTime = 0;
    const reasons: string[] = [];
    for (const milestone of context.state.money.milestones.values()) {
      const plan = milestone.planned[0]?.value;
      if (!plan || !context.hasProject(plan.projectId) || !inPeriod(context, plan.dueAt)) continue;
      due++;
      const done = milestone.done[0];
      if (done && done.at <= plan.dueAt) onTime++;
      else reasons.push(`late:${milestone.id}`);
    }
    if (due === 0) return { grade: null, reasons: ['nothing-due'] };
    return { grade: onTime === due ? 'met' : 'unmet', numerator: onTime, denominator: due, reasons };
  },
};
