import { areaWithin, cityOf } from '../../../shared/model/scope';

/** A county or site that gets a share of the target of the area around it. */
export interface Child {
  /** As it stands in `target.set`: an area code, or `site:ID`. */
  scope: string;
  /** The name of a site; an area's is known by its code. */
  name?: string;
}

interface Site {
  id: string;
  name: string;
  area: string;
}

/** The cities of a province, the counties of a city, the sites of a county: what lies one level below and holds a site. */
export function childrenOf(scope: string, sites: readonly Site[]): Child[] {
  if (!/^\d{6}$/.test(scope)) return [];
  const inside = sites.filter(({ area }) => areaWithin(area, scope));
  const below = (codes: string[]) => [...new Set(codes)].filter((code) => code !== scope).sort();
  if (scope.endsWith('0000')) return below(inside.map(({ area }) => cityOf(area))).map((code) => ({ scope: code }));
  const counties = scope.endsWith('00') ? below(inside.map(({ area }) => area)) : [];
  if (counties.length > 0) return counties.map((code) => ({ scope: code }));
  return inside.map(({ id, name }) => ({ scope: `site:${id}`, name }));
}

/** Whether what lies in an area or is a site belongs to a child. */
export const belongsTo = ({ scope }: Child, { id, area }: Pick<Site, 'id' | 'area'>): boolean =>
  /^\d{6}$/.test(scope) ? areaWithin(area, scope) : scope === `site:${id}`;
