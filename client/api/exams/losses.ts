import type { SittingLosses } from '../../../shared/contract/http';
import { ROUTES } from '../../../shared/contract/routes';
import { pathOf, request } from '../request';

/** What a sitting lost so far, room by room (semantics 8). */
export const readLosses = (id: string, signal?: AbortSignal): Promise<SittingLosses> =>
  request(pathOf(ROUTES.sittingLosses, id), { ...(signal && { signal }) });
