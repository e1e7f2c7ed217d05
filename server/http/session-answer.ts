import type { CookieOptions, Request, Response } from 'express';
import type { SessionAnswer } from '../../shared/contract/http';
import type { Begun, Refused } from '../access/authentication';
import type { Caller } from '../access/callers';
import { type ClientDescription, SESSION_MAX_MS } from '../access/sessions';
import { type Context, cookieName } from '../services/context';
import { ApiFailure } from '../services/failure';
import { requiredActionsOf } from '../services/required-actions';
import { clientFamily } from './client-family';

export const cookieFor = ({ secure }: Context): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  secure,
  path: '/',
});

/** The longest that browsers keep a cookie; a screen's is set again each time that its page is loaded. */
const KIOSK_COOKIE_MS = 400 * 24 * 3_600_000;

/** Keeps a screen's secret in its browser: it is valid until it is revoked. */
export function keepKiosk(context: Context, res: Response, secret: string): void {
  res.cookie(cookieName(context), secret, { ...cookieFor(context), maxAge: KIOSK_COOKIE_MS });
}

/** Where a request comes from, for the list of sessions. */
export const clientOf = ({ ip = '', headers }: Request): ClientDescription => ({
  address: ip.slice(0, 100),
  client: clientFamily(headers['user-agent']),
});

/**
 * The public address, for a request by which a browser keeps no cookie: not by TLS, and not by the host of PUBLIC_URL,
 * where a proxy may end TLS without being named in TRUST_PROXY.
 */
function openAt({ secure, own: { publicOrigin, isSecure } }: Context, req: Request): { openAt?: string } {
  if (!secure || publicOrigin === null || isSecure(req)) return {};
  return req.headers.host?.toLowerCase() === new URL(publicOrigin).host ? {} : { openAt: publicOrigin };
}

export async function sessionAnswer(context: Context, caller: Caller): Promise<SessionAnswer> {
  const must = await requiredActionsOf(context, caller);
  const { account: user } = caller;
  const { zone, clock } = context;
  const kiosk = caller.by === 'kiosk' && { kiosk: true as const };
  return { user, zone, now: clock(), ...(must.length > 0 && { must }), ...kiosk };
}

/** The failure of a refused log-in; it mentions a code only after the password was right. */
export function refusal(refused: Refused): ApiFailure {
  if ('waitS' in refused)
    return new ApiFailure('too-fast', 'too many wrong tries: wait, then go on', undefined, refused.waitS);
  switch (refused.refused) {
    case 'code-wanted':
      return new ApiFailure('second-factor', 'the code of the second factor is wanted besides', 'code');
    case 'wrong-code':
      return new ApiFailure('second-factor', 'the code is wrong, or was used', 'code');
    default:
      return new ApiFailure('unauthenticated', 'the name or the password is wrong');
  }
}

/**
 * Sends a new session to its browser: the cookie, and the answer.
 * @throws ApiFailure when the log-in was refused.
 */
export async function handOut(context: Context, res: Response, begun: Begun | Refused): Promise<SessionAnswer> {
  if (!('caller' in begun)) throw refusal(begun);
  const { caller, secret } = begun;
  // The server ends the session by the settings in force, which may change while the browser keeps this.
  res.cookie(cookieName(context), secret, { ...cookieFor(context), maxAge: SESSION_MAX_MS });
  context.clientAddresses.loggedIn(caller.account.id, res.req.ip ?? '');
  return { ...(await sessionAnswer(context, caller)), ...openAt(context, res.req) };
}

/** A new session for an account whose others were just ended by its owner. */
export async function renewSession(context: Context, res: Response, accountId: string): Promise<SessionAnswer> {
  const begun = await context.authentication.begin(accountId, clientOf(res.req));
  if (!begun) throw new ApiFailure('unauthenticated', 'log in first');
  return handOut(context, res, begun);
}
