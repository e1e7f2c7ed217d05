import type { Account, SessionAnswer } from '../../shared/contract/http';
import { ROLES } from '../../shared/model/vocabulary';

const KEY = 'kaodian.identity';

/** Who used this machine last: enough to open the shell without a network. It gives no right to anything. */
export interface Identity {
  user: Account;
  zone: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function parse(text: string): Identity | null {
  const found: unknown = JSON.parse(text);
  if (!isRecord(found)) return null;
  const { id, name, role: given, scope, zone } = found;
  const role = ROLES.find((one) => one === given);
  if (typeof id !== 'string' || typeof name !== 'string' || typeof zone !== 'string' || !role) return null;
  if (!Array.isArray(scope) || !scope.every((one) => typeof one === 'string')) return null;
  return { user: { id, name, role, scope }, zone };
}

/** null: nobody, or storage is closed or holds something else. */
export function readIdentity(): Identity | null {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? null : parse(text);
  } catch {
    return null;
  }
}

/** Keeps who is logged in; null drops what was kept (log-out, 401). Another account replaces the one before it. */
export function keepIdentity(answer: SessionAnswer | null): void {
  try {
    if (answer === null) return localStorage.removeItem(KEY);
    const { user, zone } = answer;
    localStorage.setItem(
      KEY,
      JSON.stringify({ id: user.id, name: user.name, role: user.role, scope: user.scope, zone }),
    );
  } catch {
    // Storage is closed (a kiosk, a private window): a start without a network leads to the log-in page.
  }
}
