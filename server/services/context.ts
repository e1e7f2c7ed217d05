import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { parseCookie } from 'cookie';
import type { Account } from '../../shared/contract/http';
import type { Instant } from '../../shared/model/instant';
import type { Scope } from '../../shared/model/scope';
import type { AccountAdmin } from '../access/account-admin';
import type { Authentication } from '../access/authentication';
import type { Caller } from '../access/callers';
import type { FirstStart } from '../access/first-start';
import type { Kiosks } from '../access/kiosks';
import { visibilityOf } from '../access/policy';
import type { WriteQuota } from '../access/write-quota';
import type { SecondFactors } from '../access/second-factor';
import type { BackupState } from '../backups/backups';
import type { ChainCheck } from '../backups/chain-check';
import type { DrillResult } from '../backups/drill-file';
import type { WatchedClock } from '../clock/watched-clock';
import type { DiskWatch } from '../disk';
import type { FileThreads } from '../workbooks/file-threads';
import type { Figures } from '../ledger/querying/figures';
import type { ReadTurns } from '../ledger/querying/read-turns';
import type { RequestTurns } from './request-turns';
import type { Ledger } from '../ledger/ledger';
import type { Metrics } from '../metrics';
import type { Heartbeats } from '../monitoring/heartbeats';
import type { PushTokens } from '../monitoring/push-tokens';
import type { StorageHealth } from '../storage-health';
import type { Store } from '../store/store';
import type { Ticker } from '../ticker/ticker';
import { limitToMakers } from './acting';
import { ApiFailure } from './failure';
import type { Imports } from './imports/imports';
import type { OwnOrigin } from './origin';
import type { Uploads } from './papers/uploads';

/** What the routes work with. */
export interface Context {
  ledger: Ledger;
  ticker: Ticker;
  figures: Figures;
  turns: ReadTurns;
  requestTurns: RequestTurns;
  store: Store;
  uploads: Uploads;
  fileThreads: FileThreads;
  imports: Imports;
  authentication: Authentication;
  firstStart: Pick<FirstStart, 'setUp'>;
  accountAdmin: AccountAdmin;
  kiosks: Kiosks;
  secondFactors: SecondFactors;
  metrics: Metrics;
  disk: Pick<DiskWatch, 'low' | 'space'>;
  storage: Pick<StorageHealth, 'failing'>;
  clockWatch: Pick<WatchedClock, 'doubt'>;
  heartbeats: Heartbeats;
  pushTokens: PushTokens;
  /** The codes of surveys, and the tokens that they stand for. */
  slips: {
    all(surveyId: string, count: number): string[];
    tokenOf(surveyId: string, count: number, code: string): string | null;
  };
  writeQuota: WriteQuota;
  chain: Pick<ChainCheck, 'last' | 'progress' | 'start'>;
  /** What the page of the system’s health shows beside the metrics. */
  health: {
    startedAt: Instant;
    backups(): (BackupState & { everyMs: number; folder: string }) | null;
    drill(): DrillResult | null;
    databaseBytes(): number | null;
  };
  clock: () => Instant;
  zone: string;
  /** The origin that browsers reach the server by. */
  own: OwnOrigin;
  /** Cookies only over TLS. */
  secure: boolean;
  /** Told of log-ins and requests: says in the log when clients cannot be told apart. */
  clientAddresses: { loggedIn(accountId: string, address: string): void; seen(request: IncomingMessage): void };
}

/**
 * The name of the session's cookie. Under TLS its prefix makes browsers refuse one that was set without TLS or by another
 * host of the domain; a cookie of the plain name is not read there.
 */
export const cookieName = ({ secure }: Pick<Context, 'secure'>) => (secure ? '__Host-kaodian' : 'kaodian');

/** The secret that a request carries: a cookie, or a bearer token. */
export function secretOf(context: Pick<Context, 'secure'>, headers: IncomingHttpHeaders): string | null {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '');
  return bearer?.[1] ?? parseCookie(headers.cookie ?? '')[cookieName(context)] ?? null;
}

/**
 * @param isUse whether a session is used by this (contract 3: it ends when it is not used).
 * @throws Failure unauthenticated.
 */
export async function whoAsks(
  context: Pick<Context, 'authentication' | 'ledger'>,
  secret: string | null,
  isUse = false,
): Promise<Caller> {
  const caller = secret === null ? null : await context.authentication.whoIs(secret, isUse);
  if (!caller) throw new ApiFailure('unauthenticated', 'log in first');
  const account = await limitToMakers(context, caller.account, caller.makers);
  if (!account) throw new ApiFailure('unauthenticated', 'this token reaches beyond the rights of its maker');
  return account === caller.account ? caller : { ...caller, account };
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
