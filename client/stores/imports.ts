import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { ImportDraft, ImportDraftAnswer, ImportFinding, ImportItem } from '../../shared/contract/http';
import type { WorkbookName } from '../../shared/workbooks/words';
import { type RequestFailure, failureOf } from '../api/failure';
import * as api from '../api/imports';

/** A cell that was mended on the page, and what was wrong with it. */
export interface Mended {
  fix: api.Fix;
  was: ImportFinding;
}

type Busy = 'sending' | 'comparing' | 'starting';

/**
 * The workbook that this screen is at: its file, what is mended of it, and the import that is written of it. It outlives
 * the page and every failure: what failed is done again, and the server is given the file again when it has not kept it.
 */
const importsOf = (workbook: WorkbookName) => () => {
  const file = shallowRef<File | null>(null);
  const draft = shallowRef<ImportDraft | null>(null);
  const refused = shallowRef<ImportDraftAnswer['refused'] | null>(null);
  const mended = shallowRef<readonly Mended[]>([]);
  const skip = ref(false);
  /** The data changed between the check and the writing: the check was made anew. */
  const moved = ref(false);
  const busy = ref<Busy | null>(null);
  const failure = shallowRef<RequestFailure | null>(null);
  /** The import that is or was written from this page. */
  const item = shallowRef<ImportItem | null>(null);
  let again: (() => Promise<void>) | null = null;

  /** Of an account that is not at this screen any more nothing is kept. */
  function reset(): void {
    file.value = null;
    draft.value = null;
    refused.value = null;
    mended.value = [];
    skip.value = false;
    moved.value = false;
    failure.value = null;
    item.value = null;
    again = null;
  }

  async function doing(what: Busy, work: () => Promise<void>): Promise<void> {
    if (busy.value !== null) return;
    busy.value = what;
    failure.value = null;
    again = () => doing(what, work);
    try {
      await work();
      again = null;
    } catch (error) {
      failure.value = failureOf(error);
    } finally {
      busy.value = null;
    }
  }

  function take(answer: ImportDraftAnswer): void {
    draft.value = answer.draft ?? null;
    refused.value = answer.refused ?? null;
  }

  const fixes = () => mended.value.map(({ fix }) => fix);

  /** The draft's id. The server keeps files in memory: after a restart it is given the file once more. */
  async function withDraft<T>(work: (id: string) => Promise<T>): Promise<T> {
    const kept = draft.value;
    try {
      if (kept) return await work(kept.id);
    } catch (error) {
      if (failureOf(error).code !== 'not-found') throw error;
    }
    if (!file.value) throw new Error('there is no file');
    const answer = await api.sendFile(file.value, workbook);
    take(answer);
    if (!answer.draft) throw new Error('the file is refused');
    return work(answer.draft.id);
  }

  function choose(chosen: File): Promise<void> {
    reset();
    file.value = chosen;
    return doing('sending', async () => take(await api.sendFile(chosen, workbook)));
  }

  const compare = () => doing('comparing', async () => take(await withDraft((id) => api.sendFixes(id, fixes()))));

  /** Puts a text in place of cells, and has the file compared again. */
  function mend(findings: readonly ImportFinding[], text: string): Promise<void> {
    const cells = new Set(findings.map(({ sheet, cell }) => `${sheet}!${cell}`));
    const others = mended.value.filter(({ fix: { sheet, cell } }) => !cells.has(`${sheet}!${cell}`));
    const before = new Map(mended.value.map((one) => [`${one.fix.sheet}!${one.fix.cell}`, one.was]));
    const more = findings.map((finding): Mended => {
      const { sheet, cell } = finding;
      return { fix: { sheet, cell, text }, was: before.get(`${sheet}!${cell}`) ?? finding };
    });
    mended.value = [...others, ...more];
    return compare();
  }

  function revert({ fix }: Mended): Promise<void> {
    mended.value = mended.value.filter((one) => one.fix !== fix);
    return compare();
  }

  function write(): Promise<void> {
    return doing('starting', async () => {
      const asked = draft.value;
      if (!asked) return;
      moved.value = false;
      try {
        item.value = await api.writeDraft(asked.id, asked.plan, skip.value);
      } catch (error) {
        const { code, field } = failureOf(error);
        // The server has not kept the file, or the data changed: it is compared again and shown once more.
        if (code !== 'not-found' && !(code === 'conflict' && field === 'plan')) throw error;
        take(await withDraft((id) => api.sendFixes(id, fixes())));
        moved.value = true;
      }
    });
  }

  async function undo(id: string): Promise<void> {
    await doing('starting', async () => {
      item.value = await api.undoImport(id);
    });
  }

  /** Asks how far the import is; without an answer it is asked again the next time. */
  async function follow(): Promise<void> {
    if (!item.value) return;
    try {
      item.value = await api.readImport(item.value.id);
      failure.value = null;
    } catch (error) {
      failure.value = failureOf(error);
    }
  }

  const running = computed(() => item.value?.state === 'writing' || item.value?.state === 'undoing');
  const retry = () => again?.();
  const state = { file, draft, refused, mended, skip, moved, busy, failure, item, running };
  return { ...state, reset, choose, mend, revert, write, undo, follow, retry };
};

const STORES = {
  inventory: defineStore('imports', importsOf('inventory')),
  money: defineStore('money-imports', importsOf('money')),
} as const satisfies Record<WorkbookName, unknown>;
/** Each workbook has a store of its own: going to the other one leaves the file and its mends where they are. */
export const useImportsStore = (workbook: WorkbookName) => STORES[workbook]();
