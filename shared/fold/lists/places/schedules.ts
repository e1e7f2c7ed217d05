import { ScheduleItem } from '../../../contract/places/schedules';
import { toIso } from '../../../model/instant';
import { scheduleRules } from '../../derived/derived';
import { list, oneOf } from '../list';
import { sitesIn } from '../lister';
import { siteHolds, sites } from './sites';

/** One item a site: what its service schedule is now, and what it is going to be (semantics 5). */
export const schedules = list({
  does: 'The service schedules of the sites.',
  schema: ScheduleItem,
  right: 'read',
  ref: (id) => `site:${id}`,
  filters: {
    kind: oneOf(['always', 'weekly'], (item: ScheduleItem) => (item.schedule === 'always' ? 'always' : 'weekly')),
  },
  sorts: { from: (item: ScheduleItem) => item.from },
  text: ({ id }) => [id],
  all: ({ state }) => state.sites.keys(),
  in: sitesIn,
  item(context, id) {
    const { state, now } = context;
    if (!sites.item(context, id, null)) return null;
    const rules = scheduleRules(state.sites.get(id)!);
    // The first holds from the beginning of the site, whatever its own instant.
    const index = rules.findLastIndex((rule, at) => at === 0 || rule.from <= now);
    const current = rules[index];
    return {
      id,
      schedule: current?.schedule ?? 'always',
      ...(current && index > 0 && { from: toIso(current.from) }),
      later: rules.slice(index + 1).map(({ from, schedule }) => ({ from: toIso(from), schedule })),
    };
  },
  within: (context, { id }, scope) => siteHolds(context, id, scope),
});
