import type { Worker } from 'node:worker_threads';
import type { SheetName, WorkbookName } from '../../shared/workbooks/words';
import { TooFast } from '../ledger/errors';
import { FileRefused } from '../files/refused';
import type { FormAsk } from '../forms/form-file';
import type { ReadAsk } from './read-file';
import { type FileReply, type FileRequest, pieces } from './thread-messages';
import type { FileRead, TypedSheet } from './types';
import type { Rows, WriteOptions } from './write-file';

/** A file takes at most this long to read or to write. */
const TIME_MS = 10_000;
/** Files that may wait: each is read in a thread of its own, one after the other. */
const WAITING_MAX = 8;

/** Reads and writes files in threads, one at a time: each thread ends with its file. */
export class FileThreads {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(
    private readonly start: () => Worker,
    private readonly timeMs = TIME_MS,
  ) {}

  /** @throws FileRefused, TooFast */
  read(ask: ReadAsk): Promise<FileRead> {
    return this.#turn(() => this.#read(ask));
  }

  /** @throws FileRefused `too-slow`, TooFast */
  workbook(workbook: WorkbookName, rows: Rows, options: WriteOptions): Promise<Uint8Array> {
    return this.#turn(() => this.#write(rows, { ask: 'workbook', workbook, options }));
  }

  csv(sheet: SheetName, rows: Rows, options: WriteOptions): Promise<Uint8Array> {
    return this.#turn(() => this.#write(rows, { ask: 'csv', sheet, options }));
  }

  template(workbook: WorkbookName, language: WriteOptions['language']): Promise<Uint8Array> {
    return this.#turn(() => this.#write(null, { ask: 'template', workbook, options: { language } }));
  }

  /** An official form. */
  form(form: FormAsk): Promise<Uint8Array> {
    return this.#turn(() => this.#write(null, { ask: 'form', form }));
  }

  #turn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#waiting >= WAITING_MAX) return Promise.reject(new TooFast('other files are still being read'));
    this.#waiting += 1;
    const done = this.#last.then(work, work).finally(() => (this.#waiting -= 1));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async #read(ask: ReadAsk): Promise<FileRead> {
    const read: FileRead = { sheets: [], findings: [], notices: [], fixed: [] };
    await this.#run([{ ask: 'read', read: ask }], (reply) => {
      if (reply.is === 'sheet') read.sheets.push({ ...reply.sheet, rows: [] });
      else if (reply.is === 'rows') sheetOf(read, reply.sheet).rows.push(...reply.rows);
      else if (reply.is === 'read') {
        const { findings, notices, fixed } = reply;
        Object.assign(read, { findings, notices, fixed });
        return true;
      }
      return false;
    });
    return read;
  }

  async #write(rows: Rows | null, last: FileRequest): Promise<Uint8Array> {
    let bytes = new Uint8Array();
    await this.#run(requestsOf(rows, last), (reply) => {
      if (reply.is !== 'bytes') return false;
      bytes = Uint8Array.from(reply.bytes);
      return true;
    });
    return bytes;
  }

  /**
   * Runs a thread until `take` says that a reply was the last one. The clock runs from the moment at which the thread is
   * ready.
   */
  #run(requests: Iterable<FileRequest>, take: (reply: FileReply) => boolean): Promise<void> {
    const worker = this.start();
    let timer: ReturnType<typeof setTimeout> | undefined;
    return new Promise<void>((done, failed) => {
      const send = async () => {
        timer = setTimeout(() => failed(new FileRefused('too-slow')), this.timeMs);
        for (const request of requests) {
          worker.postMessage(request);
          await new Promise((next) => setImmediate(next));
        }
      };
      worker.on('message', (reply: FileReply) => {
        if (reply.is === 'started') void send();
        else if (reply.is === 'refused') failed(new FileRefused(reply.code, reply.where, reply.found));
        else if (take(reply)) done();
      });
      worker.on('error', (error: NodeJS.ErrnoException) => {
        failed(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new FileRefused('too-much-memory') : error);
      });
      worker.on('exit', () => failed(new Error('the thread for files ended')));
    }).finally(() => {
      clearTimeout(timer);
      void worker.terminate();
    });
  }
}

const sheetOf = (read: FileRead, name: SheetName): TypedSheet => read.sheets.find((sheet) => sheet.name === name)!;

function* requestsOf(rows: Rows | null, last: FileRequest): Generator<FileRequest> {
  for (const [sheet, all] of Object.entries(rows ?? {}) as [SheetName, NonNullable<Rows[SheetName]>][]) {
    for (const piece of pieces(all)) yield { ask: 'rows', sheet, rows: piece.map((values) => [...values]) };
  }
  yield last;
}
