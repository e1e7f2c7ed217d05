import type {
  RecoveryCodes,
  SecondFactorOffer,
  SecondFactorState,
  SessionAnswer,
  SessionItem,
  SessionItemPage,
} from '../../../shared/contract/http';
import { ROUTES } from '../../../shared/contract/routes';
import { RequestFailure } from '../failure';
import { pathOf, request } from '../request';

/** Who I am, and what I must do first; null when nobody is logged in. */
export async function whoAmI(): Promise<SessionAnswer | null> {
  try {
    return await request<SessionAnswer>(ROUTES.session);
  } catch (error) {
    if (error instanceof RequestFailure && error.code === 'unauthenticated') return null;
    throw error;
  }
}

/** @param code of the second factor, or a recovery code; wanted when the answer was `second-factor`. */
export function logIn(username: string, password: string, code?: string): Promise<SessionAnswer> {
  return request(ROUTES.session, { method: 'POST', body: { username, password, code }, typed: true });
}

export async function logOut(): Promise<void> {
  await request(ROUTES.session, { method: 'DELETE' });
}

/** The first start: gives `admin` a password by the one-time link, and logs in. */
export function setUp(secret: string, password: string): Promise<SessionAnswer> {
  return request(ROUTES.setUp, { method: 'POST', body: { secret, password } });
}

/** Opens a screen's link, once. `unauthenticated`: it was opened, revoked, or is too old. */
export function openKiosk(secret: string): Promise<SessionAnswer> {
  return request(ROUTES.kioskSession, { method: 'POST', body: { secret }, typed: true });
}

/** The open sessions of an account, newest first. */
export async function readSessions(accountId: string): Promise<SessionItem[]> {
  return (await request<SessionItemPage>(pathOf(ROUTES.userSessions, accountId))).items;
}

/** Ends the sessions of one's own account but the one that asks. */
export async function endOtherSessions(accountId: string): Promise<void> {
  await request(pathOf(ROUTES.userSessions, accountId), { method: 'DELETE', query: { except: 'current' } });
}

/** `unauthenticated`: the old password is wrong. */
export function changePassword(password: string, newPassword: string): Promise<SessionAnswer> {
  return request(ROUTES.session, { method: 'PATCH', body: { password, newPassword }, typed: true });
}

export function readSecondFactor(): Promise<SecondFactorState> {
  return request(ROUTES.secondFactor);
}

/** `unauthenticated`: the password is wrong. */
export function offerSecondFactor(password: string): Promise<SecondFactorOffer> {
  return request(ROUTES.secondFactor, { method: 'POST', body: { password }, typed: true });
}

/** `second-factor`: the code is wrong. */
export function confirmSecondFactor(code: string): Promise<RecoveryCodes> {
  return request(ROUTES.secondFactorConfirm, { method: 'POST', body: { code } });
}

export async function dropSecondFactor(password: string, code: string): Promise<void> {
  await request(ROUTES.secondFactor, { method: 'DELETE', body: { password, code }, typed: true });
}
