import { createHash } from 'node:crypto';
import type { Account, ImportDraftAnswer, ImportItem } from '../../../shared/contract/http';
import { toIso } from '../../../shared/model/instant';
import { FileRefused } from '../../files/refused';
import { FileThreads } from '../../workbooks/file-threads';
import { entryId } from '../../workbooks/import-ids';
import type { Counts, Fix } from '../../workbooks/types';
import type { Logger } from '../../log';
import type { ImportRow } from '../../store/store';
import type { Context } from '../context';
import { ApiFailure } from '../failure';
import { keepRefused } from '../refused-payments';
import { type Compared, type Draft, Drafts } from './drafts';
import { refusalOf } from './refusals';
import { type Deps as RunDeps, Run, type Troubles, packPlan } from './writing';

type Deps = Pick<Context, 'figures' | 'turns' | 'zone' | 'store'> &
  RunDeps & { threads: FileThreads; log: Pick<Logger, 'warn'> };

/** Imports that a list shows. */
const LISTED = 100;
/** An import can be taken back as long as its entries can be voided; who may, is decided entry by entry. */
const TAKEN_BACK_FROM = ['written', 'stopped', 'partly-undone'] as const;

/**
 * Workbooks of the inventory and of the money (contract 7): a file is compared with the ledger as often as it is asked, and nothing is written
 * until it is clean or somebody says that the rest is to be written. The entries of an import are recorded as all others
 * are, under ids that carry the import's.
 */
export class Imports {
  readonly drafts: Drafts;
  readonly #runs = new Map<string, { run: Run; ended: Promise<void> }>();
  /** Imports are written one after the other. */
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(private readonly deps: Deps) {
    this.drafts = new Drafts(deps);
  }

  /** Reads a file for the first time. */
  async read(account: Account, file: Pick<Draft, 'file' | 'bytes' | 'workbook' | 'sheet'>): Promise<ImportDraftAnswer> {
    return this.#answer(account, this.drafts.add(account, file));
  }

  /** Compares a draft again. @throws ApiFailure not-found */
  async again(account: Account, id: string, fixes?: Fix[]): Promise<ImportDraftAnswer> {
    const draft = this.drafts.get(account, id);
    if (fixes) draft.fixes = fixes;
    return this.#answer(account, draft);
  }

