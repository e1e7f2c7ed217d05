import { reactive } from 'vue';
import { useI18n } from 'vue-i18n';
import { type PaperState, addressOf, paperState } from '../../api/papers';
import { type ShownPaper, paperRefsOf } from '../../view-models/papers';

/** The photos of entries: each is shown by its address; of one that does not come the server is asked why. */
export function usePapers() {
  const { t } = useI18n();
  const states = reactive(new Map<string, PaperState>());

  function photosOf({ body }: { body: object }): ShownPaper[] {
    return paperRefsOf(body).map((ref) => {
      const state = states.get(ref);
      return { ref, address: addressOf(ref), trouble: state === undefined ? null : t(`paper.${state}`) };
    });
  }

  async function failed(ref: string): Promise<void> {
    states.set(ref, await paperState(ref));
  }

  return { photosOf, failed };
}
