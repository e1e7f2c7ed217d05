import type { Entry } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { Caller } from './callers';

export interface CachedCaller {
  caller: Caller;
  expiresAt: Instant;
  /** The accounts and tokens whose change may change this one: its own, and its makers. */
  dependsOn: readonly string[];
  /** Of a session: what its end is computed from. `lastUsedAt` is exact here, and stored to the minute. */
  session: { startedAt: Instant; lastUsedAt: Instant | null } | null;
  /** The last use that is stored. */
  useStoredAt: Instant;
}

const KEPT = 10_000;
/**
 * The entry `config.changed` is committed before the changed row (contract 3), and another process may read the entry
 * first: for this long after it, callers of the account are read from the store at every request.
 */
const UNCACHED_MS = 60_000;

/**
 * Callers by the digest of their session or token, so that a request costs no query. It is invalidated by the ledger's
 * entries, not by the code that makes a change: this holds in every process that reads the ledger.
 */
export class CallerCache {
  #callers = new Map<string, CachedCaller>();
  /** By account or token id: not cached until then. */
  #uncached = new Map<string, Instant>();

  constructor(private readonly clock: () => Instant) {}

  get(digest: string): CachedCaller | null {
    const cached = this.#callers.get(digest);
    if (cached && cached.expiresAt > this.clock()) return cached;
    this.#callers.delete(digest);
    return null;
  }

  set(digest: string, cached: CachedCaller): void {
    const now = this.clock();
    if (cached.dependsOn.some((id) => (this.#uncached.get(id) ?? -Infinity) > now)) return;
    if (this.#callers.size >= KEPT) this.#callers.clear();
    this.#callers.set(digest, cached);
  }

  /** A log-out ends one session at once; it leaves no entry. */
  delete(digest: string): void {
    this.#callers.delete(digest);
  }

  /** Takes the entries of a commit. */
  committed(entries: readonly Entry[]): void {
    const changed = new Set(entries.flatMap((entry) => (entry.kind === 'config.changed' ? [entry.body.id] : [])));
    if (changed.size === 0) return;
    const now = this.clock();
    for (const [id, until] of this.#uncached) if (until <= now) this.#uncached.delete(id);
    for (const id of changed) this.#uncached.set(id, now + UNCACHED_MS);
    for (const [digest, { dependsOn }] of this.#callers) {
      if (dependsOn.some((id) => changed.has(id))) this.#callers.delete(digest);
    }
  }
}
