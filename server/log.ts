import { type Logger, pino } from 'pino';

export type { Logger };

/** Structured logs on stdout, without secrets. */
export function makeLog(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: {
      paths: ['password', 'token', '*.password', '*.token', 'headers.cookie', 'headers.authorization'],
      censor: '[kept out]',
    },
  });
}
