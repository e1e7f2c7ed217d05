import { useBroadcastChannel } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { failureOf } from '../../api/failure';
import type { Sendable } from '../../api/record';
import { type Outcome } from '../../api/record';
import { sendBatch } from '../../offline/send-batch';
import { type Round, UNDO_MS, drainRound } from '../../offline/drain';
import { alone, tellAlive } from '../../offline/drain-lock';
import { DrainTimer } from '../../offline/drain-timer';
import {
  type NewEntry,
  enter as keep,
  mend as replace,
  readQueue,
  remove as drop,
  undo as takeBack,
} from '../../offline/queue';
import type { StoredEntry } from '../../offline/queued-entry';
import { useAccountStore } from './account';
import { usePhoneClock } from './phone-clock';
import { useSiteData } from './site-data';

/** The durable queue as the pages see it: what waits, was taken or was refused, and the rounds that send it. */
export const useQueue = defineStore('phone-queue', () => {
  const account = useAccountStore();
  const clock = usePhoneClock();
  const siteData = useSiteData();
  const all = shallowRef<StoredEntry[]>([]);
  /** How the last round ended; null: none yet. */
  const last = shallowRef<Round | null>(null);
  /** When the server last answered a round, by the phone's clock, ms. */
  const reachedAt = ref<number | null>(null);
  /** The last step, while it can be undone: what it is called, its entries, and until when by the phone's clock, ms. */
  const undoable = shallowRef<{ what: string; entries: readonly StoredEntry[]; until: number } | null>(null);
  const { post, data: told } = useBroadcastChannel<string, string>({ name: 'kaodian.queue' });

  const own = computed(() => all.value.filter(({ author }) => author === account.account?.id));
  const waiting = computed(() => own.value.filter(({ state }) => state === 'waiting'));
  const refused = computed(() => own.value.filter(({ state }) => state === 'refused'));
  const taken = computed(() => own.value.filter(({ state }) => state === 'taken'));
  /** What the copy of the sites does not show yet. */
  const unread = computed(() =>
    own.value.filter(
      ({ state, seq }) => state === 'waiting' || (state === 'taken' && (seq ?? 0) > (siteData.data?.to ?? 0)),
    ),
  );
  /** Of other accounts of this phone: counted, not shown. */
  const others = computed(
    () => all.value.filter(({ author, state }) => author !== account.account?.id && state !== 'taken').length,
  );

  async function reload(): Promise<void> {
    all.value = await readQueue();
  }

  async function changed(): Promise<void> {
    await reload();
    post('changed');
  }
  watch(told, () => void reload().catch(() => undefined));

  const send = async (entries: readonly Sendable[]): Promise<Outcome[]> => {
    await tellAlive(Date.now()).catch(() => undefined);
    return sendBatch(entries);
  };

  const timer = new DrainTimer({
    round: () => alone(() => drainRound({ whoAmI: account.ask, send, now: Date.now }, () => void changed()), Date.now),
    ended(round) {
      last.value = round;
      if (round.end !== 'failed') reachedAt.value = Date.now();
      if (round.taken > 0 && account.account) void siteData.sync(account.account.id);
    },
    now: Date.now,
    random: Math.random,
  });

  /**
   * Keeps entries on the phone and sends them when there is a network, ten seconds later: until then they can be undone.
   * @param what the step is called in the undo bar.
   * @throws DOMException when the phone's storage is full: nothing was kept then.
   */
  async function enter(entries: readonly NewEntry[], what: string): Promise<void> {
    const author = account.account?.id;
    if (author === undefined) throw failureOf(new Error('nobody is logged in on this phone'));
    const offset = clock.measured?.offset ?? null;
    const at = Date.now();
    const made = await keep(entries, { author, at, offset, undoMs: UNDO_MS });
    undoable.value = { what, entries: made, until: at + UNDO_MS };
    await changed();
    timer.call();
  }

  /** Takes the last step back; resolves to whether all of it was taken out before it was sent. */
  async function undo(): Promise<boolean> {
    const step = undoable.value;
    undoable.value = null;
    if (!step) return false;
    const out = await takeBack(step.entries.map(({ position }) => position));
    await changed();
    timer.call();
    return out.length === step.entries.length;
  }

  async function remove(position: number): Promise<void> {
    await drop(position);
    await changed();
  }

  async function mend(position: number, entry: NewEntry): Promise<void> {
    await replace(position, entry);
    await changed();
    timer.call();
  }

  /** Reads what is kept and begins to send: at the start, and whenever a network may have come. */
  async function start(): Promise<void> {
    await reload();
    timer.call();
    window.addEventListener('online', () => timer.call());
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') timer.call();
    });
  }

  return {
    all,
    own,
    waiting,
    refused,
    taken,
    unread,
    others,
    last,
    reachedAt,
    undoable,
    reload,
    enter,
    undo,
    remove,
    mend,
    start,
    retry: () => timer.call(),
  };
});
