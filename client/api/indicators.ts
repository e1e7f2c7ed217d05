import type { EvidenceAnswer, IndicatorsAnswer, TrendAnswer } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import type { IndicatorId } from '../../shared/model/vocabulary';
import type { AsOf } from './read';
import { pathOf, request } from './request';

/** What the figures of the form are of. */
export interface FormQuery {
  scope: string;
  period: string;
  asOf?: AsOf;
}

export const readIndicators = (query: FormQuery, signal?: AbortSignal) =>
  request<IndicatorsAnswer>(ROUTES.indicators, { query: { ...query }, ...(signal && { signal }) });

export const readTrend = (query: FormQuery, signal?: AbortSignal) =>
  request<TrendAnswer>(ROUTES.trend, { query: { ...query }, ...(signal && { signal }) });

/** One page of the records of a row; `after` ends the page before. */
export const readEvidence = (
  id: IndicatorId,
  query: FormQuery & { after?: string | undefined; limit: number },
  signal?: AbortSignal,
) => request<EvidenceAnswer>(pathOf(ROUTES.evidence, id), { query: { ...query }, ...(signal && { signal }) });
