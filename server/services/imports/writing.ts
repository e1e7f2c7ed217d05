import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Account, EntryResult, ImportItem } from '../../../shared/contract/http';
import { LINE } from '../../../shared/model/bounds';
import { toIso } from '../../../shared/model/instant';
import { authorizeEntry } from '../../access/authorize-entry';
import { entryId, voidId } from '../../workbooks/import-ids';
import type { PlannedEntry } from '../../workbooks/plan/draft';
import type { Sent } from '../../ledger/writing/draft';
import { ClockDoubted, NotReady, TooFast } from '../../ledger/errors';
import { type ImportRow, StorageError } from '../../store/store';
import { actingAs } from '../acting';
import type { Context } from '../context';
import { keepRefused } from '../refused-payments';
import { turn } from './pieces';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Entries that are decided at once: some milliseconds of the event loop. */
const BATCH = 100;
/** A void looks at what stands on its entry, which takes longer. */
const VOIDS = 20;
/** How far an import is, is written after so many entries: what is sent again after a restart is a duplicate. */
const KEPT_EVERY = 2000;
const TROUBLES_MAX = 100;
/** Between two tries while nothing can be written. */
const RETRY_MS = 2000;

type Trouble = ImportItem['troubles'][number];
/** An entry as the plan of an import keeps it. */
type Kept = Pick<PlannedEntry, 'kind' | 'at' | 'body'>;
export type Deps = Pick<Context, 'ledger' | 'store' | 'metrics' | 'clock'>;

/** Lines that are made in one turn of the event loop. */
const LINES = 500;

/** The entries of an import as compressed lines: each is read again when it is sent. */
export async function packPlan(entries: readonly PlannedEntry[]): Promise<Uint8Array> {
  const texts: string[] = [];
  for (let from = 0; from < entries.length; from += LINES) {
    const lines = entries.slice(from, from + LINES).map(({ kind, at, body }) => {
      const kept: Kept = { kind, body, ...(at !== undefined && { at }) };
      return JSON.stringify(kept);
    });
    texts.push(lines.join('\n'));
    await turn();
  }
  return zip(texts.join('\n'));
}

const linesOf = async (plan: Uint8Array): Promise<string[]> => String(await unzip(plan)).split('\n');

/** Troubles as they are kept: those that are listed, and how many there are. */
export interface Troubles {
  list: Trouble[];
  count: number;
}

/** An import that is being written or taken back. */
export class Run {
  #isClosed = false;
  #wake: () => void = () => {};

  constructor(
    private readonly deps: Deps,
    readonly row: ImportRow,
    readonly troubles: Troubles = { list: [], count: 0 },
  ) {}

