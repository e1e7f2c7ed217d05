import type { Instant } from '../../model/instant';
import type { AnswerGroup } from '../../model/vocabulary';
import type { Facts } from '../derived/facts';
import { siteVersions, versionAt } from '../state/versions';
import { surveyRun, surveyStateAt } from '../survey/survey-run';

/** What anybody may know of a survey who holds one of its slips. */
export interface PublicSurvey {
  id: string;
  siteId: string;
  site: string;
  /** The exam of its sitting, or its own name. */
  name?: string;
  /** When its sitting begins. */
  sittingAt?: Instant;
  groups: readonly AnswerGroup[];
  slips: number;
  state: 'planned' | 'open' | 'closed';
  from: Instant;
  endsAt: Instant;
}

/** null: there is no survey under this id. */
export function publicSurvey({ state }: Facts, id: string, now: Instant): PublicSurvey | null {
  const run = surveyRun(state, id);
  if (!run) return null;
  const { siteId, sittingId, groups, slips, from } = run.plan;
  const site = state.sites.get(siteId);
  const sitting = sittingId === undefined ? undefined : state.sittings.get(sittingId)?.scheduled[0]?.value;
  const name = run.plan.name ?? sitting?.exam;
  return {
    id,
    siteId,
    site: (site && versionAt(siteVersions(site), now)?.value.name) ?? siteId,
    ...(name !== undefined && { name }),
    ...(sitting && { sittingAt: sitting.from }),
    groups,
    slips,
    state: surveyStateAt(run, now),
    from,
    endsAt: run.endsAt,
  };
}
