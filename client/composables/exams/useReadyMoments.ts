import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { readReadinessThen } from '../../api/exams/readiness-then';
import {
  MOMENTS,
  type Moment,
  changesSince,
  lastBefore,
  momentOf,
  thenRows,
  yesterdayOf,
} from '../../view-models/exams/ready-then';
import type { ReadyRow } from '../../view-models/exams/ready';
import { useAddress } from '../address/useAddress';
import { useResource } from '../queries/useResource';
import type { useReadyPage } from './useReadyPage';

/** A question about the past, as a text: it is asked once while it stays the same. */
interface Asked {
  id: string;
  scope: string;
  asOf: string;
}

/** The readiness of a session at earlier moments beside that of now, and what changed since yesterday. */
export function useReadyMoments(id: () => string, page: ReturnType<typeof useReadyPage>, selected: () => boolean) {
  const { sitting, rows, scope, second, state } = page;
  const { t } = useI18n();
  const address = useAddress('at', 'replace');

  /** The answer as it was known at an instant; null: it is not asked for. */
  function knownAt(at: () => number | null) {
    const key = computed(() => {
      const instant = at();
      if (instant === null || scope.value === null || state.value !== 'live') return null;
      return JSON.stringify({ id: id(), scope: scope.value, asOf: new Date(instant).toISOString() } satisfies Asked);
    });
    return useResource({
      key: () => key.value,
      read: (text, signal) => {
        const { id: of, ...query } = JSON.parse(text) as Asked;
        return readReadinessThen(of, query, signal);
      },
    });
  }

  const moments = MOMENTS.map((moment) => {
    const comes = computed(() => (sitting.value ? momentOf(Date.parse(sitting.value.from), moment) : Infinity));
    const isCome = computed(() => comes.value <= second.value);
    const answer = knownAt(() => (isCome.value ? lastBefore(comes.value) : null));
    const compared = computed(() =>
      isCome.value && answer.data.value && rows.value ? thenRows(rows.value, answer.data.value) : null,
    );
    return { moment, comes, isCome, answer, rows: compared };
  });

  /** The moment in the address, once it has come; null: now. */
  const shown = computed(() => moments.find((one) => one.moment === address.value && one.isCome.value) ?? null);
  /** The last moment at which the sitting was known: the rooms of now are compared with it. */
  const compared = computed(() => moments.findLast((one) => one.rows.value?.some(({ then }) => then)) ?? null);
  const trends = computed((): ReadonlyMap<string, { trend: 'better' | 'worse'; text: string }> => {
    const last = compared.value;
    return new Map(
      last?.rows.value?.flatMap(({ now, trend }) => {
        if (trend === null || trend === 'same') return [];
        return [[now.roomId, { trend, text: t(`ready.${trend}Than_${last.moment}`) }] as const];
      }),
    );
  });

  const since = computed(() => yesterdayOf(second.value));
  const yesterday = knownAt(() => (selected() ? since.value : null));
  const sinceYesterday = (row: ReadyRow) => {
    const answer = yesterday.data.value;
    return answer && { at: Date.parse(answer.at), seq: answer.seq, changes: changesSince(row, answer) };
  };

  const choose = (moment: Moment | 'now'): void => void (address.value = moment === 'now' ? '' : moment);
  return { moments, shown, choose, trends, yesterday, sinceYesterday };
}
export type ReadyMoments = ReturnType<typeof useReadyMoments>;
