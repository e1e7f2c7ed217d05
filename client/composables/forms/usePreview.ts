import { useDebounceFn } from '@vueuse/core';
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import { failureOf } from '../../api/failure';
import { PREVIEW_MOST, readPreview } from '../../api/preview';
import type { Draft } from '../../api/record';
import { useClockStore } from '../../stores/clock';
import { type Effect, NO_EFFECT, effectOf } from '../../view-models/preview/effect';
import { onSessionConfirmed } from '../session/useSessionRecovery';

/** The server is asked when the draft has rested this long, ms. */
const RESTED_MS = 350;

/**
 * What the entries of a draft would change in the form of a scope and period: asked of the server whenever the draft has
 * changed and rested. Entries must not be made with random ids for this: the same draft is the same question.
 */
export function usePreview(entries: () => readonly Draft[], scope: () => string | null, period: () => string | null) {
  const clock = useClockStore();
  const effect = shallowRef<Effect>(NO_EFFECT);
  let controller: AbortController | null = null;

  const question = () => {
    const [of, within] = [scope(), period()];
    const asked = entries();
    return asked.length === 0 || of === null || within === null ? '' : JSON.stringify([of, within, asked]);
  };

  async function ask(): Promise<void> {
    const [of, within] = [scope(), period()];
    const asked = entries();
    if (asked.length === 0 || of === null || within === null) return;
    const mine = new AbortController();
    controller = mine;
    try {
      const answer = await readPreview({ entries: asked, scope: of, period: within }, clock.serverNow(), mine.signal);
      if (mine.signal.aborted) return;
      effect.value = effectOf(
        answer,
        asked.map(({ kind }) => kind),
      );
    } catch (error) {
      if (mine.signal.aborted) return;
      effect.value = { ...NO_EFFECT, state: 'failed', code: failureOf(error).code };
    }
  }
  const askLater = useDebounceFn(() => ask(), RESTED_MS);

  function begin(): void {
    controller?.abort();
    if (entries().length > PREVIEW_MOST) effect.value = { ...NO_EFFECT, state: 'tooMany' };
    else {
      effect.value = { ...effect.value, state: 'working', code: null };
      void askLater();
    }
  }

  watch(
    question,
    (now) => {
      if (now !== '') return begin();
      controller?.abort();
      effect.value = NO_EFFECT;
    },
    { immediate: true },
  );
  onSessionConfirmed(() => {
    if (effect.value.state === 'failed') begin();
  });
  onScopeDispose(() => controller?.abort());

  return { effect: computed(() => effect.value), retry: begin };
}
