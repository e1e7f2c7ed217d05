import type { AccountRefusal } from '../../shared/contract/http';
import type { FailureCode } from '../vocabulary';

export class RequestFailure extends Error {
  constructor(
    readonly code: FailureCode,
    message: string,
    /** The parameter or field at fault, when the server names one. */
    readonly field?: string,
    /** Seconds to wait before the next try (429). */
    readonly retryAfterS?: number,
    /** Which of the field's rules it breaks, of an account or a token. */
    readonly reason?: AccountRefusal,
  ) {
    super(message);
    this.name = 'Failure';
  }
}

export function failureOf(error: unknown): RequestFailure {
  return error instanceof RequestFailure ? error : new RequestFailure('internal', String(error));
}

/** Failures after which a request that writes may have been carried out: the answer was lost, or the server failed. */
const UNSURE: ReadonlySet<FailureCode> = new Set<FailureCode>(['offline', 'timeout', 'storage', 'internal']);

export function mayBeRecorded({ code }: RequestFailure): boolean {
  return UNSURE.has(code);
}
