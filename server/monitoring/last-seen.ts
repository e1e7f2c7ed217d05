import type { Instant } from '../../shared/model/instant';
import type { LastSeenStore } from '../store/store';

/**
 * The last heartbeat of each device. Heartbeats are no entries (contract 4): they are kept in memory, and changed ones are
 * written in batches, so that a crash loses at most 30 s of them (semantics 4).
 */
export class LastSeen {
  #heard = new Map<string, Instant>();
  #unsaved = new Set<string>();

  constructor(private readonly store: LastSeenStore) {}

  async load(): Promise<void> {
    for (const { deviceId, at } of await this.store.all()) this.#heard.set(deviceId, at);
  }

  /** undefined: the device never sent one. */
  of(deviceId: string): Instant | undefined {
    return this.#heard.get(deviceId);
  }

  /** A heartbeat older than the last one is ignored. */
  hear(deviceId: string, at: Instant): void {
    if (at <= (this.#heard.get(deviceId) ?? -Infinity)) return;
    this.#heard.set(deviceId, at);
    this.#unsaved.add(deviceId);
  }

  get unsaved(): boolean {
    return this.#unsaved.size > 0;
  }

  /** After a failure the next call writes the same ones again. */
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
