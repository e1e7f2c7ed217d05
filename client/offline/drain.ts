import { RequestFailure, failureOf } from '../api/failure';
import type { Outcome, Sendable } from '../api/record';
import type { Measured } from './clock-offset';
import { correctionOf } from './clock-offset';
import { freeze } from './freeze';
import { freezeAll, readQueue, settle } from './queue';
import { duePhotos } from './photos';
import type { StoredEntry } from './queued-entry';
import { type PhotoSender, announcePhotos, uploadPhoto } from './send-photos';

/** Small enough to get through a bad network within the time limit (phone.md, rule 7). */
const BATCH = 20;

/** What a round needs of the network and the clocks. */
export interface Server {
  /** Whose session this is, and both clocks; null: nobody's (401), which is normal after 12 h (phone.md, facts). */
  whoAmI(): Promise<{ accountId: string; measured: Measured } | null>;
  /** Sends entries; one outcome each, in order. It does not throw. */
  send(entries: readonly Sendable[]): Promise<Outcome[]>;
  /** The phone's clock, ms. */
  now(): number;
  /** Sends photos: announced before their entry is sent, uploaded after it is taken. Absent: there are none. */
  photos?: PhotoSender;
}

/** How a round ended. `done`: nothing of this account is due. */
export type Round =
  | { end: 'done'; /** When the next entry is due, by the phone's clock, ms. */ nextAt: number | null; taken: number }
  /** Everything is kept: somebody must log in, or the author must. */
  | { end: 'nobody' | 'other-account'; taken: number }
  | { end: 'failed'; failure: RequestFailure; taken: number; /** A part of a photo was taken. */ moved?: true };

/**
 * Sends what is due, in order, until nothing is: one batch after the other, each only after the last one's results are on
 * the disk. Everything stays until the server has answered for it (phone.md, rules 3 and 4).
 * @param told after each answer was kept.
 */
export async function drainRound(server: Server, told: () => void): Promise<Round> {
  let taken = 0;
  let size = BATCH;
  const progress = { moved: false };
  let me: Awaited<ReturnType<Server['whoAmI']>> = null;
  for (;;) {
    const queue = await readQueue();
    const waiting = queue.filter(({ state }) => state === 'waiting');
    const { due, nextAt } = dueOf(waiting, server.now());
    const photos = server.photos ? await duePhotos(queue) : [];
    if (due.length === 0 && photos.length === 0) return { end: 'done', nextAt, taken };
    if (!me) {
      try {
        me = await server.whoAmI();
      } catch (error) {
        return { end: 'failed', failure: failureOf(error), taken };
      }
      if (!me) return { end: 'nobody', taken };
    }
    const { accountId, measured } = me;
    const own = due.filter(({ author }) => author === accountId).slice(0, size);
    const photo = photos.find(({ author }) => author === accountId);
    if (own.length === 0 && !photo) {
      return due.length > 0 ? { end: 'other-account', taken } : { end: 'done', nextAt, taken };
    }
    try {
      if (own.length === 0) {
        // Entries come first: after each photo they are looked for again.
        await uploadPhoto(photo!.ref, server.photos!, () => (progress.moved = true));
        told();
        continue;
      }
      if (server.photos) await announcePhotos(own, server.photos);
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      if (error.code === 'unauthenticated') return { end: 'nobody', taken };
      return { end: 'failed', failure: error, taken, ...(progress.moved && { moved: true as const }) };
    }
    const sent = await server.send(await frozenBatch(own, measured));
    const refusedWhole = sent.some((one) => one.outcome === 'unsent' && UNACCEPTABLE.has(one.failure.code));
    if (refusedWhole && own.length > 1) {
      // One of them cannot be taken in any form: each is sent alone, and only that one steps aside.
      size = 1;
      continue;
    }
    const outcomes = refusedWhole ? sent.map(asRefused) : sent;
    await settle(outcomes, server.now());
    told();
    taken += outcomes.filter(({ outcome }) => outcome === 'recorded' || outcome === 'duplicate').length;
    const open = outcomes.find(({ outcome }) => outcome === 'unknown' || outcome === 'unsent');
    if (open && 'failure' in open) return { end: 'failed', failure: open.failure, taken };
  }
}

/** The server will never take such a request. */
const UNACCEPTABLE: ReadonlySet<string> = new Set(['bad-request', 'too-large']);

function asRefused(one: Outcome): Outcome {
  if (one.outcome !== 'unsent') return one;
  const { message, field } = one.failure;
  return { id: one.id, outcome: 'refused', error: { code: 'invalid', message, ...(field !== undefined && { field }) } };
}

/** How long an entry can be undone, ms (screens.md, round). */
export const UNDO_MS = 10_000;

/** Whether an entry can still be undone. A longer wait was not asked for: the phone's clock has been set back meanwhile. */
function isHeld({ notBefore, frozen }: StoredEntry, now: number): boolean {
  return frozen === null && notBefore > now && notBefore - now <= UNDO_MS;
}

/** What can be sent now, in order: an entry that can still be undone holds back those behind it. */
function dueOf(waiting: readonly StoredEntry[], now: number): { due: StoredEntry[]; nextAt: number | null } {
  const first = waiting.findIndex((entry) => isHeld(entry, now));
  if (first < 0) return { due: [...waiting], nextAt: null };
  return { due: waiting.slice(0, first), nextAt: waiting[first]!.notBefore };
}

/** Entries as they are sent, kept before they are: the same content at every sending. */
async function frozenBatch(entries: readonly StoredEntry[], measured: Measured): Promise<Sendable[]> {
  const frozen = new Map(
    entries.map((entry) => {
      // The clocks as they stood at the tap: the phone's may have been set since (phone.md, rule 7).
      const known = entry.offset === null ? measured : { ...measured, offset: entry.offset, uncertainty: 0 };
      return [entry.position, freeze(entry, correctionOf(known))];
    }),
  );
  const kept = await freezeAll(frozen);
  return kept.map(({ id, kind, frozen: as }) => ({ id, kind, at: as!.at, body: as!.body as Sendable['body'] }));
}
