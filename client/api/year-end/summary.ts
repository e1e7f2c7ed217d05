import type { ClosingAnswer, Summary, SummaryStatus } from '../../../shared/contract/http';
import { ROUTES } from '../../../shared/contract/routes';
import type { FormId, SummaryFormat } from '../../../shared/forms/vocabulary';
import { request, withQuery } from '../request';

/** The form of a scope and year. */
export interface FormOfYear {
  scope: string;
  year: number;
}

const routeOf = (route: string, year: number): string => route.replace(':year', String(year));
/** A year of a million entries is worked out in a thread, ms. */
const TIMEOUT_MS = 60_000;

/** @param edition a closed one; absent: the one that stands, else the form as it is now. */
export const readSummary = (
  { scope, year, edition }: FormOfYear & { edition?: number | 'draft' },
  signal?: AbortSignal,
) =>
  request<Summary>(routeOf(ROUTES.summary, year), {
    query: { scope, ...(edition !== undefined && { edition: String(edition) }) },
    timeoutMs: TIMEOUT_MS,
    ...(signal && { signal }),
  });

export const readSummaryStatus = ({ scope, year }: FormOfYear, signal?: AbortSignal) =>
  request<SummaryStatus>(routeOf(ROUTES.summaryStatus, year), {
    query: { scope },
    timeoutMs: TIMEOUT_MS,
    ...(signal && { signal }),
  });

/** @param upTo the ledger number of the form that was looked at. @throws RequestFailure conflict */
export const closeYear = ({ scope, year }: FormOfYear, upTo: number): Promise<ClosingAnswer> =>
  request(routeOf(ROUTES.summaryClose, year), { method: 'POST', body: { scope, upTo }, timeoutMs: TIMEOUT_MS });

/** @throws RequestFailure conflict */
export const reopenYear = ({ scope, year }: FormOfYear, reason: string): Promise<void> =>
  request(routeOf(ROUTES.summaryReopen, year), { method: 'POST', body: { scope, reason } });

export const formAddress = ({ scope, year }: FormOfYear, form: FormId, format: SummaryFormat): string =>
  withQuery(routeOf(ROUTES.summary, year), { scope, form, format });
