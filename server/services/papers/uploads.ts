import type { Instant } from '../../../shared/model/instant';
import { paperRef } from '../../ledger/writing/paper-texts';
import type { Store, Upload } from '../../store/store';
import { ApiFailure } from '../failure';
import { IMAGE_TYPES, SIGNATURE_BYTES, imageType } from './image-type';

const KB = 1024;
const HOUR_MS = 3_600_000;

/** Bounds of an upload (contract 5): bytes of a paper, of a chunk, and of a chunk that is not the last one. */
export const PAPER_MAX = 8 * KB * KB;
export const CHUNK_MAX = 512 * KB;
const CHUNK_MIN = 16 * KB;
/** What an account may have announced within a day and not finished, and all accounts together, bytes. */
const ACCOUNT_MAX = 64 * KB * KB;
const ACCOUNT_PAPERS = 200;
const TOTAL_MAX = 1024 * KB * KB;
/** An announcement holds for a day after its last chunk. */
const HOLDS_MS = 24 * HOUR_MS;
/** It is dropped an hour later: an entry that referred to it while it held is in the ledger by then. */
const DROPPED_MS = HOLDS_MS + HOUR_MS;

export interface Announced {
  ref: string;
  /** Bytes without the salt. */
  size: number;
  salt: Uint8Array;
}

/** Where a chunk lies in its paper, bytes, both ends included. */
export interface Range {
  start: number;
  end: number;
  total: number;
}

/** The chunk does not start where the kept bytes end. */
export class WrongOffset extends ApiFailure {
  constructor(readonly offset: number) {
    super('conflict', `the next chunk of this paper starts at byte ${offset}`, 'Content-Range');
  }
}

const wrong = (field: string, message: string) => new ApiFailure('bad-request', `${field}: ${message}`, field);
const unsupported = () =>
  new ApiFailure('unsupported-type', `this is no image that is taken: send ${IMAGE_TYPES.join(', ')}`);

/**
 * Papers that come in chunks, each upload an account's own: an account that announces what another has sent learns
 * nothing of it and sends its own bytes (H4). What is kept survives a restart.
 */
