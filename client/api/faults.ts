import type { FaultItem, FaultStory, FigureCut, FiguresAnswer, PeopleAnswer } from '../../shared/contract/http';
import { ROUTES, listPath } from '../../shared/contract/routes';
import { type ListPage, readList } from './read';
import { pathOf, request } from './request';

const PAGE_LIMIT = 1000;

/** Faults with the texts that they were reported with, by reference. */
export interface FaultsRead {
  items: FaultItem[];
  texts: ReadonlyMap<string, string>;
}

type FaultPage = ListPage<FaultItem> & { papers?: Record<string, string> };

/**
 * The faults of a scope that were reported in `[from, to)`, with their texts: all pages, one after the other.
 * @param query `from`, `to`, or filters of the list.
 */
export async function readFaultsWithTexts(
  query: { scope: string; from?: string; to?: string; state?: readonly FaultItem['state'][] },
  signal?: AbortSignal,
): Promise<FaultsRead> {
  const items: FaultItem[] = [];
  const texts = new Map<string, string>();
  let after: string | undefined;
  do {
    const page: FaultPage = await request<FaultPage>(listPath('faults'), {
      query: { ...query, texts: true, limit: PAGE_LIMIT, after },
      ...(signal && { signal }),
    });
    items.push(...page.items);
    for (const [ref, text] of Object.entries(page.papers ?? {})) texts.set(ref, text);
    after = page.next;
  } while (after);
  return { items, texts };
}

/** @throws RequestFailure `not-found`: absent, or beyond the account's scope. */
export const readFaultStory = (id: string, signal?: AbortSignal) =>
  request<FaultStory>(pathOf(ROUTES.faultStory, id), signal ? { signal } : {});

export const readFigures = (query: { scope: string; from: string; to: string; by: FigureCut }, signal?: AbortSignal) =>
  request<FiguresAnswer>(ROUTES.figures, { query, ...(signal && { signal }) });

/** How many devices of a scope are in service now, by category, vendor, model and site. */
export async function readDeviceCounts(scope: string, signal?: AbortSignal) {
  const facets = ['category', 'vendor', 'model', 'site'] as const;
  const page = await readList('devices', { scope, service: 'inService', count: true, facets, limit: 1 }, signal);
  return { total: page.total ?? 0, by: page.facets ?? {} };
}

export const readPeople = (signal?: AbortSignal) => request<PeopleAnswer>(ROUTES.people, signal ? { signal } : {});
