import type { Instant } from '../../../shared/model/instant';
import type { SignIn, SignInStore } from '../../store/store';
import { type StorageHealth, isPassing } from '../../storage-health';

/** Lines kept in memory, at most. Later ones are only counted. */
const KEPT_MAX = 10_000;

/** The log of sign-ins while nothing can be written: its lines are kept in order, and written when writing works again. */
export class OwedSignIns implements SignInStore {
  #owed: Omit<SignIn, 'id'>[] = [];
  #dropped = 0;
  #flushing: Promise<void> | null = null;

  constructor(
    private readonly store: SignInStore,
    private readonly health: Pick<StorageHealth, 'failed'>,
    private readonly warn: (what: string) => void,
  ) {}

  async insert(signIn: Omit<SignIn, 'id'>): Promise<void> {
    // Behind the lines that are owed: the log is in order of time.
    if (this.#owed.length > 0) return this.#keep(signIn);
    try {
      await this.store.insert(signIn);
    } catch (error) {
      if (!isPassing(error)) throw error;
      this.health.failed(error);
      this.#keep(signIn);
    }
  }

  async lastOk(name: string): Promise<Instant | null> {
    const owed = this.#owed.findLast((one) => one.name === name && one.outcome === 'ok');
    return owed ? owed.at : this.store.lastOk(name);
  }

  page(before: number, limit: number): Promise<SignIn[]> {
    return this.store.page(before, limit);
  }

  /** Writes what is owed, one call at a time. @throws StorageError; the rest stays owed. */
  flush(): Promise<void> {
    this.#flushing ??= this.#flush().finally(() => (this.#flushing = null));
    return this.#flushing;
  }

  async #flush(): Promise<void> {
    for (let first = this.#owed[0]; first; first = this.#owed[0]) {
      await this.store.insert(first);
      this.#owed.shift();
    }
    if (this.#dropped > 0) this.warn(`${this.#dropped} sign-ins could not be logged: nothing could be written`);
    this.#dropped = 0;
  }

  #keep(signIn: Omit<SignIn, 'id'>): void {
    if (this.#owed.length < KEPT_MAX) this.#owed.push(signIn);
    else this.#dropped += 1;
  }
}