  /** Stops between two batches; what is left is written after the next start. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  async go(): Promise<void> {
    if (this.row.state === 'writing') await this.#write();
    else if (this.row.state === 'undoing') await this.#undo();
  }

  async #write(): Promise<void> {
    const { row, deps } = this;
    const plan = await this.#lasting(() => deps.store.imports.plan(row.id));
    if (this.#isClosed) return;
    const lines = plan ? await linesOf(plan) : [];
    const keptAt = (index: number) => JSON.parse(lines[index]!) as Kept;
    const sentOf = (index: number): Sent => {
      const { kind, at = row.startedAt, body } = keptAt(index);
      return { id: entryId(row.id, index), kind, at: toIso(at), body };
    };
    const isWhole = await this.#send(lines.length, row.done, BATCH, sentOf, async (done, results) => {
      row.done = done;
      results.forEach((result, index) => {
        if (result.outcome !== 'refused') return;
        const { kind, body } = keptAt(done - results.length + index);
        this.#note(kind, body, result);
      });
      if (this.troubles.count > 0) {
        const sent = results.map((_, index) => sentOf(done - results.length + index));
        await this.#lasting(() => keepRefused(deps, row.accountId, sent, { results }));
      }
      return this.troubles.count === 0;
    });
    if (this.#isClosed) return;
    row.state = isWhole ? 'written' : 'stopped';
    await this.#lasting(() => this.#keep());
  }

  /** Voids the entries, the last one first: those on which nothing stands. */
  async #undo(): Promise<void> {
    const { row, deps } = this;
    const reason = `撤回导入 ${written(row.file)}`.trim();
    const { total } = row;
    const targetOf = (index: number) => total - 1 - index;
    const sentOf = (index: number): Sent => ({
      id: voidId(row.id, targetOf(index)),
      kind: 'entry.voided',
      body: { entryId: entryId(row.id, targetOf(index)), reason },
    });
    await this.#send(total, row.undone, VOIDS, sentOf, async (undone, results) => {
      const refused = results.flatMap((result, index) => {
        if (result.outcome !== 'refused') return [];
        const target = targetOf(undone - results.length + index);
        return [{ result, id: entryId(row.id, target), voidedBy: voidId(row.id, target) }];
      });
      if (refused.length > 0) {
        const ids = refused.flatMap(({ id, voidedBy }) => [id, voidedBy]);
        const kept = await this.#lasting(() => deps.store.entries.byIds(ids));
        if (!kept) return false;
        for (const { result, id, voidedBy } of refused) {
          const target = kept.get(id)?.entry;
          // An entry that was never written, and one that was taken back before, by whomever, need no void.
          const own = kept.get(voidedBy)?.entry;
          const isBack =
            (own?.kind === 'entry.voided' && own.body.entryId === id) ||
            /voided-before/.test(result.error?.message ?? '');
          if (target && !isBack) this.#note(target.kind, target.body, result);
        }
      }
      row.undone = undone;
      return true;
    });
    if (this.#isClosed) return;
    row.state = this.troubles.count === 0 ? 'undone' : 'partly-undone';
    await this.#lasting(() => this.#keep());
  }

  /**
   * Sends entries in batches, with as much time for others in between as they took.
   * @param took is told after each batch; false: stop.
   * @returns whether all were sent.
   */
  async #send(
    total: number,
    from: number,
    size: number,
    sentOf: (index: number) => Sent,
    took: (done: number, results: EntryResult[]) => boolean | Promise<boolean>,
  ): Promise<boolean> {
    let kept = from;
    for (let at = from; at < total && !this.#isClosed;) {
      const began = performance.now();
      const end = Math.min(total, at + size);
      const results = await this.#record(Array.from({ length: end - at }, (_, index) => sentOf(at + index)));
      if (!results) break;
      at = end;
      const goesOn = await took(at, results);
      if (!goesOn) return false;
      if (at - kept >= KEPT_EVERY) {
        kept = at;
        await this.#keep().catch(() => undefined);
      }
      await this.#pause(performance.now() - began);
    }
    return true;
  }

  /** null: the server stops. */
  #record(entries: Sent[]): Promise<EntryResult[] | null> {
    const { ledger, metrics } = this.deps;
    return this.#lasting(async () => {
      const { accountId, state, undoBy } = this.row;
      const actor = state === 'undoing' ? (undoBy ?? accountId) : accountId;
      const account = await actingAs(this.deps, actor);
      const writer = { actor, source: account?.role === 'admin' ? 'admin' : 'office' } as const;
      const results = await ledger.record({ entries, writer, authorize: authorizeEntry(account ?? NOBODY) });
      metrics.counted(results);
      return results;
    });
  }

  /** Tries again as long as something stands in the way that passes, such as a full disk; null: the server stops. */
  async #lasting<T>(work: () => Promise<T>): Promise<T | null> {
    while (!this.#isClosed) {
      try {
        return await work();
      } catch (error) {
        const passes =
          error instanceof StorageError ||
          error instanceof TooFast ||
          error instanceof NotReady ||
          error instanceof ClockDoubted;
        if (!passes) throw error;
        await this.#pause(RETRY_MS);
      }
    }
    return null;
  }

  #pause(ms: number): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  #note(kind: string, body: object, { outcome, error }: EntryResult): void {
    if (outcome !== 'refused' || !error) return;
    this.troubles.count += 1;
    if (this.troubles.list.length >= TROUBLES_MAX) return;
    const seqs = Array.from(error.message.matchAll(/#(\d+)/g), ([, seq]) => Number(seq));
    this.troubles.list.push({ kind, about: aboutOf(body), code: error.code, message: error.message, seqs });
  }

  async #keep(): Promise<void> {
    const { id, ...far } = this.row;
    this.row.troubles = JSON.stringify(this.troubles);
    await this.deps.store.imports.update(id, { ...far, troubles: this.row.troubles });
  }
}

/** A file's name as a text of the ledger takes it: names come with characters that no text may have. */
const written = (file: string): string => {
  const plain = file.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '');
  return LINE.test(file) ? file : LINE.test(plain) ? plain : '';
};

/** The account is gone or has no rights left: everything is refused. */
const NOBODY: Account = { id: '', name: '', role: 'viewer', scope: [] };

const SORTS = {
  deviceId: 'device',
  sittingId: 'sitting',
  roomId: 'room',
  siteId: 'site',
  paymentId: 'payment',
  milestoneId: 'milestone',
  projectId: 'project',
  grantId: 'grant',
} as const;

/** What an entry is of, the narrowest thing that it names. */
function aboutOf(body: object): string {
  const fields = body as Record<string, unknown>;
  for (const [field, sort] of Object.entries(SORTS)) {
    if (typeof fields[field] === 'string') return `${sort}:${fields[field]}`;
  }
  return '';
}
