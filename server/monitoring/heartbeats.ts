import { randomUUID } from 'node:crypto';
import type { BeatsAnswer } from '../../shared/contract/http';
import type { Fold } from '../../shared/fold/fold';
import { type Instant, toIso } from '../../shared/model/instant';
import type { RefusalCode, Status } from '../../shared/model/vocabulary';
import { TooFast } from '../ledger/errors';
import type { Job } from '../ledger/writing/commit';
import type { Ledger } from '../ledger/ledger';
import { LoopShare } from '../ledger/querying/loop-share';
import { recentWrites } from '../ledger/querying/recent-writes';
import type { EntryStore } from '../store/store';
import type { LastSeen } from './last-seen';
import { MachineSources } from './machine-sources';
import { STANDS } from './silence-entries';
import { type HeartbeatDecision, type Voice, decideHeartbeat } from './plan-heartbeat';
import type { Amendment, Watchdog } from './watchdog';

/** One heartbeat; without a status it only says that the device reports. */
export interface Beat {
  deviceId: string;
  status?: Status;
  at?: Instant;
  note?: string;
}

/** Heartbeats that are decided in one read of the fold and recorded in one call. */
const AT_ONCE = 1000;
/** A late heartbeat may void entries, which costs up to 1 ms: between two batches other requests are served. */
const LATE_AT_ONCE = 10;
/** While somebody writes, late heartbeats of all senders get this share of the event loop; so much at once, ms. */
const LATE_SHARE = 0.2;
const LATE_BURST_MS = 10;
/** Requests with late heartbeats that may wait, for each sender. */
const LATE_WAITING_MAX = 20;

/** A heartbeat that is older on arrival is late. */
const LATE_MS = 2000;

interface BeatsDeps {
  ledger: Ledger;
  entries: EntryStore;
  watchdog: Watchdog;
  lastSeen: LastSeen;
  clock: () => Instant;
}

const turnOfOthers = (ms: number) =>
  new Promise<unknown>((resolve) => (ms > 0 ? setTimeout(resolve, ms) : setImmediate(resolve)));

/** Takes heartbeats (contract 4); an entry is recorded only when the status changes. */
export class Heartbeats {
  #sources: MachineSources;
  #late: Promise<void> = Promise.resolve();
  readonly #lateShare: LoopShare;
  /** By sender: its requests with late heartbeats that are not finished. */
  #waiting = new Map<string, number>();

  constructor(private readonly deps: BeatsDeps) {
    this.#sources = new MachineSources(deps.entries);
    this.#lateShare = new LoopShare(LATE_SHARE, LATE_BURST_MS, recentWrites(deps.ledger));
  }

