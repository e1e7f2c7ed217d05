import { z } from 'zod';
import { type TrustProxy, trustedBy } from './http/trust-proxy';

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value <= 65535);

function isZone(zone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}

/** `https://host[:port]`, and nothing more: the pages are served at the root of their origin. */
function originOf(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, origin, href } = new URL(text);
  return /^https?:$/.test(protocol) && href === `${origin}/` ? origin : null;
}

/** null: neither a number of proxies nor a list of addresses. */
function trustProxyOf(text: string): TrustProxy | null {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  try {
    trustedBy(text);
    return text;
  } catch {
    return null;
  }
}

/** A variable that a parser reads; null: it is wrong. */
const readBy = <T>(parse: (text: string) => T | null) =>
  z.string().transform((text, ctx) => {
    const value = parse(text);
    if (value !== null) return value;
    ctx.addIssue({ code: 'custom', message: 'wrong' });
    return z.NEVER;
  });

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const EVERY_MIN_MS = 10 * UNIT_MS.m;
const EVERY_MAX_MS = 30 * UNIT_MS.d;
/** Between two backups, where BACKUP_EVERY is not set. */
export const BACKUP_EVERY_MS = UNIT_MS.d;

/** `30m`, `6h`, `1d` in ms; null: none of them, or out of bounds. */
function durationOf(text: string): number | null {
  const [, digits, unit] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  if (digits === undefined) return null;
  const ms = Number(digits) * UNIT_MS[unit as keyof typeof UNIT_MS];
  return ms >= EVERY_MIN_MS && ms <= EVERY_MAX_MS ? ms : null;
}

/** Used when the first start sets no ZONE. */
const DEFAULT_ZONE = 'Asia/Shanghai';

/** The variables of contract 2, each with a description of a valid value. */
const shape = z.object({
  PORT: port.default(3000).describe('a port, 0–65535'),
  HOST: z.string().default('127.0.0.1').describe('an address to listen on'),
  DATA_DIR: z.string().default('./data').describe('a folder'),
  DATABASE_URL: z
    .string()
    .refine(() => false)
    .optional()
    .describe('unset: this version keeps its ledger embedded in DATA_DIR'),
  ZONE: z.string().refine(isZone).optional().describe('an IANA time zone such as Asia/Shanghai'),
  ADMIN_PASSWORD: z.string().max(1000).optional().describe('at most 1,000 characters'),
  TLS_CERT: z.string().optional().describe('the path of a PEM file'),
  TLS_KEY: z.string().optional().describe('the path of a PEM file'),
  PUBLIC_URL: readBy(originOf)
    .optional()
    .describe('an http(s) address without path, query or user, such as https://kaodian.example.org'),
  TRUST_PROXY: readBy(trustProxyOf)
    .optional()
    .describe('the number of proxies in front, or their addresses, such as 1 or 10.0.0.2,192.168.0.0/16'),
  BACKUP_DIR: z.string().optional().describe('a folder outside DATA_DIR that exists'),
  BACKUP_EVERY: readBy(durationOf).optional().describe('a time from 10m to 30d, such as 30m, 6h or 1d'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('fatal, error, warn, info, debug, trace or silent'),
});

export type Config = z.infer<typeof shape>;

/** A wrong value in the environment: `message` is the one line that the start prints (contract 2). */
export class ConfigError extends Error {}

/**
 * The environment as the server uses it; an empty value counts as unset.
 * @throws ConfigError with the first wrong variable and a description of a valid value.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.keys(shape.shape).map((key) => [key, env[key] || undefined]));
  const parsed = shape.safeParse(given);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]!.path[0]) as keyof Config;
    throw new ConfigError(`${name} is wrong: it wants ${shape.shape[name].description}`);
  }
  if (!parsed.data.TLS_CERT !== !parsed.data.TLS_KEY) {
    throw new ConfigError('TLS_CERT and TLS_KEY are wanted together: set both or neither');
  }
  if (parsed.data.BACKUP_EVERY !== undefined && parsed.data.BACKUP_DIR === undefined) {
    throw new ConfigError('BACKUP_EVERY wants BACKUP_DIR: name the folder of the backups');
  }
  return parsed.data;
}

/**
 * The business zone: fixed by the first start, since every day and year of the ledger is read in it (contract 2).
 * @throws ConfigError when a different zone is requested.
 */
export function zoneFor(asked: string | undefined, fixed: string | null): string {
  if (asked !== undefined && fixed !== null && asked !== fixed) {
    throw new ConfigError(`ZONE is wrong: the first start fixed it to ${fixed}`);
  }
  return fixed ?? asked ?? DEFAULT_ZONE;
}
