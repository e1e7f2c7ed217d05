import { createHash, randomBytes } from 'node:crypto';

/** SHA-256 of a session's or a token's secret: what is stored and compared. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A secret that nobody guesses: of a token, a screen's link or a screen. */
export const newToken = (): string => `kd_${randomBytes(32).toString('base64url')}`;
