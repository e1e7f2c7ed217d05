import type { CookieOptions, Response } from 'express';
import type { SessionAnswer } from '../../shared/contract/http';
import { type Begun, COOKIE, type Known, type Refused, SESSION_MS } from '../access/access';
import type { Context } from '../edge/context';
import { Failure } from '../edge/failure';
import { mustOf } from '../edge/must';

export const cookieFor = ({ secure }: Context): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  secure,
  path: '/',
});

export async function sessionAnswer(context: Context, known: Known): Promise<SessionAnswer> {
  const must = await mustOf(context, known);
  return must.length > 0 ? { user: known.account, must } : { user: known.account };
}

/** What is said to who is not let in; nothing of a code before the password is right. */
export function refusal(refused: Refused): Failure {
  if ('waitS' in refused)
    return new Failure('too-fast', 'too many wrong tries: wait, then go on', undefined, refused.waitS);
  switch (refused.refused) {
    case 'code-wanted':
      return new Failure('second-factor', 'the code of the second factor is wanted besides', 'code');
    case 'wrong-code':
      return new Failure('second-factor', 'the code is wrong, or was used', 'code');
    default:
      return new Failure('unauthenticated', 'the name or the password is wrong');
  }
}

/**
 * Hands a session that has begun to its browser: the cookie, and the answer.
 * @throws Failure when none has.
 */
export async function handOut(context: Context, res: Response, begun: Begun | Refused): Promise<SessionAnswer> {
  if (!('known' in begun)) throw refusal(begun);
  const { known, secret } = begun;
  res.cookie(COOKIE, secret, { ...cookieFor(context), maxAge: SESSION_MS });
  return sessionAnswer(context, known);
}

/** A new session for an account whose others were just ended by its owner. */
export async function goOn(context: Context, res: Response, accountId: string): Promise<SessionAnswer> {
  const begun = await context.access.begin(accountId);
  if (!begun) throw new Failure('unauthenticated', 'log in first');
  return handOut(context, res, begun);
}
