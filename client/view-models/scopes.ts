import { areaChain, areaWithin } from '../../shared/model/scope';

export interface ScopeChoice {
  code: string;
  /** 0 province, 1 city, 2 county */
  level: 0 | 1 | 2;
  /** A site's own name; an area's is known by its code. */
  name?: string;
}

function levelOf(code: string): ScopeChoice['level'] {
  if (code.endsWith('0000')) return 0;
  return code.endsWith('00') ? 1 : 2;
}

/** Every area that holds a site, with those above it: parents before their children, by code. */
export function scopeChoices(siteAreas: readonly string[]): ScopeChoice[] {
  const codes = [...new Set(siteAreas.flatMap(areaChain))].sort();
  return codes.map((code) => ({ code, level: levelOf(code) }));
}

/**
 * The scopes that an account can choose: the areas within its own, or its sites. An empty own scope means everywhere.
 */
export function choicesWithin(
  own: readonly string[],
  sites: readonly { id: string; name: string; area: string }[],
): ScopeChoice[] {
  const areas = scopeChoices(sites.map((site) => site.area));
  if (own.length === 0) return areas;
  const within = areas.filter(({ code }) => own.some((outer) => /^\d{6}$/.test(outer) && areaWithin(code, outer)));
  const ownSites = sites.filter(({ id }) => own.includes(`site:${id}`));
  return [...within, ...ownSites.map(({ id, name }) => ({ code: `site:${id}`, level: 0 as const, name }))];
}

/** The smallest area that holds every site; null when they lie in several provinces, or there is none. */
export function commonScope(siteAreas: readonly string[]): string | null {
  const [first, ...rest] = siteAreas;
  if (first === undefined) return null;
  return areaChain(first).find((code) => rest.every((other) => areaChain(other).includes(code))) ?? null;
}

/** Where a page opens when neither address nor account names a scope: the area of all sites, or their first province. */
export function firstScope(siteAreas: readonly string[]): string | null {
  return commonScope(siteAreas) ?? scopeChoices(siteAreas)[0]?.code ?? null;
}
