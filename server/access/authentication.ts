import type { SignInOutcome } from '../../shared/contract/http';
import { nameKey } from '../../shared/model/account-name';
import type { Entry } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { AccountRow, SessionRow, Store } from '../store/store';
import { type Caller, Callers } from './callers';
import { digestOf } from './digest';
import { LogInGuards } from './log-in-guard';
import { checkPassword } from './passwords';
import type { SecondFactors } from './second-factor';
import { type ClientDescription, DEFAULT_LIMITS, type ReadLimits, newSession, openSessions } from './sessions';

export interface Begun {
  caller: Caller;
  secret: string;
}

/** Why a log-in is refused. `code-wanted` and `wrong-code` are returned only after a correct password. */
export type Refused = { refused: 'wrong' | 'code-wanted' | 'wrong-code' } | { waitS: number };

/** What ended: one session, or all sessions of an account but one, or a token. */
export type Ended = { secret: string } | { accountId: string; except?: string };

/** Waits before a delayed attempt is checked. */
type Delay = (ms: number) => Promise<void>;
const delay: Delay = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

type Stores = Pick<Store, 'accounts' | 'sessions' | 'tokens' | 'signIns'>;

/** Sessions and tokens. Rights are in `policy.ts`. */
export class Authentication {
  #guards = new LogInGuards();
  #callers: Callers;
  #listeners = new Set<(ended: Ended) => void>();

  constructor(
    private readonly store: Stores,
    private readonly secondFactors: Pick<SecondFactors, 'isOn' | 'take'>,
    private readonly clock: () => Instant,
    private readonly wait: Delay = delay,
    private readonly readLimits: ReadLimits = async () => DEFAULT_LIMITS,
  ) {
    this.#callers = new Callers(store, secondFactors, clock, readLimits);
  }

  /** Takes the entries of a commit: cached sessions and tokens of changed accounts are dropped. */
  committed(entries: readonly Entry[]): void {
    this.#callers.committed(entries);
  }

  /**
   * @param from the client's address; wrong passwords and codes are counted by name and address.
   * @param code of the second factor, or a recovery code; undefined: none was sent.
   * @param client the browser and the system, for the list of sessions.
   */
  async logIn(name: string, password: string, from: string, code?: string, client = ''): Promise<Begun | Refused> {
    const row = await this.#byName(name);
    // Names that compare equal share their tries; so do those that name no account.
    const key = row?.id ?? nameKey(name);
    const secondFactor = row !== null && (await this.secondFactors.isOn(row.id));
    const refused = (await this.#password(row, key, password, from)) ?? (await this.#code(row!, code, from));
    if (refused) return refused;
    this.#guards.succeeded(key, from);
    const begun = await this.#begin(row!, secondFactor, { address: from, client });
    if (!begun) return { refused: 'wrong' };
    await this.#note(row, from, 'ok');
    return begun;
  }

  /**
   * Checks the password again within a session, and the code if one is given. Failures are counted as at a log-in.
   * null: correct.
   */
  async prove(accountId: string, password: string, from: string, code?: string): Promise<Refused | null> {
    const row = await this.store.accounts.byId(accountId);
    // A token's id names no account, and a token has no password.
    if (!row) return { refused: 'wrong' };
    const refused = await this.#password(row, row.id, password, from);
    return refused ?? (code === undefined ? null : this.#code(row, code, from));
  }

  /**
   * Runs the check of a code of an account under the limit of wrong codes; `check` resolves to null when it is wrong.
   * @returns what `check` resolved to, or the wait until the next try.
   */
  async tryCode<T>(accountId: string, check: () => Promise<T | null>): Promise<T | null | { waitS: number }> {
    const waitS = this.#guards.codeWaitS(accountId, this.clock());
    if (waitS > 0) return { waitS };
    this.#guards.reserveCode(accountId, this.clock());
    let isFailure = false;
    try {
      const result = await check();
      isFailure = result === null;
      return result;
    } finally {
      this.#guards.finishCode(accountId, isFailure, this.clock());
    }
  }

  /** Starts a session of an account that was authenticated before. */
  async begin(accountId: string, from: ClientDescription): Promise<Begun | null> {
    const row = await this.store.accounts.byId(accountId);
    return row && this.#begin(row, await this.secondFactors.isOn(accountId), from);
  }

  /** As `begin`, for the maker of the first administrator: noted as a log-in. Wrong tries before it do not count. */
  async beginFirst(accountId: string, from: ClientDescription): Promise<Begun | null> {
    const begun = await this.begin(accountId, from);
    if (begun) await this.#note(begun.caller.account, from.address, 'ok');
    return begun;
  }

  /**
   * The caller of a session or token; null: unknown, ended, revoked, or of a disabled account.
   * @param isUse whether a session is used by this; what a server or an unattended page repeats is no use.
   * @throws NotReady while the settings that decide it are being read.
   */
  async whoIs(secret: string, isUse = false): Promise<Caller | null> {
    const found = await this.#callers.find(secret, isUse);
    if (found !== 'ended') return found;
    // Removed, so that a longer setting does not revive it. On a full disk it is removed with a later request.
    await this.logOut(secret).catch(() => {});
    return null;
  }

  /** The sessions of an account that have not ended, newest first. */
  async sessionsOf(accountId: string): Promise<SessionRow[]> {
    const row = await this.store.accounts.byId(accountId);
    return row ? openSessions(this.store, row, (await this.readLimits()) ?? DEFAULT_LIMITS, this.clock()) : [];
  }

  /** The open sessions of an account, and when it was last used: by one of them, or by a log-in whose session has ended. */
  async useOf({
    id,
    name,
  }: Pick<AccountRow, 'id' | 'name'>): Promise<{ sessions: number; lastUsedAt: Instant | null }> {
    const open = await this.sessionsOf(id);
    const used = open.map((session) => session.lastUsedAt ?? session.startedAt);
    const logged = await this.store.signIns.lastOk(name);
    if (logged !== null) used.push(logged);
    return { sessions: open.length, lastUsedAt: used.length > 0 ? Math.max(...used) : null };
  }

  async logOut(secret: string): Promise<void> {
    await this.store.sessions.remove(digestOf(secret));
    this.#callers.forget(secret);
    this.#tell({ secret });
  }

  /**
   * Ends all sessions of an account after a change of it, or the use of a token that was revoked.
   * @param except the secret of a session that stays.
   */
  async end(accountId: string, except?: string): Promise<void> {
    await this.store.sessions.removeOf(accountId, except === undefined ? undefined : digestOf(except));
    this.#tell(except === undefined ? { accountId } : { accountId, except });
  }

  /** Calls back with what ended; the live channel closes the sockets of it. */
  onEnd(listener: (ended: Ended) => void): void {
    this.#listeners.add(listener);
  }

  #tell(ended: Ended): void {
    for (const listener of this.#listeners) listener(ended);
  }

  /** The account of a typed name: of exactly this name, or the only one whose name compares equal. */
  async #byName(name: string): Promise<AccountRow | null> {
    const exact = await this.store.accounts.byName(name);
    if (exact) return exact;
    const alike = await this.store.accounts.byKey(nameKey(name));
    return alike.length === 1 ? alike[0]! : null;
  }

  /**
   * null: the password is correct and the account may log in.
   * @param key by which the tries are counted: the account's id, or the compared form of a name that none has.
   */
  async #password(row: AccountRow | null, key: string, password: string, from: string): Promise<Refused | null> {
    // Attempts while locked are not logged: a flood of them would displace the older lines of the log.
    const waitS = this.#guards.waitS(key, from, this.clock());
    if (waitS > 0) return { waitS };
    this.#guards.reserve(key, from, this.clock());
    let isFailure = false;
    let [right, over, locked] = [false, false, false];
    try {
      const delayMs = this.#guards.delayMs(key, from, this.clock());
      if (delayMs > 0) await this.wait(delayMs);
      right = await checkPassword(row?.passwordHash ?? null, password);
      over = row !== null && row.oneTimeUntil !== null && row.oneTimeUntil <= this.clock();
      isFailure = !(right && row && row.disabledAt === null && !over);
    } finally {
      locked = this.#guards.finish(key, from, isFailure, this.clock());
    }
    if (!isFailure) return null;
    await this.#note(row, from, locked ? 'locked' : !right ? 'wrong' : over ? 'expired' : 'disabled');
    return { refused: 'wrong' };
  }

