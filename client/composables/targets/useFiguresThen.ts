import { onScopeDispose, shallowRef, watch } from 'vue';
import type { IndicatorRow } from '../../../shared/contract/http';
import type { IndicatorId } from '../../../shared/model/vocabulary';
import { type FormQuery, readIndicators } from '../../api/indicators';

export type FiguresThen = ReadonlyMap<IndicatorId, IndicatorRow> | 'failed';

/**
 * The twenty rows as known at the instants at which targets were set. Each is a question over the history: they are
 * asked one after the other, each once.
 */
export function useFiguresThen(query: () => FormQuery | null, instants: () => readonly string[]) {
  const figures = shallowRef<ReadonlyMap<string, FiguresThen>>(new Map());
  let controller = new AbortController();

  async function read(of: FormQuery, wanted: readonly string[], signal: AbortSignal): Promise<void> {
    for (const asOf of wanted) {
      if (signal.aborted) return;
      if (figures.value.has(asOf)) continue;
      const found = await readIndicators({ ...of, asOf }, signal)
        .then(({ rows }): FiguresThen => new Map(rows.map((row) => [row.id, row])))
        .catch((): FiguresThen => 'failed');
      if (!signal.aborted) figures.value = new Map([...figures.value, [asOf, found]]);
    }
  }

  watch(
    () => JSON.stringify([query(), instants()]),
    (_, before) => {
      const of = query();
      const [previous] = before === undefined ? [null] : (JSON.parse(before) as [FormQuery | null]);
      if (of?.scope !== previous?.scope || of?.period !== previous?.period) figures.value = new Map();
      controller.abort();
      controller = new AbortController();
      if (of) void read(of, instants(), controller.signal);
    },
    { immediate: true },
  );
  onScopeDispose(() => controller.abort());
  return figures;
}
