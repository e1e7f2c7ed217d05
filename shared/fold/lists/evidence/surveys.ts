import { SurveyItem } from '../../../contract/figures/surveys';
import { list, oneOf, text } from '../list';
import { sitesIn } from '../lister';
import { siteHolds } from '../places/sites';

const GROUPS = ['student', 'teacher'] as const;

/** The answers of the surveys by site and group: counts only, so that no list shows a token (semantics 9). */
export const surveys = list({
  does: 'How many survey answers each group of a site gave.',
  schema: SurveyItem,
  right: 'read',
  ref: (id) => `site:${id.slice(0, id.indexOf('|'))}`,
  filters: {
    site: text((item: SurveyItem) => item.siteId),
    group: oneOf(GROUPS, (item: SurveyItem) => item.group),
  },
  sorts: {
    n: (item: SurveyItem) => item.n,
    satisfied: (item: SurveyItem) => item.satisfied,
    site: (item: SurveyItem) => item.siteId,
  },
  text: ({ siteId }) => [siteId],
  *all({ state }) {
    for (const id of state.sites.keys()) for (const group of GROUPS) yield `${id}|${group}`;
  },
  *in(context, scope) {
    for (const id of sitesIn(context, scope)) for (const group of GROUPS) yield `${id}|${group}`;
  },
  item({ state, derived, now }, id) {
    const cut = id.indexOf('|');
    const siteId = id.slice(0, cut);
    const group = GROUPS.find((one) => one === id.slice(cut + 1));
    if (group === undefined) return null;
    const scores: SurveyItem['scores'] = [0, 0, 0, 0, 0];
    for (const token of derived.index.answersOf(siteId)) {
      const answer = state.evidence.answers.get(token)?.[0];
      if (answer?.value.siteId !== siteId || answer.value.group !== group || answer.at > now) continue;
      scores[answer.value.score - 1]! += 1;
    }
    const n = scores.reduce((sum, one) => sum + one, 0);
    return n === 0 ? null : { id, siteId, group, n, satisfied: scores[3] + scores[4], scores };
  },
  within: (context, { siteId }, scope) => siteHolds(context, siteId, scope),
});