  async #answer(account: Account, draft: Draft): Promise<ImportDraftAnswer> {
    try {
      return { draft: (await this.drafts.compare(account, draft)).answer };
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      this.drafts.drop(account);
      return { refused: refusalOf(error) };
    }
  }

  /**
   * Begins to write a draft. The same draft again is the same import.
   * @param plan the digest of what was shown. @param skip writes what is in order and leaves the rest out.
   * @throws ApiFailure not-found; conflict: it is not clean, or what would be written is something else by now.
   */
  async write(account: Account, id: string, plan: string, skip: boolean): Promise<ImportItem> {
    const before = await this.deps.store.imports.get(id);
    if (before && before.accountId === account.id) return this.item(before);
    const draft = this.drafts.get(account, id);
    const compared = await this.drafts.compare(account, draft);
    const { answer } = compared;
    // Sent twice at once: what the first one has begun to write is no change of the data.
    const again = await this.deps.store.imports.get(id);
    if (again) return this.item(again);
    if (answer.plan !== plan) throw new ApiFailure('conflict', 'the data changed: look at the result again', 'plan');
    const isClean = answer.findings.length === 0;
    if (!isClean && !skip) throw new ApiFailure('conflict', 'cells of the file are in error', 'skip');
    if (answer.entries === 0) throw new ApiFailure('conflict', 'the file changes nothing', 'plan');
    const row = await this.#begin(account, compared);
    await this.#keepRefused(account, compared);
    this.drafts.drop(account);
    this.#start(new Run(this.deps, row));
    return this.item(row);
  }

  async #begin(account: Account, { draft, plan }: Compared): Promise<ImportRow> {
    const counts: Counts = { added: 0, changed: 0, same: 0, bad: 0 };
    for (const one of Object.values(plan.counts)) {
      for (const key of ['added', 'changed', 'same', 'bad'] as const) counts[key] += one[key];
    }
    const row: ImportRow = {
      id: draft.id,
      accountId: account.id,
      file: draft.file,
      digest: createHash('sha256').update(draft.bytes).digest('hex'),
      startedAt: this.deps.clock(),
      state: 'writing',
      total: plan.entries.length,
      done: 0,
      undone: 0,
      counts: JSON.stringify(counts),
      troubles: JSON.stringify({ list: [], count: 0 } satisfies Troubles),
    };
    await this.deps.store.imports.insert(row, await packPlan(plan.entries));
    return row;
  }

  /** Payments of the file that a rule of money refuses are listed beside those that were sent one by one. */
  async #keepRefused(account: Account, { draft, plan }: Compared): Promise<void> {
    const { length } = plan.entries;
    const sent = plan.left.map(({ entry: { kind, at = this.deps.clock(), body } }, index) => ({
      id: entryId(draft.id, length + index),
      kind,
      at: toIso(at),
      body,
    }));
    const results = plan.left.map(({ refusal }, index) => ({
      id: sent[index]!.id,
      outcome: 'refused' as const,
      error: refusal,
    }));
    await keepRefused(this.deps, account.id, sent, { results });
  }

  /** Takes an import back. @throws ApiFailure not-found, conflict */
  async undo(account: Account, id: string): Promise<ImportItem> {
    const row = await this.#own(account, id);
    if (row.state === 'undoing' || row.state === 'undone') return this.item(row);
    if (!TAKEN_BACK_FROM.some((state) => state === row.state) || this.#runs.has(id)) {
      throw new ApiFailure('conflict', 'the import is still being written');
    }
    // The voids are of whoever takes it back, by that account's rights: its writer may have none left.
    const begun: ImportRow = { ...row, state: 'undoing', undone: 0, troubles: '', undoBy: account.id };
    const run = new Run(this.deps, begun);
    begun.troubles = JSON.stringify(run.troubles);
    await this.deps.store.imports.update(id, begun);
    this.#start(run);
    return this.item(begun);
  }

  async list(account: Account): Promise<ImportItem[]> {
    const rows = await this.deps.store.imports.newest(account.role === 'admin' ? null : account.id, LISTED);
    return rows.map((row) => this.item(row));
  }

  /** @throws ApiFailure not-found */
  async get(account: Account, id: string): Promise<ImportItem> {
    return this.item(await this.#own(account, id));
  }

  async #own(account: Account, id: string): Promise<ImportRow> {
    const row = this.#runs.get(id)?.run.row ?? (await this.deps.store.imports.get(id));
    if (row && (account.role === 'admin' || row.accountId === account.id)) return row;
    throw new ApiFailure('not-found', 'there is no such import');
  }

  /** What is being written knows more than the database. */
  item(stored: ImportRow): ImportItem {
    const run = this.#runs.get(stored.id)?.run;
    const { id, file, digest, accountId, startedAt, state, total, done, undone, counts } = run?.row ?? stored;
    const { list, count } = run?.troubles ?? (JSON.parse(stored.troubles) as Troubles);
    return {
      id,
      file,
      digest,
      actor: accountId,
      startedAt: toIso(startedAt),
      state,
      total,
      done,
      undone,
      counts: JSON.parse(counts) as Counts,
      troubles: list,
      troublesUnlisted: count - list.length,
    };
  }

  /** Goes on with what a stop interrupted: what it had sent is answered as duplicate. */
  async resume(): Promise<void> {
    for (const row of await this.deps.store.imports.unfinished()) {
      this.#start(new Run(this.deps, row, JSON.parse(row.troubles) as Troubles));
    }
  }

  #start(run: Run): void {
    const { id } = run.row;
    const go = async () => {
      if (!this.#isClosed) await run.go();
    };
    const ended = this.#last
      .then(go)
      .catch((error: unknown) => this.deps.log.warn({ err: error, id }, 'an import could not go on'))
      .finally(() => this.#runs.delete(id));
    this.#last = ended;
    this.#runs.set(id, { run, ended });
  }

  /** Stops between two entries. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { run } of this.#runs.values()) run.close();
    await this.#last;
  }
}
