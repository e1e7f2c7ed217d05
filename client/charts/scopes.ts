import { areaChain } from '../../shared/model/scope';

export interface ScopeChoice {
  code: string;
  /** 0 province, 1 city, 2 county */
  level: 0 | 1 | 2;
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

/** The smallest area that holds every site: where a page opens when nobody has said anything. */
export function commonScope(siteAreas: readonly string[]): string | null {
  const [first, ...rest] = siteAreas;
  if (first === undefined) return null;
  return areaChain(first).find((code) => rest.every((other) => areaChain(other).includes(code))) ?? null;
}
