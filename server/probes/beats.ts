import { randomUUID } from 'node:crypto';
import type { BeatsAnswer } from '../../shared/contract/http';
import type { Fold } from '../../shared/fold/fold';
import { meetingOf } from '../../shared/fold/hearing';
import { statusIndex } from '../../shared/fold/observed';
import { type Instant, toIso } from '../../shared/model/instant';
import type { RefusalCode, Status } from '../../shared/model/words';
import type { Writer } from '../ledger/draft';
import type { Job } from '../ledger/commit';
import type { Ledger } from '../ledger/ledger';
import type { EntryStore } from '../store/store';
import type { Hearings } from './hearings';
import { MachineWords } from './machine-words';
import { STANDS } from './own-hand';
import { type Plan, type Sees, planBeat } from './plan';
import type { Amendment, Watchdog } from './watchdog';

/** One sign of life; without a status it says no more than that. */
export interface Beat {
  deviceId: string;
  status?: Status;
  at?: Instant;
  note?: string;
}

/** Who sends it: what it signs with, what it may see, and what it may write. */
export interface Voice {
  writer: Writer;
  sees: Sees;
  may: Job['may'];
}

/** One look at the fold judges so many, and one call of the door takes their entries. */
const MOST = 1000;

/** What is older than this as it arrives is late. */
const LATE_MS = 2000;

interface BeatsDeps {
  ledger: Ledger;
  entries: EntryStore;
  watchdog: Watchdog;
  hearings: Hearings;
  clock: () => Instant;
}

/** Takes heartbeats (contract 4): they are heard, and only what changes a status becomes an entry. */
export class Beats {
  #words: MachineWords;
  #late: Promise<void> = Promise.resolve();

  constructor(private readonly deps: BeatsDeps) {
    this.#words = new MachineWords(deps.entries);
  }

  /** @throws NotReady, TooFast, StorageError. */
  receive(voice: Voice, beats: readonly Beat[]): Promise<BeatsAnswer> {
    const soon = this.deps.clock() - LATE_MS;
    if (!beats.some(({ at }) => at !== undefined && at < soon)) return this.#receive(voice, beats);
    // What a late beat says hangs on what the one before it left of the same past: one at a time, each to its end.
    const turn = this.#late.then(() => this.deps.watchdog.idle()).then(() => this.#receive(voice, beats));
    this.#late = turn.then(() => this.deps.watchdog.idle()).catch(() => {});
    return turn;
  }

  async #receive(voice: Voice, beats: readonly Beat[]): Promise<BeatsAnswer> {
    const answer: BeatsAnswer = { accepted: 0, refused: [] };
    const all = waves(beats, this.deps.clock());
    for (const wave of all) {
      for (let from = 0; from < wave.length; from += MOST)
        await this.#take(voice, wave.slice(from, from + MOST), answer);
      if (all.length > 1) await this.deps.watchdog.idle();
    }
    return answer;
  }

  async #take(voice: Voice, beats: readonly (Beat & { at: Instant })[], answer: BeatsAnswer): Promise<void> {
    const { ledger, hearings, watchdog } = this.deps;
    const plans = await ledger.read((fold, now) =>
      beats.map((beat) => planBeat(fold, beat, now, hearings.of(beat.deviceId), voice.sees)),
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
      // Heard before anything is written: what it voids must not fall due again at once.
      watchdog.heard(beat.deviceId, plan.heardAt);
      if (plan.amends) amends.push({ deviceId: beat.deviceId, at: beat.at, ...plan.amends });
      for (const entry of await this.#entriesOf(beat, plan)) sent.push({ deviceId: beat.deviceId, entry });
    }
    await watchdog.amend(amends);
    await this.#send(voice, sent, answer);
  }

  async #entriesOf(beat: Beat & { at: Instant }, plan: Exclude<Plan, { code: RefusalCode }>): Promise<Sending[]> {
    const status =
      beat.status ?? (plan.observed === 'unknown' || (await this.#words.said(plan.by)) ? 'up' : plan.observed);
    if (status === plan.observed) return [];
    const note = beat.note === undefined ? {} : { note: beat.note };
    const said = sending(beat.at, { deviceId: beat.deviceId, status, ...note });
    // Out of order: a later beat was heard already, and let the status stand as it was.
    if (plan.standsAgain === null) return [said];
    return [said, sending(plan.standsAgain, { deviceId: beat.deviceId, status: plan.observed })];
  }

  async #send(voice: Voice, sent: { deviceId: string; entry: Sending }[], answer: BeatsAnswer): Promise<void> {
    if (sent.length === 0) return;
    const may: Job['may'] = (draft, fold, now) => (isSaid(fold, draft, now) ? STANDS : voice.may(draft, fold, now));
    const results = await this.deps.ledger.record({ entries: sent.map((one) => one.entry), writer: voice.writer, may });
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

/** Two callers at once may bring the same news. */
function isSaid(fold: Fold, draft: Parameters<Job['may']>[0], now: Instant): boolean {
  const { deviceId, status } = draft.body as { deviceId: string; status: Status };
  return meetingOf(fold, deviceId, draft.at, now)?.status === statusIndex(status);
}

/** The first beat of every device, then the second …: each is judged by what the ones before it left. */
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
