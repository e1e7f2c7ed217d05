import { createHash } from 'node:crypto';
import type { Account, ImportDraft } from '../../../shared/contract/http';
import type { SheetName, WorkbookName } from '../../../shared/workbooks/words';
import type { FileThreads } from '../../workbooks/file-threads';
import { newImportId } from '../../workbooks/import-ids';
import { MoneyPlan } from '../../workbooks/plan/money/plan';
import { type Plan, planInventory } from '../../workbooks/plan/plan';
import type { FileRead, Fix } from '../../workbooks/types';
import type { Context } from '../context';
import { ApiFailure } from '../failure';
import { inventoryKnown, moneyKnown } from './known';
import { inPieces } from './pieces';
import { trial } from './trial';

/** Files that are kept to be compared again: one an account, and so many bytes in all. */
const TOTAL_MAX = 64 * 1024 * 1024;

export interface Draft {
  id: string;
  accountId: string;
  file: string;
  bytes: Uint8Array;
  workbook: WorkbookName;
  /** Of a .csv. */
  sheet?: SheetName;
  fixes: Fix[];
}

/** A draft compared with the ledger as it is. */
export interface Compared {
  draft: Draft;
  read: FileRead;
  plan: Plan;
  answer: ImportDraft;
}

type Deps = Pick<Context, 'figures' | 'turns' | 'zone' | 'ledger' | 'store'> & { threads: FileThreads };

/** Files that were read and are not written yet. They are in memory only: whoever has the file sends it again. */
export class Drafts {
  /** By account, the oldest first. */
  readonly #drafts = new Map<string, Draft>();

  constructor(private readonly deps: Deps) {}

  /** Keeps a file in place of the account's last one. */
  add(account: Account, file: Pick<Draft, 'file' | 'bytes' | 'workbook' | 'sheet'>): Draft {
    const draft: Draft = { id: newImportId(), accountId: account.id, fixes: [], ...file };
    this.#drafts.delete(account.id);
    this.#drafts.set(account.id, draft);
    let total = [...this.#drafts.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
    for (const [owner, { bytes }] of this.#drafts) {
      if (total <= TOTAL_MAX || owner === account.id) break;
      this.#drafts.delete(owner);
      total -= bytes.length;
    }
    return draft;
  }

  /** @throws ApiFailure not-found */
  get(account: Account, id: string): Draft {
    const draft = this.#drafts.get(account.id);
    if (draft?.id !== id) throw new ApiFailure('not-found', 'this file is not kept any more: send it again');
    return draft;
  }

  drop(account: Account): void {
    this.#drafts.delete(account.id);
  }

  /**
   * Reads the file again and compares it with the ledger.
   * @throws FileRefused, TooFast, NotReady
   */
  async compare(account: Account, draft: Draft): Promise<Compared> {
    const began = performance.now();
    const { bytes, workbook, sheet, fixes } = draft;
    const { zone } = this.deps;
    const read = await this.deps.threads.read({ bytes, workbook, fixes, zone, ...(sheet && { sheet }) });
    const readMs = Math.round(performance.now() - began);
    const { seq } = this.deps.ledger.head;
    const { plan, categories } = await this.#plan(account, draft, read);
    const digest = await inPieces(digestOf(plan));
    const answer: ImportDraft = {
      id: draft.id,
      workbook,
      file: draft.file,
      size: bytes.length,
      readMs,
      seq,
      plan: digest,
      sheets: read.sheets.map(({ name, title, rows }) => ({
        sheet: name,
        title,
        rows: rows.length,
        ...plan.counts[name],
      })),
      findings: plan.findings,
      findingsUnlisted: plan.findingsUnlisted,
      notices: read.notices.slice(0, 200),
      changes: plan.changes,
      changesUnlisted: plan.changesUnlisted,
      fixed: read.fixed,
      entries: plan.entries.length,
      totals: plan.totals,
      categories,
    };
    return { draft, read, plan, answer };
  }

  async #plan(
    account: Account,
    { id, workbook }: Draft,
    read: FileRead,
  ): Promise<{ plan: Plan; categories: string[] }> {
    if (workbook === 'inventory') {
      const known = await inventoryKnown(this.deps, account, read);
      return { plan: await inPieces(planInventory(read, known)), categories: [...known.categories].sort() };
    }
    const begun = await inPieces(MoneyPlan.of(read, await moneyKnown(this.deps, account, read)));
    const refusals = await trial(this.deps, account, id, begun.entries);
    return { plan: await inPieces(begun.finish(refusals)), categories: [] };
  }
}

/** What would be written, as a digest. */
function* digestOf({ entries }: Plan): Generator<undefined, string> {
  const hash = createHash('sha256');
  for (const [index, { kind, at, body }] of entries.entries()) {
    hash.update(`${JSON.stringify([kind, at ?? null, body])}\n`);
    if (index % 200 === 0) yield;
  }
  return hash.digest('hex');
}
