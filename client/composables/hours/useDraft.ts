import { useEventListener } from '@vueuse/core';
import { type ComputedRef, type ShallowRef, computed, shallowRef } from 'vue';
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router';

/** How many steps back a draft remembers. */
const STEPS = 100;

export interface PageDraft<T> {
  now: ComputedRef<T | null>;
  /** It differs from what it began with. */
  dirty: ComputedRef<boolean>;
  begin(value: T): void;
  change(value: T): void;
  undo(): void;
  drop(): void;
}

/**
 * A draft on a page, with its steps: Ctrl Z takes one back, Ctrl S saves, and leaving with a draft asks once.
 * @param question what the browser asks before the page is left.
 */
export function useDraft<T>(question: () => string, save: () => void): PageDraft<T> {
  const base: ShallowRef<T | null> = shallowRef(null);
  const steps: ShallowRef<readonly T[]> = shallowRef([]);
  const now = computed(() => steps.value.at(-1) ?? base.value);
  const dirty = computed(
    () => steps.value.length > 0 && JSON.stringify(steps.value.at(-1)) !== JSON.stringify(base.value),
  );

  function begin(value: T): void {
    base.value = value;
    steps.value = [];
  }
  function change(value: T): void {
    if (JSON.stringify(value) !== JSON.stringify(now.value)) steps.value = [...steps.value, value].slice(-STEPS);
  }
  const undo = () => void (steps.value = steps.value.slice(0, -1));
  const drop = () => void (steps.value = []);

  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.key === 's') {
      event.preventDefault();
      // A field takes over what was typed when it is left.
      const field = document.activeElement;
      if (field instanceof HTMLInputElement) {
        field.blur();
        field.focus();
      }
      save();
    } else if (event.key === 'z' && !event.shiftKey && steps.value.length > 0) {
      // In a text field the browser takes back what was typed there first.
      if (event.target instanceof HTMLInputElement && event.target.dataset['typed'] === 'yes') return;
      event.preventDefault();
      undo();
    }
  });
  useEventListener(window, 'beforeunload', (event: BeforeUnloadEvent) => {
    if (dirty.value) event.preventDefault();
  });
  const mayLeave = () => !dirty.value || window.confirm(question());
  onBeforeRouteLeave(mayLeave);
  onBeforeRouteUpdate((to, from) => to.path === from.path || mayLeave());

  return { now, dirty, begin, change, undo, drop };
}
