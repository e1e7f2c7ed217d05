import type { Instant } from '../../../shared/model/instant';
import type { SessionRow, SessionStore } from '../../store/store';
import { type StorageHealth, isPassing } from '../../storage-health';

/** Sessions and log-outs kept in memory, at most: a full disk must not fill the memory as well. */
const KEPT_MAX = 10_000;

/**
 * Sessions while nothing can be written: they begin and end in memory, and are written when writing works again. A stop
 * of the server before that loses them: who logged in logs in again, and a session that was logged out lives on to its
 * end.
 */
export class OwedSessions implements SessionStore {
  #begun = new Map<string, SessionRow>();
  #ended = new Set<string>();

  constructor(
    private readonly store: SessionStore,
    private readonly health: Pick<StorageHealth, 'failed'>,
  ) {}

  async get(digest: string): Promise<SessionRow | null> {
    if (this.#ended.has(digest)) return null;
    return this.#begun.get(digest) ?? this.store.get(digest);
  }

  async of(accountId: string): Promise<SessionRow[]> {
    const own = [...this.#begun.values()].filter((session) => session.accountId === accountId);
    const kept = await this.store.of(accountId);
    const begun = kept.filter(({ digest }) => !this.#ended.has(digest) && !this.#begun.has(digest));
    return [...own, ...begun].sort((a, b) => b.startedAt - a.startedAt);
  }

  /** When a session was last used: written with what is owed when it is one of these, and not at all while nothing can be. */
  async used(digest: string, at: Instant): Promise<void> {
    const owed = this.#begun.get(digest);
    if (owed) return void this.#begun.set(digest, { ...owed, lastUsedAt: at });
    try {
      await this.store.used(digest, at);
    } catch (error) {
      this.#orThrow(error);
    }
  }

  async insert(session: SessionRow, now: Instant): Promise<void> {
    try {
      await this.store.insert(session, now);
    } catch (error) {
      this.#orThrow(error);
      for (const [digest, { expiresAt }] of this.#begun) if (expiresAt <= now) this.#begun.delete(digest);
      if (this.#begun.size >= KEPT_MAX) throw error;
      this.#begun.set(session.digest, session);
    }
  }

  async remove(digest: string): Promise<void> {
    this.#begun.delete(digest);
    try {
      await this.store.remove(digest);
    } catch (error) {
      this.#orThrow(error);
      if (this.#ended.size >= KEPT_MAX) throw error;
      this.#ended.add(digest);
    }
  }

  /** Follows a change of the account, which is written first: where that fails, this is not reached. */
  async removeOf(accountId: string, except?: string): Promise<void> {
    for (const [digest, session] of this.#begun) {
      if (session.accountId === accountId && digest !== except) this.#begun.delete(digest);
    }
    await this.store.removeOf(accountId, except);
  }

  /** Writes what is owed. @throws StorageError; the rest stays owed. */
  async flush(now: Instant): Promise<void> {
    for (const digest of this.#ended) {
      await this.store.remove(digest);
      this.#ended.delete(digest);
    }
    for (const [digest, session] of this.#begun) {
      // An unsure commit may have written it.
      if (session.expiresAt > now && !(await this.store.get(digest))) await this.store.insert(session, now);
      // It may have ended while it was written.
      if (!this.#begun.delete(digest)) await this.store.remove(digest);
    }
  }

  #orThrow(error: unknown): void {
    if (!isPassing(error)) throw error;
    this.health.failed(error);
  }
}
