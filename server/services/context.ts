import { parseCookie } from 'cookie';
import type { Account } from '../../shared/contract/http';
import type { Instant } from '../../shared/model/instant';
import type { Scope } from '../../shared/model/scope';
import { type Authentication, COOKIE, type Caller } from '../access/authentication';
import type { AccountAdmin } from '../access/account-admin';
import { visibilityOf } from '../access/policy';
import type { SecondFactors } from '../access/second-factor';
import type { DiskWatch } from '../disk';
import type { Figures } from '../ledger/querying/figures';
import type { Ledger } from '../ledger/ledger';
import type { Metrics } from '../metrics';
import type { Heartbeats } from '../monitoring/heartbeats';
import type { PushTokens } from '../monitoring/push-tokens';
import type { Store } from '../store/store';
import type { Ticker } from '../ticker/ticker';
import { ApiFailure } from './failure';
import type { Uploads } from './uploads';

/** What the routes work with. */
export interface Context {
  ledger: Ledger;
  ticker: Ticker;
  figures: Figures;
  store: Store;
  uploads: Uploads;
  authentication: Authentication;
  accountAdmin: AccountAdmin;
  secondFactors: SecondFactors;
  metrics: Metrics;
  disk: Pick<DiskWatch, 'low'>;
  heartbeats: Heartbeats;
  pushTokens: PushTokens;
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
export async function whoAsks(context: Pick<Context, 'authentication'>, secret: string | null): Promise<Caller> {
  const caller = secret === null ? null : await context.authentication.whoIs(secret);
  if (!caller) throw new ApiFailure('unauthenticated', 'log in first');
  return caller;
}

/**
 * The scope that a request names has to lie within the account's (contract 3): absent and beyond are the same answer.
 * @throws Failure forbidden, naming `scope`.
 */
export async function inScope(context: Pick<Context, 'ledger'>, account: Account, scope: Scope): Promise<void> {
  const visibility = visibilityOf(account);
  if (visibility === null) return;
  const inside = await context.ledger.read((fold, now) => fold.scoped.covers(visibility, scope, now));
  if (!inside) throw new ApiFailure('forbidden', 'this scope is not within the account’s', 'scope');
}
