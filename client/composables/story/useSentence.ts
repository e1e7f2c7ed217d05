import { ref, watch } from 'vue';

const keyOf = (about: string) => `kaodian.story.${about}`;

function kept(about: string): string | null {
  try {
    return localStorage.getItem(keyOf(about));
  } catch {
    return null;
  }
}

/**
 * The first sentence of a story: what the figures say, until somebody writes it anew. It is kept on this machine: a sheet's
 * words, not a record. Storage may be closed: then it lasts the visit.
 * @param about the scope and the year.
 */
export function useSentence(about: () => string) {
  const written = ref<string | null>(null);
  watch(about, (now) => (written.value = kept(now)), { immediate: true });

  /** @param text null: what the figures say again. */
  function write(text: string | null): void {
    written.value = text;
    try {
      if (text === null) localStorage.removeItem(keyOf(about()));
      else localStorage.setItem(keyOf(about()), text);
    } catch {
      // It lasts the visit.
    }
  }
  return { written, write };
}
