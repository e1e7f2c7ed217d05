import { randomBytes, randomUUID } from 'node:crypto';
import { SESSION_HOURS_MAX } from '../../shared/model/bounds';
import type { Instant } from '../../shared/model/instant';
import { SETTINGS } from '../../shared/model/settings';
import type { Role } from '../../shared/model/vocabulary';
import type { SessionRow, Store } from '../store/store';
import { digestOf } from './digest';
import { isEndedByIdling } from './policy';

const HOUR_MS = 3_600_000;

/** The longest session that any setting allows: its row and its cookie are kept this long, the server ends it earlier. */
export const SESSION_MAX_MS = SESSION_HOURS_MAX * HOUR_MS;

/** The settings in force (contract 3). */
export interface SessionLimits {
  sessionHours: number;
  idleHours: number;
}

export const DEFAULT_LIMITS: SessionLimits = {
  sessionHours: SETTINGS.sessionHours.default,
  idleHours: SETTINGS.idleHours.default,
};

/** null: the ledger, which knows the settings, is being read. */
export type ReadLimits = () => Promise<SessionLimits | null>;

/** Where a session begins. */
export interface ClientDescription {
  address: string;
  /** The browser and the system; empty: unknown. */
  client: string;
}

/** A new session, and the secret of its cookie. */
export function newSession(accountId: string, now: Instant, { address, client }: ClientDescription) {
  const secret = randomBytes(32).toString('base64url');
  const dates = { startedAt: now, lastUsedAt: now, expiresAt: now + SESSION_MAX_MS };
  const session: SessionRow = { id: randomUUID(), digest: digestOf(secret), accountId, address, client, ...dates };
  return { secret, session };
}

/** When a session ends under the limits in force, however much it is used. */
export function latestEndOf({ startedAt }: Pick<SessionRow, 'startedAt'>, { sessionHours }: SessionLimits): Instant {
  return startedAt + sessionHours * HOUR_MS;
}

/** When a session ends under the limits in force, if it is not used again. */
export function endOf(
  session: Pick<SessionRow, 'startedAt' | 'lastUsedAt'>,
  role: Role,
  limits: SessionLimits,
): Instant {
  const { lastUsedAt } = session;
  const end = latestEndOf(session, limits);
  return lastUsedAt !== null && isEndedByIdling(role) ? Math.min(end, lastUsedAt + limits.idleHours * HOUR_MS) : end;
}

/** The sessions of an account that have not ended, newest first, each with its end. */
export async function openSessions(
  store: Pick<Store, 'sessions'>,
  account: { id: string; role: Role },
  limits: SessionLimits,
  now: Instant,
): Promise<SessionRow[]> {
  const rows = await store.sessions.of(account.id);
  return rows
    .map((row) => ({ ...row, expiresAt: endOf(row, account.role, limits) }))
    .filter((row) => row.expiresAt > now);
}
