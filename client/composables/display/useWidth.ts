import { onScopeDispose, ref, watch, type Ref } from 'vue';

/** The width of an element in CSS pixels, for drawings that are laid out and not scaled. 0 until it is known. */
export function useWidth(element: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<number>> {
  const width = ref(0);
  const observer = new ResizeObserver(([entry]) => {
    if (entry) width.value = Math.floor(entry.contentRect.width);
  });
  watch(
    element,
    (now, before) => {
      if (before) observer.unobserve(before);
      if (now) observer.observe(now);
    },
    { immediate: true },
  );
  onScopeDispose(() => observer.disconnect());
  return width;
}
