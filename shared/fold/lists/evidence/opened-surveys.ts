import { OpenedSurveyItem } from '../../../contract/figures/opened-surveys';
import { toIso } from '../../../model/instant';
import { satisfied, tally, total } from '../../survey/tally';
import { surveyRun, surveyStateAt } from '../../survey/survey-run';
import { list, oneOf, text } from '../list';
import { sitesIn } from '../lister';
import { siteHolds } from '../places/sites';

const STATES = ['planned', 'open', 'closed'] as const;
/** Comments of one survey that are listed, the newest. */
const COMMENTS = 50;

/** The surveys that were opened; a survey lies in its site. */
export const openedSurveys = list({
  does: 'The surveys of satisfaction that were opened, with their answers by group.',
  schema: OpenedSurveyItem,
  right: 'read',
  ref: (id) => `survey:${id}`,
  filters: {
    site: text((item: OpenedSurveyItem) => item.siteId),
    state: oneOf(STATES, (item: OpenedSurveyItem) => item.state),
  },
  sorts: {
    from: (item: OpenedSurveyItem) => item.from,
    to: (item: OpenedSurveyItem) => item.to,
    site: (item: OpenedSurveyItem) => item.siteId,
  },
  text: ({ id, siteId, name }) => [id, siteId, name],
  span: ({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }),
  all: ({ state }) => state.evidence.surveys.keys(),
  *in(context, scope) {
    for (const id of sitesIn(context, scope)) yield* context.derived.index.surveysOf(id);
  },
  item(context, id) {
    const { state, now } = context;
    const run = surveyRun(state, id);
    if (!run) return null;
    const { siteId, sittingId, groups, from, to, slips } = run.plan;
    const name = run.plan.name ?? (sittingId && state.sittings.get(sittingId)?.scheduled[0]?.value.exam);
    const tallies = groups.map((group) => ({ group, ...tally(context, { siteId, group, surveyId: id }, now) }));
    return {
      id,
      siteId,
      ...(sittingId !== undefined && { sittingId }),
      ...(name !== undefined && { name }),
      state: surveyStateAt(run, now),
      from: toIso(from),
      to: toIso(to),
      ...(run.closedAt !== null && run.closedAt < to && { closedAt: toIso(run.closedAt) }),
      slips,
      results: tallies.map(({ group, scores, onPaper }) => ({
        group,
        n: total(scores),
        satisfied: satisfied(scores),
        onPaper,
        scores,
      })),
      comments: tallies
        .flatMap(({ comments }) => comments)
        .sort((a, b) => b.at - a.at)
        .slice(0, COMMENTS)
        .map(({ note }) => note),
    };
  },
  within: (context, { siteId }, scope) => siteHolds(context, siteId, scope),
});
