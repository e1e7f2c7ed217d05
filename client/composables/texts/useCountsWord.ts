import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { StatusCounts } from '../../../shared/contract/live';
import { grouped } from '../../format/numbers';
import { worstOf } from '../../view-models/worst';

/** What is said of the devices of a room: the worst of them, and each status that is not well with its number. */
export function useCountsWord(counts: () => StatusCounts) {
  const { t } = useI18n();
  const worst = computed(() => worstOf(counts()));
  const parts = computed(() =>
    (
      [
        ['down', counts().down],
        ['unknown', counts().unknown],
        ['degraded', counts().degraded],
      ] as const
    ).filter(([, count]) => count > 0),
  );
  /** One status that is not up as word and number; null for several, which are shapes and numbers. */
  const word = computed(() => {
    const [only, second] = parts.value;
    if (second) return null;
    if (only) return { text: t(`status.${only[0]}`), count: grouped(only[1]) };
    if (worst.value === 'maintenance') return { text: t('status.maintenance'), count: grouped(counts().maintenance) };
    return { text: t(`shape.${worst.value}`), count: '' };
  });
  /** Several statuses in words, for a screen reader; empty when there is none. */
  const spokenParts = computed(() =>
    parts.value.map(([status, n]) => `${t(`status.${status}`)} ${n}`).join(t('app.comma')),
  );
  return { worst, parts, word, spokenParts };
}
