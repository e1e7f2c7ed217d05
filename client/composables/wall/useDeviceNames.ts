import { onScopeDispose, reactive } from 'vue';
import { readDevice } from '../../api/read';
import { useNames } from '../texts/useNames';

/** A wall runs for weeks: only the devices named last are remembered. */
export const NAMES_KEPT = 200;
const AT_ONCE = 4;
const AGAIN_MS = 30_000;

/** What devices are called, asked when first named: their label, else their category, else their id. */
export function useDeviceNames() {
  const names = useNames();
  const known = reactive(new Map<string, { label?: string; category: string } | null>());
  const waiting: string[] = [];
  const controller = new AbortController();
  let busy = 0;

  function nameOf(id: string): string {
    const found = known.get(id);
    if (found === undefined) ask(id);
    return found ? (found.label ?? names.category(found.category)) : id;
  }

  function ask(id: string): void {
    if (waiting.includes(id)) return;
    waiting.push(id);
    // Not while a page is being drawn from what is known.
    queueMicrotask(next);
  }

  function next(): void {
    while (busy < AT_ONCE) {
      const id = waiting.find((one) => !known.has(one));
      waiting.splice(0, id === undefined ? waiting.length : waiting.indexOf(id) + 1);
      if (id === undefined) return;
      busy += 1;
      void read(id);
    }
  }

  async function read(id: string): Promise<void> {
    remember(id, null);
    try {
      const { label, category } = await readDevice(id, undefined, controller.signal);
      remember(id, { category, ...(label !== undefined && { label }) });
    } catch {
      // Shown by its id, and asked again later.
      setTimeout(() => known.get(id) === null && known.delete(id), AGAIN_MS);
    }
    busy -= 1;
    next();
  }

  function remember(id: string, found: { label?: string; category: string } | null): void {
    const oldest = known.size >= NAMES_KEPT && !known.has(id) ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    known.set(id, found);
  }

  onScopeDispose(() => controller.abort());
  return { nameOf };
}
