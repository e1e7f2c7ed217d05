import { type Ref, ref } from 'vue';

/**
 * Arrow keys through the lanes of the calendar, with one tab stop: up and down from lane to lane, left and right along
 * one. What can take the focus has `data-lane`, its lane's index, and `data-nav`, its key.
 */
export function useLaneFocus(root: Readonly<Ref<HTMLElement | null>>) {
  /** The key of the one that Tab reaches; null: the first. */
  const active = ref<string | null>(null);
  const all = () => [...(root.value?.querySelectorAll<HTMLElement>('[data-nav]') ?? [])];
  const laneOf = (one: HTMLElement) => Number(one.dataset['lane']);
  const middle = (one: HTMLElement) => {
    const { left, width } = one.getBoundingClientRect();
    return left + width / 2;
  };

  function next(from: HTMLElement, key: string): HTMLElement | undefined {
    const list = all();
    const own = list.filter((one) => laneOf(one) === laneOf(from));
    if (key === 'ArrowLeft' || key === 'ArrowRight') return own[own.indexOf(from) + (key === 'ArrowLeft' ? -1 : 1)];
    if (key === 'Home' || key === 'End') return key === 'Home' ? list[0] : list.at(-1);
    const step = key === 'ArrowUp' ? -1 : 1;
    const there = list.filter((one) => laneOf(one) === laneOf(from) + step);
    // From a name to a name; from a window to what lies nearest to it.
    if (own[0] === from) return there[0];
    return there.sort((a, b) => Math.abs(middle(a) - middle(from)) - Math.abs(middle(b) - middle(from)))[0];
  }

  function onKey(event: KeyboardEvent): void {
    if (!/^(Arrow(Up|Down|Left|Right)|Home|End)$/.test(event.key) || !(event.target instanceof HTMLElement)) return;
    const from = event.target.closest<HTMLElement>('[data-nav]');
    if (!from) return;
    event.preventDefault();
    const found = next(from, event.key);
    if (!found) return;
    active.value = found.dataset['nav'] ?? null;
    found.focus();
  }
  return { active, onKey };
}
