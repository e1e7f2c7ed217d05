import { ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { NewPhoto } from '../../offline/photo';
import type { NewEntry } from '../../offline/queue';
import { useQueue } from '../stores/queue';

/** Entering from a page: what was kept is told by the undo bar, what could not be kept by `trouble`. */
export function useRecording() {
  const { t } = useI18n();
  const queue = useQueue();
  /** null: nothing failed. */
  const trouble = ref<string | null>(null);
  const busy = ref(false);

  /** @returns whether it is kept. */
  async function record(
    what: string,
    entries: readonly NewEntry[],
    photos: readonly NewPhoto[] = [],
  ): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    trouble.value = null;
    try {
      const { photosKept } = await queue.enter(entries, what, photos);
      if (!photosKept) queue.warn(t('photo.full'));
      return true;
    } catch (error) {
      const full = error instanceof DOMException && error.name === 'QuotaExceededError';
      trouble.value = full ? t('queue.full') : t('queue.storage', { why: String(error) });
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { record, trouble, busy };
}
