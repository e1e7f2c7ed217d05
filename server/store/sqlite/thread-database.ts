import type { Worker } from 'node:worker_threads';
import { linesOf } from '../sql/lines';
import type { Sql, Transaction, Value } from '../sql/sql';
import type { Lines } from '../store';
import { build } from './dialect';
import type { Reader } from './reader';
import { ThreadCalls } from './thread-calls';
import type { ReadAsk, ReadResult, WriteAsk } from './thread-messages';

/**
 * Reads in this thread, writes and long reads in threads of their own: the event loop waits neither for the disk during a
 * commit nor for a search. The writing thread has the only writing connection; transactions are committed in the order of
 * the calls.
 */
export class ThreadDatabase implements Sql {
  readonly build = build;
  /** Transactions that were sent to a thread which ended may have been committed. */
  readonly #writer: ThreadCalls<WriteAsk, boolean>;
  readonly #searcher: ThreadCalls<ReadAsk, ReadResult> | null;

  /** @param startReader starts the thread for long reads; absent: they are done in this thread. */
  constructor(
    private readonly reader: Reader,
    startWriter: () => Worker,
    startReader?: () => Worker,
  ) {
    this.#writer = new ThreadCalls(startWriter, 'unsure');
    this.#searcher = startReader ? new ThreadCalls(startReader, 'busy') : null;
  }

  async all<Row>(text: string, values?: readonly Value[]): Promise<Row[]> {
    return this.reader.all<Row>(text, values);
  }

  async allAside<Row>(text: string, values: readonly Value[] = []): Promise<Row[]> {
    if (!this.#searcher) return this.reader.all<Row>(text, values);
    return (await this.#searcher.call({ text, values, asLines: false })) as Row[];
  }

  async linesAside(text: string, values: readonly Value[]): Promise<Lines> {
    if (!this.#searcher) return linesOf(this.reader.all(text, values));
    return (await this.#searcher.call({ text, values, asLines: true })) as Lines;
  }

  async get<Row>(text: string, values?: readonly Value[]): Promise<Row | undefined> {
    return this.reader.get<Row>(text, values);
  }

  write(transaction: Transaction): Promise<boolean> {
    return this.#writer.call({ type: 'write', transaction });
  }

  /** Waits for pending writes; afterwards the database is one file. */
  async close(): Promise<void> {
    // An open reader would prevent SQLite from copying the whole log into the file.
    await this.#searcher?.stop();
    this.reader.close();
    if (!this.#writer.isStarted) return;
    await this.#writer.call({ type: 'close' });
    await this.#writer.stop();
  }
}
