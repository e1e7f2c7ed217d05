import { computed, onScopeDispose } from 'vue';
import type { IndicatorsAnswer } from '../../../shared/contract/http';
import { type FormQuery, readIndicators, readTrend } from '../../api/indicators';
import { asOfFromAddress } from '../../view-models/asOf';
import { groupRows, scoreParts, type Grouping } from '../../view-models/groups';
import { trendsOf, withNow } from '../../view-models/indicators/trend';
import { useAddress } from '../address/useAddress';
import { useIndicators } from '../queries/useIndicators';
import { useResource } from '../queries/useResource';

/** The months are read again this often; between two answers the last one follows the live row. */
const REFRESH_MS = 60_000;

/** The rows of the page as known now or then, with their trends. */
export function useIndicatorPage(options: {
  scope: () => string | null;
  period: () => string;
  grouping: () => Grouping;
  empty: () => boolean;
}) {
  const asOfParam = useAddress('asOf');
  const asOf = computed(() => asOfFromAddress(asOfParam.value));
  const known = computed(() => asOf.value?.text);
  const live = useIndicators(options.period, options.grouping, options.empty);

  const key = (wanted: boolean) => {
    const scope = options.scope();
    return wanted && scope !== null ? JSON.stringify({ scope, period: options.period(), asOf: known.value }) : null;
  };
  const queryOf = (text: string) => JSON.parse(text) as FormQuery;
  const then = useResource({
    key: () => key(known.value !== undefined),
    read: (text, signal) => readIndicators(queryOf(text), signal),
  });
  const trend = useResource({ key: () => key(true), read: (text, signal) => readTrend(queryOf(text), signal) });
  const timer = setInterval(() => {
    if (known.value === undefined && !document.hidden) trend.reload();
  }, REFRESH_MS);
  onScopeDispose(() => clearInterval(timer));

  const answer = computed((): IndicatorsAnswer | null => (known.value === undefined ? null : then.data.value));
  const groups = computed(() => {
    if (known.value === undefined) return live.groups.value;
    return answer.value && groupRows(answer.value.rows, options.grouping());
  });
  const score = computed(() => {
    if (known.value === undefined) return live.score.value;
    const summary = answer.value?.score;
    return answer.value && summary
      ? { summary, parts: scoreParts(answer.value.rows, summary.total, summary.rows) }
      : null;
  });
  const rows = computed(() => groups.value?.flatMap((group) => group.rows) ?? []);
  /** The rows as they are now, to compare those of then with. */
  const nowRows = computed(() => live.groups.value?.flatMap((group) => group.rows) ?? []);
  const trends = computed(() => {
    const found = trend.data.value && trendsOf(trend.data.value);
    if (!found || known.value !== undefined) return found;
    return new Map(
      [...found].map(([id, one]) => {
        const row = rows.value.find((candidate) => candidate.id === id);
        return [id, row ? withNow(one, row) : one];
      }),
    );
  });

  return { asOf, asOfParam, groups, score, rows, nowRows, trends, trend, then, answer };
}
