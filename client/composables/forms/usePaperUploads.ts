import { computed, shallowRef } from 'vue';
import { announcePaper, sendChunk } from '../../api/papers';
import { UnreadablePhoto, preparePhoto } from '../../photo/prepare';
import type { NewPhoto } from '../../offline/photo';

/** Bytes of one request; the server takes at most 512 KiB. */
const CHUNK = 256 * 1024;
const MOST = 10;

export interface UploadedPaper {
  /** Of this list. */
  key: number;
  name: string;
  state: 'preparing' | 'sending' | 'kept' | 'failed' | 'unreadable';
  /** Absent: the browser is still reading it, or cannot. */
  photo?: NewPhoto;
}

/** Pictures that a form attaches: each is sent as it is chosen, so that the entry refers only to what the server has. */
export function usePaperUploads() {
  const papers = shallowRef<readonly UploadedPaper[]>([]);
  let next = 1;

  function set(key: number, change: Partial<UploadedPaper>): void {
    papers.value = papers.value.map((one) => (one.key === key ? { ...one, ...change } : one));
  }

  async function send(key: number, { ref, bytes, salt }: NewPhoto): Promise<void> {
    set(key, { state: 'sending' });
    try {
      let at = await announcePaper(ref, bytes.length, salt);
      while (!at.complete) at = await sendChunk(ref, bytes, at.offset, Math.min(bytes.length, at.offset + CHUNK));
      set(key, { state: 'kept' });
    } catch {
      set(key, { state: 'failed' });
    }
  }

  async function add(file: File): Promise<void> {
    const key = next;
    next += 1;
    papers.value = [...papers.value, { key, name: file.name, state: 'preparing' }];
    try {
      const photo = await preparePhoto(file);
      set(key, { photo });
      await send(key, photo);
    } catch (error) {
      set(key, { state: error instanceof UnreadablePhoto ? 'unreadable' : 'failed' });
    }
  }

  const refs = computed(() =>
    papers.value.flatMap(({ state, photo }) => (state === 'kept' && photo ? [photo.ref] : [])),
  );
  return {
    papers,
    refs,
    /** One of them is on its way, or was not taken: the entry would go without it. */
    isPending: computed(() => papers.value.some(({ state }) => state !== 'kept')),
    isFull: computed(() => papers.value.length >= MOST),
    add,
    again: (paper: UploadedPaper) => (paper.photo ? send(paper.key, paper.photo) : Promise.resolve()),
    remove(key: number): void {
      papers.value = papers.value.filter((one) => one.key !== key);
    },
    clear(): void {
      papers.value = [];
    },
  };
}
