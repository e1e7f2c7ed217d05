import type { Instant } from '../../shared/model/instant';
import { Aborted } from '../ledger/errors';
import type { Logger } from '../log';
import type { MetaStore } from '../store/store';
import { type Keeper, TaskFailed } from './keeper';
import type { CheckedHead } from './write-backup';

/** The last check of every hash of the ledger. */
export interface ChainResult {
  at: Instant;
  seq: number;
  /** null: an entry is wrong, `bad` says which. */
  hash: string | null;
  bad: { seq: number | null; message: string } | null;
}

const KEPT = 'chain-checked';

/** Checks the whole chain when somebody asks, and remembers the last result across restarts. A backup checks it as well. */
export class ChainCheck {
  #last: ChainResult | null = null;
  #progress: number | null = null;

  /** @param keeper null: there is no thread for it (some tests). */
  constructor(
    private readonly keeper: Keeper | null,
    private readonly meta: MetaStore,
    private readonly head: () => { seq: number },
    private readonly clock: () => Instant,
    private readonly log: Pick<Logger, 'error' | 'warn'>,
  ) {}

  get last(): ChainResult | null {
    return this.#last;
  }

  /** The share that a running check has done; null: none is running. */
  get progress(): number | null {
    return this.#progress;
  }

  async load(): Promise<void> {
    const kept = await this.meta.get(KEPT);
    this.#last = kept === null ? null : (JSON.parse(kept) as ChainResult);
  }

  /** Starts a check, unless one is running. */
  start(): void {
    if (this.#progress !== null || !this.keeper) return;
    this.#progress = 0;
    const { seq } = this.head();
    this.keeper
      .run({ type: 'check' }, (share) => (this.#progress = share))
      .then(
        (head) => this.checked(head),
        (error: unknown) => this.failed(error, seq),
      )
      .finally(() => (this.#progress = null));
  }

  /** Every hash up to this head is right: of a check, or of a backup. */
  checked({ seq, hash }: CheckedHead): void {
    this.#keep({ at: this.clock(), seq, hash, bad: null });
  }

  /** A task that met a wrong entry says so; what failed for another reason says nothing about the chain. */
  failed(error: unknown, seq: number): void {
    if (error instanceof Aborted) return;
    if (!(error instanceof TaskFailed) || !error.chain) {
      return this.log.warn({ err: error }, 'the chain could not be checked');
    }
    this.log.error({ seq: error.seq }, `the ledger was changed: ${error.message}`);
    this.#keep({ at: this.clock(), seq, hash: null, bad: { seq: error.seq, message: error.message } });
  }

  #keep(result: ChainResult): void {
    this.#last = result;
    this.meta.set(KEPT, JSON.stringify(result)).catch((error: unknown) => {
      this.log.warn({ err: error }, 'the result of the check was not kept');
    });
  }
}
