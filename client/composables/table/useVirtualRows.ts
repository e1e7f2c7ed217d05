import { defaultRangeExtractor, useWindowVirtualizer, type Range } from '@tanstack/vue-virtual';
import { useResizeObserver } from '@vueuse/core';
import { computed, onMounted, ref, type Ref } from 'vue';
import { piecesOf, withAlways, type Piece } from '../../view-models/table/items';

/** Up to so many items everything is drawn: the browser's own search finds it all, and nothing is measured. */
export const VIRTUAL_ABOVE = 200;
/** Items drawn beyond both edges of the window. */
const OVERSCAN = 12;

/** Of a long table only what is in the window is drawn; the page scrolls, not the table. */
export function useVirtualRows(options: {
  body: Readonly<Ref<HTMLElement | null>>;
  keys: () => readonly string[];
  /** What an item is high before it was measured, px. */
  height: () => number;
  /** The focused row: it is drawn wherever the window is. */
  active: () => number;
  /** The group head above the first item in view, which sticks to the top; −1: none. */
  headAbove: (first: number) => number;
}) {
  const count = computed(() => options.keys().length);
  const virtual = computed(() => count.value > VIRTUAL_ABOVE);
  /** px from the top of the page to the first item. */
  const margin = ref(0);

  function measureMargin(): void {
    const top = options.body.value?.getBoundingClientRect().top;
    if (top !== undefined) margin.value = Math.round(top + window.scrollY);
  }
  onMounted(measureMargin);
  // What stands above the table changes the height of the page.
  useResizeObserver(() => (typeof document === 'undefined' ? null : document.body), measureMargin);

  const virtualizer = useWindowVirtualizer<HTMLElement>(
    computed(() => {
      // Read here, so that another order or another focused row makes new options: the library compares functions.
      const keys = options.keys();
      const active = options.active();
      return {
        count: virtual.value ? keys.length : 0,
        estimateSize: options.height,
        overscan: OVERSCAN,
        scrollMargin: margin.value,
        getItemKey: (index: number) => keys[index] ?? index,
        rangeExtractor: (range: Range) =>
          withAlways(defaultRangeExtractor(range), [active, options.headAbove(range.startIndex)], range.count),
      };
    }),
  );

  const pieces = computed((): Piece[] => {
    if (!virtual.value) return options.keys().map((_, index) => ({ kind: 'item', index }));
    const drawn = virtualizer.value.getVirtualItems().map(({ index, start, end }) => ({
      index,
      start: start - margin.value,
      end: end - margin.value,
    }));
    return piecesOf(drawn, count.value, virtualizer.value.getTotalSize());
  });

  /** Tells the height of a drawn item; its element carries `data-index`. */
  function measure(element: unknown): void {
    if (virtual.value && element instanceof HTMLElement) virtualizer.value.measureElement(element);
  }

  return { pieces, measure };
}
