import type { ApiError } from '../../shared/contract/http';
import { API_ERROR_CODES } from '../../shared/contract/vocabulary';
import type { FailureCode } from '../vocabulary';
import { attendance } from './exams/attendance';
import { RequestFailure } from './failure';

/** Parameters of an address; a list of values stands several times. */
export type Query = Readonly<Record<string, QueryValue | readonly string[] | null | undefined>>;
type QueryValue = string | number | boolean;

interface Options {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Query;
  body?: unknown;
  /** A file or a chunk of one, in place of a body, and where the chunk lies (`Content-Range`). */
  chunk?: { bytes: Blob; range?: string };
  /** The answer is a text, not JSON. */
  text?: true;
  /** A 401 is about what was typed, not about the session. */
  typed?: true;
  signal?: AbortSignal;
  /** How long an answer is waited for, ms; 20 s when absent. */
  timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;

let tellUnauthenticated: () => void = () => undefined;
let tellForbidden: () => void = () => undefined;

/** What happens when the server no longer knows the session: set once, by the application. */
export function onUnauthenticated(tell: () => void): void {
  tellUnauthenticated = tell;
}

/** What happens when the server refuses what this account may: the session may have to do something first by now. */
export function onForbidden(tell: () => void): void {
  tellForbidden = tell;
}

/** A route of the contract with its path parameter put in: `/api/devices/:id` → `/api/devices/D1`. */
export function pathOf(route: string, id?: string): string {
  return id === undefined ? route : route.replace(':id', encodeURIComponent(id));
}

export function withQuery(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([key, value]) => {
    if (value === null || value === undefined || value === '') return [];
    const values = Array.isArray(value) ? value : [value];
    return values.map((one) => [key, String(one)]);
  });
  const search = new URLSearchParams(pairs).toString();
  return search ? `${path}?${search}` : path;
}

/**
 * Every HTTP request of the client. Resolves to the body as the contract types it; throws `RequestFailure` with the server's
 * code, or `offline` when there was no answer. An aborted request throws the abort itself.
 */
export async function request<T>(path: string, options: Options = {}): Promise<T> {
  const { method = 'GET', query, body, chunk, signal, timeoutMs = TIMEOUT_MS } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  let response: Response;
  try {
    response = await fetch(withQuery(path, query), {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...attendance(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(chunk && { 'content-type': 'application/octet-stream' }),
        ...(chunk?.range !== undefined && { 'content-range': chunk.range }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(chunk && { body: chunk.bytes }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw timeout.aborted
      ? new RequestFailure('timeout', 'no answer in time')
      : new RequestFailure('offline', String(error));
  }
  const text = await response.text();
  const parsed = parse(text);
  if (!response.ok) {
    const failure = failureFrom(response, parsed);
    if (failure.code === 'unauthenticated' && !options.typed) tellUnauthenticated();
    if (failure.code === 'forbidden' || failure.code === 'required-action') tellForbidden();
    throw failure;
  }
  return (options.text ? text : parsed) as T;
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

const BY_STATUS: Record<number, FailureCode> = {
  400: 'bad-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'erased',
  413: 'too-large',
  415: 'unsupported-type',
  429: 'too-fast',
  502: 'offline',
  503: 'not-ready',
  504: 'timeout',
};

/** A code of a newer server, or of something between, has no sentence here: the status tells what it is. */
const codeOf = (error: ApiError | undefined, status: number): FailureCode =>
  error && API_ERROR_CODES.includes(error.code) ? error.code : (BY_STATUS[status] ?? 'internal');

function failureFrom(response: Response, body: unknown): RequestFailure {
  const error = (body as { error?: ApiError } | undefined)?.error;
  const wait = Number(response.headers.get('retry-after'));
  return new RequestFailure(
    codeOf(error, response.status),
    error?.message ?? response.statusText,
    error?.field,
    Number.isFinite(wait) && wait > 0 ? wait : undefined,
    error?.reason,
  );
}
