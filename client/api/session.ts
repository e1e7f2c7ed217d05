import type { Account, SessionAnswer } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import { Failure } from './failure';
import { request } from './request';

/** Who I am; null when nobody is logged in. */
export async function whoAmI(): Promise<Account | null> {
  try {
    return (await request<SessionAnswer>(ROUTES.session)).user;
  } catch (error) {
    if (error instanceof Failure && error.code === 'unauthenticated') return null;
    throw error;
  }
}

export async function logIn(username: string, password: string): Promise<Account> {
  return (await request<SessionAnswer>(ROUTES.session, { method: 'POST', body: { username, password } })).user;
}

export async function logOut(): Promise<void> {
  await request(ROUTES.session, { method: 'DELETE' });
}

/** The first start: gives `admin` a password by the one-time link, and logs in. */
export async function setUp(secret: string, password: string): Promise<Account> {
  return (await request<SessionAnswer>(ROUTES.setUp, { method: 'POST', body: { secret, password } })).user;
}