  /** @throws NotReady, TooFast, StorageError. */
  receive(voice: Voice, beats: readonly Beat[]): Promise<BeatsAnswer> {
    const soon = this.deps.clock() - LATE_MS;
    if (!beats.some(({ at }) => at !== undefined && at < soon)) return this.#receive(voice, beats, AT_ONCE);
    const { actor } = voice.writer;
    const waiting = this.#waiting.get(actor) ?? 0;
    if (waiting >= LATE_WAITING_MAX) return Promise.reject(new TooFast('too many late heartbeats are waiting'));
    this.#waiting.set(actor, waiting + 1);
    // A late heartbeat depends on the entries that the one before it caused: they are processed one at a time.
    const turn = this.#late
      .then(() => this.deps.watchdog.idle())
      .then(() => this.#receive(voice, beats, LATE_AT_ONCE))
      .finally(() => this.#finished(actor));
    this.#late = turn.then(() => this.deps.watchdog.idle()).catch(() => {});
    return turn;
  }

  #finished(actor: string): void {
    const left = (this.#waiting.get(actor) ?? 1) - 1;
    if (left > 0) this.#waiting.set(actor, left);
    else this.#waiting.delete(actor);
  }

  async #receive(voice: Voice, beats: readonly Beat[], atOnce: number): Promise<BeatsAnswer> {
    const answer: BeatsAnswer = { accepted: 0, refused: [] };
    const all = waves(beats, this.deps.clock());
    for (const wave of all) {
      for (let from = 0; from < wave.length; from += atOnce) {
        if (from > 0) await turnOfOthers(this.#lateShare.waitMs);
        await this.#take(voice, wave.slice(from, from + atOnce), answer);
      }
      if (all.length > 1) await this.deps.watchdog.idle();
    }
    return answer;
  }

  async #take(voice: Voice, beats: readonly (Beat & { at: Instant })[], answer: BeatsAnswer): Promise<void> {
    const { ledger, lastSeen, watchdog } = this.deps;
    const plans = await ledger.read((fold, now) =>
      this.#lateShare.spend(() =>
        beats.map((beat) => decideHeartbeat(fold, beat, now, lastSeen.of(beat.deviceId), voice)),
      ),
    );
    const sent: { deviceId: string; entry: Sending }[] = [];
    const amends: Amendment[] = [];
    for (const [index, plan] of plans.entries()) {
      const beat = beats[index]!;
      if ('code' in plan) {
        answer.refused.push({ deviceId: beat.deviceId, code: plan.code });
        continue;
      }
      answer.accepted += 1;
      // Before entries are written: a silence that is voided must not be due again at once.
      watchdog.heard(beat.deviceId, plan.heardAt);
      if (plan.amends) amends.push({ deviceId: beat.deviceId, at: beat.at, actor: voice.writer.actor, ...plan.amends });
      for (const entry of await this.#entriesOf(beat, plan)) sent.push({ deviceId: beat.deviceId, entry });
    }
    await watchdog.amend(amends);
    await this.#send(voice, sent, answer);
  }

  async #entriesOf(
    beat: Beat & { at: Instant },
    plan: Exclude<HeartbeatDecision, { code: RefusalCode }>,
  ): Promise<Sending[]> {
    const status =
      beat.status ?? (plan.observed === 'unknown' || (await this.#sources.isMachine(plan.by)) ? 'up' : plan.observed);
    if (status === plan.observed) return [];
    const note = beat.note === undefined ? {} : { note: beat.note };
    const reported = sending(beat.at, { deviceId: beat.deviceId, status, ...note });
    // Out of order: a later heartbeat has confirmed the status that was observed before.
    if (plan.standsAgain === null) return [reported];
    return [reported, sending(plan.standsAgain, { deviceId: beat.deviceId, status: plan.observed })];
  }

  async #send(voice: Voice, sent: { deviceId: string; entry: Sending }[], answer: BeatsAnswer): Promise<void> {
    if (sent.length === 0) return;
    const authorize: Job['authorize'] = (draft, fold, now) =>
      isSaid(fold, draft, now) ? STANDS : voice.authorize(draft, fold, now);
    const results = await this.deps.ledger.record({
      entries: sent.map((one) => one.entry),
      writer: voice.writer,
      authorize,
    });
    for (const [index, { error }] of results.entries()) {
      if (!error || error.code === STANDS.code) continue;
      answer.accepted -= 1;
      answer.refused.push({ deviceId: sent[index]!.deviceId, code: error.code });
    }
  }
}

interface Sending extends Record<string, unknown> {
  id: string;
}

const sending = (at: Instant, body: { deviceId: string; status: Status }): Sending => ({
  id: randomUUID(),
  kind: 'status.observed',
  at: toIso(at),
  body,
});

/** Another caller has recorded the same status meanwhile. */
function isSaid(fold: Fold, draft: Parameters<Job['authorize']>[0], now: Instant): boolean {
  const { deviceId, status } = draft.body as { deviceId: string; status: Status };
  return fold.silence.contextAt(deviceId, draft.at, now)?.status === status;
}

/** The first heartbeat of every device, then the second …: each is decided after the entries of the one before it. */
function waves(beats: readonly Beat[], now: Instant): (Beat & { at: Instant })[][] {
  const dated = beats.map((beat) => ({ ...beat, at: beat.at ?? now })).sort((a, b) => a.at - b.at);
  const count = new Map<string, number>();
  const out: (Beat & { at: Instant })[][] = [];
  for (const beat of dated) {
    const nth = count.get(beat.deviceId) ?? 0;
    count.set(beat.deviceId, nth + 1);
    (out[nth] ??= []).push(beat);
  }
  return out;
}
