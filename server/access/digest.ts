import { createHash } from 'node:crypto';

/** SHA-256 of a session's or a token's secret: what is stored and compared. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
