import { randomBytes, randomUUID } from 'node:crypto';
import type { Instant } from '../../shared/model/instant';
import type { Store } from '../store/store';
import { digestOf } from './digest';
import { WeakPassword, hashPassword, weakness } from './passwords';

type Stores = Pick<Store, 'accounts'>;

/**
 * The first start (contract 2): makes `admin` with a given password, or by a one-time set-up link. It writes no entry, so
 * that the ledger is still empty and a file can be imported.
 */
export class FirstStart {
  #secret: string | null = null;

  constructor(
    private readonly store: Stores,
    private readonly clock: () => Instant,
  ) {}

  /** @throws WeakPassword */
  async begin(password: string | undefined): Promise<{ setUpSecret: string | null }> {
    if ((await this.store.accounts.all()).some((one) => one.role === 'admin')) return { setUpSecret: null };
    if (password !== undefined) {
      const why = weakness(password, 'admin');
      if (why !== null) throw new WeakPassword(`ADMIN_PASSWORD is wrong: ${why}`);
      await this.#makeAdmin(password);
    } else this.#secret = randomBytes(24).toString('base64url');
    return { setUpSecret: this.#secret };
  }

  /** Uses the one-time link. @returns the new account's id; null: the secret is wrong or was used. */
  async setUp(secret: string, password: string): Promise<string | null> {
    const own = this.#secret;
    if (own === null || digestOf(secret) !== digestOf(own)) return null;
    this.#secret = null;
    try {
      return await this.#makeAdmin(password);
    } catch (error) {
      // Nothing was made, on a full disk for example: the link can be used again.
      this.#secret = own;
      throw error;
    }
  }

  async #makeAdmin(password: string): Promise<string> {
    const passwordHash = await hashPassword(password);
    const admin = { id: randomUUID(), name: 'admin', role: 'admin' as const, scope: [], passwordHash };
    const dates = { createdAt: this.clock(), disabledAt: null, oneTimeUntil: null };
    await this.store.accounts.insert({ ...admin, ...dates });
    return admin.id;
  }
}
