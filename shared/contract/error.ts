import { z } from 'zod';
import { named } from './components';
import { ACCOUNT_REFUSALS, API_ERROR_CODES } from './vocabulary';

export const ApiError = z.strictObject({
  code: z.enum(API_ERROR_CODES),
  message: z.string(),
  /** The parameter or field at fault. */
  field: z.string().optional(),
  /** Which of the field's rules it breaks. */
  reason: z.enum(ACCOUNT_REFUSALS).optional(),
  /** Seconds until the next try may succeed; over HTTP the header Retry-After says the same. */
  retryAfterS: z.number().optional(),
});
export type ApiError = z.infer<typeof ApiError>;

/** The body of every refused request (contract 4). */
export const ErrorAnswer = named('Error', z.strictObject({ error: ApiError }));
