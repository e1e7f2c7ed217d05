import type { Entry } from '../../../shared/model/entry';

type Listener = (entries: readonly Entry[]) => void;

/** The commits of this process, as events. */
export class CommitEvents {
  #listeners = new Set<Listener>();

  constructor(private readonly warn: (error: unknown, what: string) => void) {}

  on(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Resolves at the next commit, or when the signal is aborted. */
  next(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        off();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const off = this.on(end);
      signal.addEventListener('abort', end);
    });
  }

  /** A listener that throws does not keep the others from being called. */
  publish(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(entries);
      } catch (error) {
        this.warn(error, 'a listener of the ledger failed');
      }
    }
  }
}
