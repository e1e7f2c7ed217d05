import type { CookieOptions, Response } from 'express';
import type { SessionAnswer } from '../../shared/contract/http';
import { type Begun, COOKIE, type Caller, type Refused, SESSION_MS } from '../access/authentication';
import type { Context } from '../services/context';
import { ApiFailure } from '../services/failure';
import { requiredActionsOf } from '../services/required-actions';

export const cookieFor = ({ secure }: Context): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  secure,
  path: '/',
});

export async function sessionAnswer(context: Context, caller: Caller): Promise<SessionAnswer> {
  const must = await requiredActionsOf(context, caller);
  const { account: user } = caller;
  const { zone, clock } = context;
  return { user, zone, now: clock(), ...(must.length > 0 && { must }) };
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
  res.cookie(COOKIE, secret, { ...cookieFor(context), maxAge: SESSION_MS });
  return sessionAnswer(context, caller);
}

/** A new session for an account whose others were just ended by its owner. */
export async function renewSession(context: Context, res: Response, accountId: string): Promise<SessionAnswer> {
  const begun = await context.authentication.begin(accountId);
  if (!begun) throw new ApiFailure('unauthenticated', 'log in first');
  return handOut(context, res, begun);
}
