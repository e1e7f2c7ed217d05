import type { SecondFactorStore } from '../../store/store';
import { type StorageHealth, isPassing } from '../../storage-health';

export type Steps = Pick<SecondFactorStore, 'get' | 'takeStep'>;

/**
 * The last accepted step of each second factor while nothing can be written: a code is accepted once, in memory, and the
 * step is written when writing works again. A code is valid for 90 s, so a stop of the server before that opens no more
 * than that. Recovery codes have no end, and are not accepted until their use can be written.
 */
export class OwedSteps implements Steps {
  #steps = new Map<string, number>();

  constructor(
    private readonly store: Steps,
    private readonly health: Pick<StorageHealth, 'failed'>,
  ) {}

  get: Steps['get'] = (accountId) => this.store.get(accountId);

  takeStep: Steps['takeStep'] = async (accountId, step) => {
    if (this.#isTaken(accountId, step)) return false;
    try {
      return await this.store.takeStep(accountId, step);
    } catch (error) {
      if (!isPassing(error)) throw error;
      this.health.failed(error);
    }
    const row = await this.store.get(accountId);
    if (!row || row.confirmedAt === null || row.lastStep >= step || this.#isTaken(accountId, step)) return false;
    this.#steps.set(accountId, step);
    return true;
  };

  /** Writes what is owed. @throws StorageError; the rest stays owed. */
  async flush(): Promise<void> {
    for (const [accountId, step] of this.#steps) {
      await this.store.takeStep(accountId, step);
      if (this.#steps.get(accountId) === step) this.#steps.delete(accountId);
    }
  }

  #isTaken(accountId: string, step: number): boolean {
    return step <= (this.#steps.get(accountId) ?? -Infinity);
  }
}