export class Uploads {
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: Pick<Store, 'uploads' | 'papers' | 'entries'>,
    private readonly clock: () => Instant,
  ) {}

  /** The upload of an account; null: none, or it is too old. */
  async get(accountId: string, ref: string): Promise<Upload | null> {
    const found = await this.store.uploads.get({ accountId, ref });
    return found && found.touchedAt > this.clock() - HOLDS_MS ? found : null;
  }

  /** Whether the account may refer to the paper before it has come. */
  async isAnnounced(accountId: string, ref: string): Promise<boolean> {
    return (await this.get(accountId, ref)) !== null && (await this.store.papers.sizes([ref])).get(ref) !== null;
  }

  /**
   * Announces a paper, or says again how much of it has come.
   * @throws ApiFailure too-large, too-fast, busy.
   */
  announce(accountId: string, { ref, size, salt }: Announced): Promise<Upload> {
    return this.#inTurn(async () => {
      if (size > PAPER_MAX) throw new ApiFailure('too-large', `a paper has at most ${PAPER_MAX} bytes`, 'size');
      const key = { accountId, ref };
      const known = await this.store.uploads.get(key);
      const isSame = known !== null && known.size === size && Buffer.compare(known.salt, salt) === 0;
      if (known && (isSame || known.doneAt !== null)) {
        if (known.touchedAt <= this.clock() - HOLDS_MS) await this.#checkBounds(accountId, size);
        await this.store.uploads.touch(key, this.clock());
        return known.received === known.size && known.doneAt === null ? this.#finish(known) : known;
      }
      await this.#checkBounds(accountId, size);
      const upload: Upload = { ...key, salt, size, received: 0, touchedAt: this.clock(), doneAt: null };
      await this.store.uploads.put(upload);
      return upload;
    });
  }

  /**
   * Keeps the next chunk; with the last one the paper is kept.
   * @throws WrongOffset; ApiFailure bad-request, unsupported-type, erased.
   */
  async append(upload: Upload, { start, end, total }: Range, bytes: Uint8Array): Promise<Upload> {
    const { size, received } = upload;
    if (total !== size) throw wrong('Content-Range', `this paper was announced with ${size} bytes`);
    if (end - start + 1 !== bytes.length || end >= total) {
      throw wrong('Content-Range', `it names ${end - start + 1} bytes of ${total}, the body has ${bytes.length}`);
    }
    if (bytes.length < CHUNK_MIN && end + 1 < total) {
      throw wrong('body', `a chunk has at least ${CHUNK_MIN} bytes, but the last one`);
    }
    if (upload.doneAt !== null) return upload;
    if (start !== received) {
      if (received === size) return this.#finish(upload);
      throw new WrongOffset(received);
    }
    if (start === 0 && imageType(bytes.subarray(0, SIGNATURE_BYTES), size) === null) throw unsupported();
    if (!(await this.store.uploads.append(upload, start, bytes, this.clock()))) {
      throw new WrongOffset((await this.store.uploads.get(upload))?.received ?? 0);
    }
    const next = { ...upload, received: end + 1 };
    return next.received === size ? this.#finish(next) : next;
  }

  /** Drops what is older than a day, and uploads that are done and whose entry is recorded. */
  sweep(): Promise<void> {
    return this.#inTurn(() => this.#sweep());
  }

  async #finish(upload: Upload): Promise<Upload> {
    const { ref, salt } = upload;
    const { uploads, papers } = this.store;
    const bytes = await uploads.bytes(upload);
    if (paperRef(salt, bytes) !== ref) {
      await uploads.empty(upload);
      throw wrong('body', 'salt and bytes do not have this hash: nothing of it is kept, send it again');
    }
    if (imageType(bytes, bytes.length) === null) {
      await uploads.remove(upload, false);
      throw unsupported();
    }
    const now = this.clock();
    await uploads.finish(upload, { ref, salt, bytes }, now);
    if ((await papers.sizes([ref])).get(ref) === null) {
      await uploads.remove(upload, false);
      throw new ApiFailure('erased', 'this paper was erased');
    }
    // Its entry is recorded and makes it readable: the announcement has served.
    if (await this.#isReferredTo(upload)) await uploads.remove(upload, false);
    return { ...upload, doneAt: now };
  }

  async #isReferredTo({ ref, accountId }: Upload): Promise<boolean> {
    return (await this.#actorsOf(ref)).has(accountId);
  }

  async #actorsOf(ref: string): Promise<Set<string>> {
    const entities = [`paper:${ref.slice('sha256:'.length)}`];
    const query = { entities, before: Number.MAX_SAFE_INTEGER, limit: 1000 };
    return new Set((await this.store.entries.trail(query)).map(({ actor }) => actor));
  }

  async #checkBounds(accountId: string, size: number): Promise<void> {
    const after = this.clock() - HOLDS_MS;
    const isOver = async () => {
      const own = await this.store.uploads.ofAccount(accountId, after);
      return own.length >= ACCOUNT_PAPERS || own.reduce((sum, one) => sum + one.size, size) > ACCOUNT_MAX;
    };
    if (await isOver()) {
      await this.#sweep();
      if (await isOver()) {
        const message = `an account announces at most ${ACCOUNT_PAPERS} papers or ${ACCOUNT_MAX} bytes that no entry refers to or that have not come: send these first`;
        throw new ApiFailure('too-fast', message, 'size', 60);
      }
    }
    if ((await this.store.uploads.announced(after)) + size > TOTAL_MAX) {
      throw new ApiFailure('busy', 'too many papers are under way: send it again later', 'size', 60);
    }
  }

  async #sweep(): Promise<void> {
    const { uploads } = this.store;
    const before = this.clock() - DROPPED_MS;
    for (const upload of await uploads.stale(before)) {
      const actors = await this.#actorsOf(upload.ref);
      const isReferredTo = actors.has(upload.accountId);
      const isOld = upload.touchedAt < before;
      if (upload.doneAt !== null) {
        const isAlone = actors.size === 0 && (await uploads.ofRef(upload.ref)).length === 1;
        if (isReferredTo || isOld) await uploads.remove(upload, !isReferredTo && isAlone);
      } else if (isReferredTo) {
        // The announcement stays: until all bytes came its entry makes nobody a reader (H4).
        if (upload.received > 0) await uploads.empty(upload);
      } else {
        await uploads.remove(upload, false);
      }
    }
  }

  /** One at a time: the bounds hold when an announcement is kept. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }
}
