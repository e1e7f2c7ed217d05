import type { FailureCode } from '../vocabulary';

export class RequestFailure extends Error {
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

export function failureOf(error: unknown): RequestFailure {
  return error instanceof RequestFailure ? error : new RequestFailure('internal', String(error));
}
