import type { ApiErrorCode } from '../../shared/contract/http';

/** Why a request brought nothing: the server's own code, or that it could not be reached at all. */
export type FailureCode = ApiErrorCode | 'offline' | 'timeout';

export class Failure extends Error {
  constructor(
    readonly code: FailureCode,
    message: string,
    /** The parameter or field at fault, when the server names one. */
    readonly field?: string,
    /** Seconds to wait before the next try (429). */
    readonly retryAfterS?: number,
  ) {
    super(message);
    this.name = 'Failure';
  }
}

export function failureOf(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('internal', String(error));
}