  /** null: no code is required, or the code is correct. */
  async #code(row: AccountRow, code: string | undefined, from: string): Promise<Refused | null> {
    if (!(await this.secondFactors.isOn(row.id))) return null;
    if (code === undefined) {
      await this.#note(row, from, 'code-wanted');
      return { refused: 'code-wanted' };
    }
    const waitS = this.#guards.codeWaitS(row.id, this.clock());
    if (waitS > 0) return { waitS };
    // A wrong code counts as a failed log-in and as a wrong code. Both are reserved before the check.
    this.#guards.reserveCode(row.id, this.clock());
    this.#guards.reserve(row.id, from, this.clock());
    let isRight = false;
    let locked = false;
    try {
      isRight = await this.secondFactors.take(row.id, code);
    } finally {
      const now = this.clock();
      const pairLocked = this.#guards.finish(row.id, from, !isRight, now);
      locked = this.#guards.finishCode(row.id, !isRight, now) || pairLocked;
    }
    if (isRight) return null;
    await this.#note(row, from, locked ? 'locked' : 'second-factor');
    return { refused: 'wrong-code' };
  }

  async #note(row: Pick<AccountRow, 'name'> | null, from: string, outcome: SignInOutcome): Promise<void> {
    const address = from.slice(0, 100);
    await this.store.signIns.insert({ at: this.clock(), name: row?.name ?? null, address, outcome });
  }

  /**
   * null: the account's credentials are no longer those that were checked. They are compared after the session is stored,
   * so that a change, which ends the account's sessions, either ends this one or is seen here.
   * @param secondFactor whether a second factor was on when the credentials were checked.
   */
  async #begin(row: AccountRow, secondFactor: boolean, from: ClientDescription): Promise<Begun | null> {
    const { secret, session } = newSession(row.id, this.clock(), from);
    const caller = await this.#callers.ofSession(row, session.id);
    await this.store.sessions.insert(session, session.startedAt);
    const current = await this.store.accounts.byId(row.id);
    const isSame = current?.passwordHash === row.passwordHash && current.disabledAt === null;
    if (isSame && (await this.secondFactors.isOn(row.id)) === secondFactor) return { caller, secret };
    await this.store.sessions.remove(session.digest);
    return null;
  }
}
