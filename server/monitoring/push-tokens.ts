import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { canonical } from '../../shared/model/canonical';
import type { Instant } from '../../shared/model/instant';
import type { Ledger } from '../ledger/ledger';
import type { PushTokenRow, PushTokenStore } from '../store/store';

/** The last use is stored to this accuracy, so that a heartbeat costs no write. */
const USE_STORED_MS = 60_000;

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Push addresses, one device each. They are configuration: each change first writes an entry (contract 3). */
export class PushTokens {
  constructor(
    private readonly store: PushTokenStore,
    private readonly ledger: Pick<Ledger, 'write'>,
    private readonly clock: () => Instant,
  ) {}

  all(): Promise<PushTokenRow[]> {
    return this.store.all();
  }

  of(token: string): Promise<PushTokenRow | null> {
    return this.store.byDigest(digestOf(token));
  }

  /** A heartbeat has come by it. Not stored, on a full disk for example: a later use is stored. */
  async used({ id, lastUsedAt }: PushTokenRow): Promise<void> {
    const now = this.clock();
    if (lastUsedAt === null || now - lastUsedAt >= USE_STORED_MS) await this.store.used(id, now).catch(() => {});
  }

  /** @returns the token; only its digest is kept. */
  async issue(deviceId: string, actor: string): Promise<{ id: string; token: string }> {
    const token = `kp_${randomBytes(24).toString('base64url')}`;
    const origin = { createdAt: this.clock(), madeBy: actor, lastUsedAt: null };
    const row = { id: randomUUID(), deviceId, digest: digestOf(token), ...origin };
    await this.#note(row, actor);
    await this.store.insert(row);
    return { id: row.id, token };
  }

  async revoke(row: PushTokenRow, actor: string): Promise<void> {
    await this.#note({ ...row, revoked: true }, actor);
    await this.store.remove(row.id);
  }

  #note(row: PushTokenRow & { revoked?: true }, actor: string): Promise<void> {
    const body = { what: 'push-token', id: row.id, digest: digestOf(canonical(row)) };
    return this.ledger.write('config.changed', body, actor);
  }
}
