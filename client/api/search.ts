import type { SearchAnswer } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import { request } from './request';

/** Sites, rooms, devices and faults by code, name or pinyin initials. */
export const search = (q: string, signal: AbortSignal) =>
  request<SearchAnswer>(ROUTES.search, { query: { q }, signal });
