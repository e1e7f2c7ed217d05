import { useDebounceFn } from '@vueuse/core';
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { IndicatorRow } from '../../../shared/contract/http';
import { readIndicators } from '../../api/indicators';
import { readPreview } from '../../api/preview';
import type { Draft } from '../../api/record';
import { useClockStore } from '../../stores/clock';

const RESTED_MS = 350;

export interface BudgetPreview {
  year: number;
  before: IndicatorRow | null;
  after: IndicatorRow | null;
}

const isFaultRate = ({ id }: { id: string }) => id === 'fault-rate';

/**
 * The fault rate's row of some years before and after a draft, with its budget: maintenance that is repeated may reach
 * over a year's end, and a year whose budget stays is told as well. The server works it out and writes nothing.
 */
export function useBudgetPreview(
  entries: () => readonly Draft[],
  scope: () => string | null,
  years: () => readonly number[],
) {
  const clock = useClockStore();
  const budgets = shallowRef<readonly BudgetPreview[]>([]);
  const state = shallowRef<'idle' | 'working' | 'known' | 'failed'>('idle');
  let controller: AbortController | null = null;

  async function ask(): Promise<void> {
    const [of, asked, wanted] = [scope(), entries(), years()];
    if (of === null || asked.length === 0) return;
    const mine = (controller = new AbortController());
    try {
      const found: BudgetPreview[] = [];
      for (const year of wanted) {
        const query = { scope: of, period: String(year) };
        const answer = await readPreview({ entries: asked, ...query }, clock.serverNow(), mine.signal);
        const row = answer.rows.find(isFaultRate);
        // A row that does not differ is not in the answer.
        const same = row ? null : ((await readIndicators(query, mine.signal)).rows.find(isFaultRate) ?? null);
        found.push({ year, before: row?.before ?? same, after: row?.after ?? same });
      }
      if (mine.signal.aborted) return;
      budgets.value = found;
      state.value = 'known';
    } catch {
      if (mine.signal.aborted) return;
      state.value = 'failed';
    }
  }
  const askLater = useDebounceFn(() => ask(), RESTED_MS);

  const question = () => JSON.stringify([scope(), years(), entries()]);
  function begin(): void {
    controller?.abort();
    if (entries().length === 0) {
      state.value = 'idle';
      budgets.value = [];
    } else {
      state.value = 'working';
      void askLater();
    }
  }
  watch(question, begin, { immediate: true });
  onScopeDispose(() => controller?.abort());

  return { budgets: computed(() => budgets.value), state };
}
