import type { Instant } from '../../model/instant';
import type { State } from '../state/state';
import type { SurveyPlan } from '../state/money-evidence';

export interface SurveyRun {
  plan: SurveyPlan;
  /** The first closing; null: nobody closed it before its end. */
  closedAt: Instant | null;
  /** When it stops taking answers: its end, or its first closing before that. */
  endsAt: Instant;
}

/** A survey as it was opened and closed; null: there is none, or its opening was taken back. */
export function surveyRun(state: State, id: string): SurveyRun | null {
  const facts = state.evidence.surveys.get(id);
  const plan = facts?.opened[0]?.value;
  if (!facts || !plan) return null;
  const closedAt = facts.closed[0]?.at ?? null;
  return { plan, closedAt, endsAt: Math.min(plan.to, closedAt ?? Infinity) };
}

/** Whether a survey takes answers at an instant: `[from, end)`. */
export function surveyStateAt({ plan, endsAt }: SurveyRun, at: Instant): 'planned' | 'open' | 'closed' {
  if (at >= endsAt) return 'closed';
  return at < plan.from ? 'planned' : 'open';
}
