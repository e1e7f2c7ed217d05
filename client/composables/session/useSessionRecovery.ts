import { useEventListener, useIntervalFn } from '@vueuse/core';
import { watch } from 'vue';
import { useSessionStore } from '../../stores/session';

const AGAIN_MS = 2_000;

/** While the server has not confirmed who this is, asks it again: every 2 s, and when the machine is online again. */
export function useSessionRecovery(): void {
  const session = useSessionStore();
  let asking = false;

  async function ask(): Promise<void> {
    if (session.confirmed || asking || document.hidden) return;
    asking = true;
    // No answer again: the next turn asks.
    await session.refresh().catch(() => undefined);
    asking = false;
  }

  const { pause, resume } = useIntervalFn(() => void ask(), AGAIN_MS, { immediate: false });
  watch(
    () => session.confirmed,
    (confirmed) => (confirmed ? pause() : resume()),
    { immediate: true },
  );
  useEventListener(window, 'online', () => void ask());
}

/** Runs once the server answers after a start without an answer: what could not be read before is read now. */
export function onSessionConfirmed(callback: () => void): void {
  const session = useSessionStore();
  watch(
    () => session.confirmed,
    (confirmed) => {
      if (confirmed && session.loggedIn) callback();
    },
  );
}
