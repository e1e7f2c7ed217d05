import { useBroadcastChannel } from '@vueuse/core';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { failureOf } from '../../api/failure';
import { announcePaper, sendChunk } from '../../api/papers';
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
  withoutPhotos,
} from '../../offline/queue';
import type { NewPhoto, PhotoMeta, StoredPhoto } from '../../offline/photo';
import { dropPhoto, readPhotos } from '../../offline/photos';
import type { StoredEntry } from '../../offline/queued-entry';
import type { PhotoSender } from '../../offline/send-photos';
import { askToPersist, hasRoomFor } from '../../offline/reserve';
import { useAccountStore } from './account';
import { usePhoneClock } from './phone-clock';
import { useSiteData } from './site-data';

/** The durable queue as the pages see it: what waits, was taken or was refused, and the rounds that send it. */
export const useQueue = defineStore('phone-queue', () => {
  const account = useAccountStore();
  const clock = usePhoneClock();
  const siteData = useSiteData();
  const all = shallowRef<StoredEntry[]>([]);
  const allPhotos = shallowRef<PhotoMeta[]>([]);
  /** How the last round ended; null: none yet. */
  const last = shallowRef<Round | null>(null);
  /** When the server last answered a round, by the phone's clock, ms. */
  const reachedAt = ref<number | null>(null);
  /** The last step, while it can be undone: what it is called, its entries, and until when by the phone's clock, ms. */
  const undoable = shallowRef<{ what: string; entries: readonly StoredEntry[]; until: number } | null>(null);
  /** What a step could not keep although its entries were: shown on every page until it is closed. */
  const warning = ref<string | null>(null);
  const { post, data: told } = useBroadcastChannel<string, string>({ name: 'kaodian.queue' });

  const own = computed(() => all.value.filter(({ author }) => author === account.account?.id));
  const waiting = computed(() => own.value.filter(({ state }) => state === 'waiting'));
  const refused = computed(() => own.value.filter(({ state }) => state === 'refused'));
  const taken = computed(() => own.value.filter(({ state }) => state === 'taken'));
  /** Photos of this account that the server has not. */
  const photos = computed(() => allPhotos.value.filter(({ author }) => author === account.account?.id));
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
    allPhotos.value = await readPhotos();
  }

  async function changed(): Promise<void> {
    await reload();
    post('changed');
  }
  watch(told, () => void reload().catch(() => undefined));

  const alive = () => tellAlive(Date.now()).catch(() => undefined);
  const send = async (entries: readonly Sendable[]): Promise<Outcome[]> => {
    await alive();
    return sendBatch(entries);
  };

  const photoSender: PhotoSender = {
    async announce({ ref, bytes, salt }: StoredPhoto) {
      await alive();
      return announcePaper(ref, bytes.length, salt);
    },
    async send({ ref, bytes }: StoredPhoto, start, end) {
      await alive();
      return sendChunk(ref, bytes, start, end);
    },
  };
  const parts = { whoAmI: account.ask, send, now: Date.now, photos: photoSender };

  const timer = new DrainTimer({
    round: () => alone(() => drainRound(parts, () => void changed()), Date.now),
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
   * @param taken the photos that the entries refer to.
   * @returns `photosKept` false: the phone's storage is too full for the photos; the entries are kept without them.
   * @throws DOMException when the phone's storage is full: nothing was kept then.
   */
  async function enter(
    entries: readonly NewEntry[],
    what: string,
    taken: readonly NewPhoto[] = [],
  ): Promise<{ photosKept: boolean }> {
    const author = account.account?.id;
    if (author === undefined) throw failureOf(new Error('nobody is logged in on this phone'));
    const offset = clock.measured?.offset ?? null;
    const at = Date.now();
    const by = { author, at, offset, undoMs: UNDO_MS };
    askToPersist();
    // The entry comes first (phone.md, facts): photos leave room for entries to come, and where the browser does not tell
    // how much there is, a full storage refuses a photo while an entry still fits.
    let photosKept = taken.length === 0 || (await hasRoomFor(taken.reduce((sum, { bytes }) => sum + bytes.length, 0)));
    const entriesOnly = () => keep(withoutPhotos(entries, taken), by);
    const made = await (photosKept ? keep(entries, by, taken) : entriesOnly()).catch((error: unknown) => {
      const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
      if (!isFull || !photosKept || taken.length === 0) throw error;
      photosKept = false;
      return entriesOnly();
    });
    undoable.value = { what, entries: made, until: at + UNDO_MS };
    await changed();
    timer.call();
    return { photosKept };
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

  /** Gives a photo up; its entry stays. */
  async function removePhoto(ref: string): Promise<void> {
    await dropPhoto(ref);
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
    photos,
    unread,
    others,
    last,
    reachedAt,
    undoable,
    warning,
    warn: (text: string | null) => void (warning.value = text),
    reload,
    enter,
    undo,
    remove,
    removePhoto,
    mend,
    start,
    retry: () => timer.call(),
  };
});
