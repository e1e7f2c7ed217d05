import { parseCookie } from 'cookie';
import type { Account } from '../../shared/contract/http';
import { covers } from '../../shared/fold/within';
import type { Instant } from '../../shared/model/instant';
import type { Scope } from '../../shared/model/scope';
import { type Access, COOKIE, type Known } from '../access/access';
import type { Managed } from '../access/managed';
import { reachOf } from '../access/policy';
import type { SecondFactors } from '../access/second-factor';
import type { DiskWatch } from '../disk';
import type { Figures } from '../ledger/figures';
import type { Ledger } from '../ledger/ledger';
import type { Metrics } from '../metrics';
import type { Beats } from '../probes/beats';
import type { PushTokens } from '../probes/push-tokens';
import type { Store } from '../store/store';
import { Failure } from './failure';

/** What the routes work with. */
export interface Context {
  ledger: Ledger;
  figures: Figures;
  store: Store;
  access: Access;
  managed: Managed;
  secondFactors: SecondFactors;
  metrics: Metrics;
  disk: Pick<DiskWatch, 'low'>;
  beats: Beats;
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
export async function whoAsks(context: Pick<Context, 'access'>, secret: string | null): Promise<Known> {
  const known = secret === null ? null : await context.access.whoIs(secret);
  if (!known) throw new Failure('unauthenticated', 'log in first');
  return known;
}

/**
 * The scope that a request names has to lie within the account's (contract 3): absent and beyond are the same answer.
 * @throws Failure forbidden, naming `scope`.
 */
export async function inScope(context: Pick<Context, 'ledger'>, account: Account, scope: Scope): Promise<void> {
  const reach = reachOf(account);
  if (reach === null) return;
  const inside = await context.ledger.read((fold, now) => covers(fold, reach, scope, now));
  if (!inside) throw new Failure('forbidden', 'this scope is not within the account’s', 'scope');
}
