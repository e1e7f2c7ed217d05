import type { ReadinessThen } from '../../../shared/contract/http';
import { ROUTES } from '../../../shared/contract/routes';
import { pathOf, request } from '../request';

/** The readiness of a sitting's session in a scope, as known at an instant (semantics 2 and 8). */
export const readReadinessThen = (
  id: string,
  query: { scope: string; asOf: string },
  signal?: AbortSignal,
): Promise<ReadinessThen> => request(pathOf(ROUTES.readinessThen, id), { query, ...(signal && { signal }) });
