import { reactive } from 'vue';
import { useI18n } from 'vue-i18n';
import type { PaperErasure } from '../../../shared/contract/http';
import { type PaperState, addressOf, paperErasure, paperState } from '../../api/papers';
import { type ShownPaper, paperRefsOf } from '../../view-models/papers';

/**
 * The photos of entries: each is shown by its address; of one that does not come the server is asked why.
 * @param sayErased who erased a paper, when and why, in words.
 */
export function usePapers(sayErased: (erasure: PaperErasure) => string) {
  const { t } = useI18n();
  const states = reactive(new Map<string, PaperState>());
  const erasures = reactive(new Map<string, PaperErasure>());

  function trouble(ref: string): string | null {
    const state = states.get(ref);
    if (state === undefined) return null;
    const erasure = erasures.get(ref);
    return erasure ? sayErased(erasure) : t(`paper.${state}`);
  }

  const photosOf = ({ body }: { body: object }): ShownPaper[] =>
    paperRefsOf(body).map((ref) => ({ ref, address: addressOf(ref), trouble: trouble(ref) }));

  /** A paper could not be shown, or was erased on this page. */
  async function failed(ref: string): Promise<void> {
    const state = await paperState(ref);
    if (state === 'erased') {
      // Without an answer it is erased all the same.
      const erasure = await paperErasure(ref).catch(() => null);
      if (erasure) erasures.set(ref, erasure);
    }
    states.set(ref, state);
  }

  return { photosOf, failed };
}
