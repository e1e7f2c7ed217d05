import type { RefusedPaymentList } from '../../../shared/contract/http';
import { ROUTES } from '../../../shared/contract/routes';
import { request } from '../request';

/** The payments of a scope that were refused in the last 90 days. */
export const readRefusedPayments = (scope: string, signal?: AbortSignal) =>
  request<RefusedPaymentList>(ROUTES.refusedPayments, { query: { scope }, ...(signal && { signal }) });
