import type { Instant } from '../../shared/model/instant';
import type { LastSeenStore } from '../store/store';

/**
 * The last heartbeat of each device. Beats are no entries (contract 4): they are remembered here, and what changed is
 * written as one batch, so that a crash forgets at most the last half minute (semantics 4).
 */
export class LastSeen {
  #heard = new Map<string, Instant>();
  #unsaved = new Set<string>();

  constructor(private readonly store: LastSeenStore) {}

  async load(): Promise<void> {
    for (const { deviceId, at } of await this.store.all()) this.#heard.set(deviceId, at);
  }

  /** undefined: no heartbeat was ever heard of it. */
  of(deviceId: string): Instant | undefined {
    return this.#heard.get(deviceId);
  }

  /** An older beat than the last moves nothing. */
  hear(deviceId: string, at: Instant): void {
    if (at <= (this.#heard.get(deviceId) ?? -Infinity)) return;
    this.#heard.set(deviceId, at);
    this.#unsaved.add(deviceId);
  }

  get unsaved(): boolean {
    return this.#unsaved.size > 0;
  }

  /** On failure everything stays to be written with the next. */
  async save(): Promise<void> {
    const ids = [...this.#unsaved];
    if (ids.length === 0) return;
    this.#unsaved.clear();
    try {
      await this.store.put(ids.map((deviceId) => ({ deviceId, at: this.#heard.get(deviceId)! })));
    } catch (error) {
      for (const id of ids) this.#unsaved.add(id);
      throw error;
    }
  }
}
