import type {
  AuditChainAnswer,
  AuditMarksAnswer,
  AuditSampleAnswer,
  EntryItem,
  HealthAnswer,
  Page,
} from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import { type Query, request } from './request';

/** One page of the trail: everything that its filters name. */
export const readTrail = (query: Query, signal?: AbortSignal): Promise<Page<EntryItem>> =>
  request(ROUTES.entries, { query, ...(signal && { signal }) });

export const readMarks = (query: { scope?: string; period: string }, signal?: AbortSignal): Promise<AuditMarksAnswer> =>
  request(ROUTES.auditMarks, { query, ...(signal && { signal }) });

/** Long histories are walked for it: it may take longer than a list. */
const SAMPLE_TIMEOUT_MS = 120_000;

export const readSample = (
  query: { indicator: string; scope: string; period: string; seed: string; seq?: string },
  signal?: AbortSignal,
): Promise<AuditSampleAnswer> =>
  request(ROUTES.auditSample, { query, timeoutMs: SAMPLE_TIMEOUT_MS, ...(signal && { signal }) });

export const readChain = (signal?: AbortSignal): Promise<AuditChainAnswer> =>
  request(ROUTES.auditChain, { ...(signal && { signal }) });

export const checkChain = (): Promise<AuditChainAnswer> => request(ROUTES.auditChain, { method: 'POST' });

export const readSystemHealth = (signal?: AbortSignal): Promise<HealthAnswer> =>
  request(ROUTES.systemHealth, { ...(signal && { signal }) });
