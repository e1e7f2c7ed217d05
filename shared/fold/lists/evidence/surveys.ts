import { ANSWER_GROUPS } from '../../../model/vocabulary';
import { SurveyItem } from '../../../contract/figures/surveys';
import { satisfied, tally, total } from '../../survey/tally';
import { list, oneOf, text } from '../list';
import { sitesIn } from '../lister';
import { siteHolds } from '../places/sites';

/** The answers of all surveys by site and group, on paper and not: counts only, so that no list shows a token (semantics 9). */
export const surveys = list({
  does: 'How many survey answers each group of a site gave.',
  schema: SurveyItem,
  right: 'read',
  ref: (id) => `site:${id.slice(0, id.indexOf('|'))}`,
  filters: {
    site: text((item: SurveyItem) => item.siteId),
    group: oneOf(ANSWER_GROUPS, (item: SurveyItem) => item.group),
  },
  sorts: {
    n: (item: SurveyItem) => item.n,
    satisfied: (item: SurveyItem) => item.satisfied,
    site: (item: SurveyItem) => item.siteId,
  },
  text: ({ siteId }) => [siteId],
  *all({ state }) {
    for (const id of state.sites.keys()) for (const group of ANSWER_GROUPS) yield `${id}|${group}`;
  },
  *in(context, scope) {
    for (const id of sitesIn(context, scope)) for (const group of ANSWER_GROUPS) yield `${id}|${group}`;
  },
  item({ state, derived, now }, id) {
    const cut = id.indexOf('|');
    const siteId = id.slice(0, cut);
    const group = ANSWER_GROUPS.find((one) => one === id.slice(cut + 1));
    if (group === undefined) return null;
    const { scores } = tally({ state, derived }, { siteId, group }, now);
    const n = total(scores);
    return n === 0 ? null : { id, siteId, group, n, satisfied: satisfied(scores), scores };
  },
  within: (context, { siteId }, scope) => siteHolds(context, siteId, scope),
});
