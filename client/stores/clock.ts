import { defineStore } from 'pinia';
import { ref } from 'vue';
import { clockOffset } from '../view-models/freshness';

/**
 * The server's clock and the business zone, as last answered: by a session answer, a live snapshot, a delta or a pulse.
 * Neither depends on the live channel, so that a page without one shows right times too.
 */
export const useClockStore = defineStore('clock', () => {
  /** IANA name; null until an answer (or the identity kept on this machine) has named it. */
  const zone = ref<string | null>(null);
  /** Server time minus the local monotonic clock, ms; null before the first answer. */
  let offset: number | null = null;

  /** Takes the server time of a message that has just arrived, and its zone where the message carries one. */
  function hear(serverNow: number, named?: string): void {
    offset = clockOffset(offset, serverNow, performance.now());
    if (named !== undefined) zone.value = named;
  }

  /** The zone of an earlier visit, for a start without a network. */
  function assumeZone(named: string): void {
    zone.value ??= named;
  }

  /** The server's time now, ms; the local clock until the server has answered. */
  const serverNow = () => (offset === null ? Date.now() : performance.now() + offset);

  return { zone, hear, assumeZone, serverNow };
});
