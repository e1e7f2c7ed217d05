import { type Ref, shallowRef, watch } from 'vue';

/**
 * A value that follows its source after the next paint: a slow phone first shows what a tap touched, and then what follows
 * from it.
 */
export function useAfterPaint<T>(source: () => T): Readonly<Ref<T>> {
  const shown = shallowRef(source());
  let waits = false;
  watch(source, () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        waits = false;
        shown.value = source();
      }),
    );
  });
  return shown;
}
