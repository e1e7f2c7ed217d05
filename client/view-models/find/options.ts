import type { SearchHit } from '../../../shared/contract/http';
import { SEARCH_SORTS } from '../../../shared/contract/vocabulary';

/** A page of the navigation. */
export interface FoundPage {
  sort: 'page';
  id: string;
  name: string;
}
export type FindOption = SearchHit | FoundPage;

export interface FindGroup {
  key: 'recent' | FindOption['sort'];
  options: FindOption[];
}

export const keyOf = ({ sort, id }: Pick<FindOption, 'sort' | 'id'>) => `${sort}:${id}`;

/** What is listed: without a question what was opened last, else pages and hits by sort, recent ones first in each. */
export function groupsOf(
  q: string,
  { recent, pages, hits }: { recent: readonly FindOption[]; pages: readonly FoundPage[]; hits: readonly SearchHit[] },
): FindGroup[] {
  const wanted = q.trim().toLowerCase();
  const groups: FindGroup[] =
    wanted === ''
      ? [
          { key: 'recent', options: [...recent] },
          { key: 'page', options: [...pages] },
        ]
      : [
          { key: 'page', options: pages.filter(({ name }) => name.toLowerCase().includes(wanted)) },
          ...SEARCH_SORTS.map((sort): FindGroup => ({ key: sort, options: recentFirst(sort, hits, recent) })),
        ];
  return groups.filter(({ options }) => options.length > 0);
}

function recentFirst(sort: FindOption['sort'], hits: readonly SearchHit[], recent: readonly FindOption[]): SearchHit[] {
  const known = recent.map(keyOf);
  const rank = (hit: SearchHit) => {
    const index = known.indexOf(keyOf(hit));
    return index < 0 ? known.length : index;
  };
  return hits.filter((hit) => hit.sort === sort).sort((a, b) => rank(a) - rank(b));
}
