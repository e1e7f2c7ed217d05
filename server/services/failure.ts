import type { AccountRefusal, ApiError, ApiErrorCode } from '../../shared/contract/http';
import { ValidationError } from '../access/account-admin';
import { FileRefused } from '../files/refused';
import { PasswordsBusy } from '../access/passwords';
import { NoSuchSeq } from '../ledger/querying/figures';
import { ClockDoubted, NotReady, TooFast } from '../ledger/errors';
import { StorageError } from '../store/store';

/** What an edge refuses with: each transport maps the closed codes once. */
export class ApiFailure extends Error {
  constructor(
    readonly code: ApiErrorCode,
    message: string,
    readonly field?: string,
    readonly retryAfterS?: number,
    readonly reason?: AccountRefusal,
  ) {
    super(message);
  }
}

const STORAGE: Readonly<Record<StorageError['reason'], string>> = {
  full: 'the server could not write: its disk is full or failing; nothing was recorded, send it again later',
  'read-only': 'the server could not write: its data folder is read-only; nothing was recorded, send it again later',
  busy: 'the server’s database is busy; nothing was recorded, send it again later',
  unsure: 'the server could not see whether it was written: send the same again, it is recorded once',
  fenced: 'another server writes this ledger; nothing was recorded, send it again later',
  broken: 'the server’s database refused; nothing was recorded',
};

/** A clock is set right by a person or a time server, which takes its time. */
const CLOCK_RETRY_S = 60;

/** A file takes long while the machine has much to do. */
const FILE_RETRY_S = 10;

/** Any error as one of the closed set (contract: one mapping for HTTP and the live channel). */
export function failureOf(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  if (error instanceof ValidationError)
    return new ApiFailure('bad-request', `${error.field}: ${error.message}`, error.field, undefined, error.reason);
  if (error instanceof StorageError) return new ApiFailure('storage', STORAGE[error.reason], undefined, 2);
  if (error instanceof ClockDoubted) return new ApiFailure('clock', error.message, undefined, CLOCK_RETRY_S);
  if (error instanceof NotReady)
    return new ApiFailure('not-ready', 'the ledger is being read: try again', undefined, 1);
  if (error instanceof TooFast) return new ApiFailure('too-fast', error.message, undefined, 1);
  // A form or a workbook of ours; what somebody sent is told as what is wrong with it.
  if (error instanceof FileRefused)
    return new ApiFailure('busy', 'the server could not make this file in time: try again', undefined, FILE_RETRY_S);
  if (error instanceof PasswordsBusy) return new ApiFailure('busy', `${error.message}: try again`, undefined, 1);
  if (error instanceof NoSuchSeq) return new ApiFailure('bad-request', error.message, 'asOf');
  const type = (error as { type?: unknown } | null)?.type;
  if (type === 'entity.too.large') {
    const { limit } = error as { limit?: number };
    return new ApiFailure('too-large', `the body of this request holds at most ${limit ?? 0} bytes`);
  }
  if (type === 'entity.parse.failed') return new ApiFailure('bad-request', 'the body is not JSON', 'body');
  // What else the body parser and the router refuse carries a status below 500: a wrong encoding, a broken path.
  const status = (error as { status?: unknown } | null)?.status;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new ApiFailure('bad-request', (error as Error).message);
  }
  return new ApiFailure('internal', 'the server failed; its log says how');
}

export function apiError({ code, message, field, reason, retryAfterS }: ApiFailure): ApiError {
  return {
    code,
    message,
    ...(field !== undefined && { field }),
    ...(reason !== undefined && { reason }),
    ...(retryAfterS !== undefined && { retryAfterS }),
  };
}

/** Whether the log should hear of it: what a caller did wrong is the caller's. */
export function isOurs({ code }: ApiFailure): boolean {
  return code === 'internal' || code === 'storage';
}
