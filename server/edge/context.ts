import type { Request } from 'express';
import { parseCookie } from 'cookie';
import type { Account } from '../../shared/contract/http';
import type { Instant } from '../../shared/model/instant';
import type { Scope } from '../../shared/model/scope';
import { type Access, COOKIE } from '../access/access';
import { type Verb, may } from '../access/policy';
import type { Figures } from '../ledger/figures';
import type { Ledger } from '../ledger/ledger';
import type { Store } from '../store/store';
import { Failure } from './failure';

/** What the routes work with. */
export interface Context {
  ledger: Ledger;
  figures: Figures;
  store: Store;
  access: Access;
  clock: () => Instant;
  zone: string;
  /** The origin that the outside knows us by, when it is not the one we are asked as. */
  publicOrigin: string | null;
  /** Cookies only over TLS. */
  secure: boolean;
}

/** The secret that a request carries: a cookie, or a bearer token. */
export function secretOf(headers: { cookie?: string; authorization?: string }): string | null {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '');
  return bearer?.[1] ?? parseCookie(headers.cookie ?? '')[COOKIE] ?? null;
}

/** @throws Failure unauthenticated. */
export async function whoAsks(context: Context, request: Pick<Request, 'headers'>): Promise<Account> {
  const secret = secretOf(request.headers);
  const account = secret === null ? null : await context.access.whoIs(secret);
  if (!account) throw new Failure('unauthenticated', 'log in first');
  return account;
}

/**
 * Who asks, once it is known that they may: every route begins with this.
 * @throws Failure unauthenticated, forbidden (naming `scope` where the request gave one).
 */
export async function allowed(
  context: Context,
  request: Pick<Request, 'headers'>,
  verb: Verb,
  scope: Scope | null,
): Promise<Account> {
  const account = await whoAsks(context, request);
  if (!may(account, verb, scope)) throw new Failure('forbidden', 'this account may not', scope ? 'scope' : undefined);
  return account;
}
