import { LimitsItem } from '../../../contract/rules/limits';
import { toIso } from '../../../model/instant';
import { type Scope, areaChain, areaWithin } from '../../../model/scope';
import { DEFAULT_LIMITS } from '../../fault/deadline';
import { lastUpTo } from '../../state/log';
import { GENERAL } from '../../state/state';
import { siteVersions } from '../../state/versions';
import { list, text } from '../list';
import { type ListContext, siteWithin, sitesIn } from '../lister';

/** The areas that the sites of a scope ever had. */
function areasOf(context: ListContext, scope: Scope): string[] {
  return [...sitesIn(context, scope)].flatMap((id) => {
    const site = context.state.sites.get(id);
    return site ? siteVersions(site).map(({ value }) => value.area) : [];
  });
}

/** The general limits and those of areas (semantics 7); a scope shows what holds for a site of it, and what is set in it. */
export const limits = list({
  does: 'The repair limits in force: the general ones, and those of areas.',
  schema: LimitsItem,
  right: 'read',
  ref: (id) => (id === GENERAL ? null : `limits:${id}`),
  filters: { of: text((item: LimitsItem) => item.scope) },
  sorts: { since: (item: LimitsItem) => item.since },
  text: ({ id }) => [id],
  all: ({ state }) => new Set([GENERAL, ...state.rules.limits.keys()]),
  in(context, scope) {
    const areas = scope.kind === 'area' ? [scope.code] : areasOf(context, scope);
    const below = scope.kind === 'area' ? context.derived.index.limitsIn(scope.code) : [];
    return [GENERAL, ...areas.flatMap(areaChain), ...below];
  },
  item({ state, now }, id) {
    const fact = lastUpTo(state.rules.limits.get(id) ?? [], now);
    const since = fact && { since: toIso(fact.at) };
    if (id === GENERAL) return { id, ...(fact?.value ?? DEFAULT_LIMITS), ...since };
    return fact ? { id, scope: id, ...fact.value, ...since } : null;
  },
  within(context, { scope: area }, scope) {
    if (area === undefined) return true;
    if (scope.kind === 'area') return areaWithin(scope.code, area) || areaWithin(area, scope.code);
    return [...sitesIn(context, scope)].some((id) => siteWithin(context, id, { kind: 'area', code: area }));
  },
});
