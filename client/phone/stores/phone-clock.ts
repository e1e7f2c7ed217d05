import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { type Measured, better } from '../../offline/clock-offset';
import { withDatabase } from '../../offline/database';

/** A tick a second is what a running clock shows. */
const TICK_MS = 1000;

/** The phone's clock against the server's, and the tick of every running clock on a page. */
export const usePhoneClock = defineStore('phone-clock', () => {
  /** The best measurement of the offset; null: none yet. It is kept, for a start without a network. */
  const measured = shallowRef<Measured | null>(null);
  /** The server's time as far as the phone knows it, ms; it ticks. */
  const now = ref(Date.now());
  let timer: ReturnType<typeof setInterval> | undefined;

  const serverNow = () => Date.now() + (measured.value?.offset ?? 0);

  function start(): void {
    timer ??= setInterval(() => (now.value = serverNow()), TICK_MS);
  }

  async function load(): Promise<void> {
    const kept = (await withDatabase((database) => database.get('meta', 'clock'))) as Measured | undefined;
    measured.value ??= kept ?? null;
    now.value = serverNow();
  }

  /** Takes what a request has told. */
  function hear(next: Measured): void {
    const before = measured.value;
    measured.value = better(before, next);
    now.value = serverNow();
    if (measured.value === before) return;
    const { offset, uncertainty, at } = measured.value;
    // Only a convenience of the next start: a full storage keeps nobody from working.
    withDatabase((database) => database.put('meta', { offset, uncertainty, at }, 'clock')).catch(() => undefined);
  }

  return { measured, now, serverNow, start, load, hear };
});
