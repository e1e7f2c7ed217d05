import type { Fold } from '../../shared/fold/fold';
import { DueQueue } from '../../shared/timeline/due-queue';
import type { Entry } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { Ledger } from '../ledger/ledger';
import type { EntryStore } from '../store/store';
import { Timer, type StartTimer } from './timer';
import { type SilenceChange, silenceChangeOf } from './reconcile-silence';
import type { LastSeen } from './last-seen';
import { voidSilence, watchdogEntry, writeSilence } from './silence-entries';
import { hearingsIn, observedDevices } from './observed-devices';

/** An observation or heartbeat of an account, and what it changes in the recorded silence. */
export type Amendment = { deviceId: string; at: Instant; actor: string } & SilenceChange;

/** Heartbeats are stored at most this long after they arrived: under the 30 s of semantics 4. */
const SAVE_AFTER_MS = 10_000;
/** The delay after a failure (a full disk, a ledger that is being read again). */
const RETRY_MS = 5000;

export interface WatchdogDeps {
  ledger: Ledger;
  entries: EntryStore;
  lastSeen: LastSeen;
  clock: () => Instant;
  startTimer: StartTimer;
  warn: (error: unknown, what: string) => void;
}

/**
 * Records `unknown` for monitored devices that stopped reporting (semantics 4), at the last report + `reportWithinS`; this
 * may lie in the past, also after an outage of the server. A queue holds each device at the instant at which it would be
 * due. A heartbeat does not move it there: the instant is computed again when it comes.
 */
export class Watchdog {
  #due = new DueQueue();
  #waiting = new Map<string, Instant>();
  #alarm: Timer;
  #saveAt = Infinity;
  #notBefore = -Infinity;
  #work: Promise<void> = Promise.resolve();
  #stopListening = () => {};

  constructor(private readonly deps: WatchdogDeps) {
    this.#alarm = new Timer(deps.clock, deps.startTimer, () => void this.settle());
  }

  /** After the ledger has been read: records what became due while the server was down, then goes on. */
  async start(): Promise<void> {
    const { ledger, lastSeen } = this.deps;
    await lastSeen.load();
    this.#stopListening = ledger.onCommit((entries) => void this.#queued(() => this.#committed(entries)));
    await this.#queued(() =>
      ledger.read((fold, now) => {
        for (const id of fold.things.deviceIds()) this.#await(fold, id, now);
      }),
    );
    await this.settle();
  }

  async close(): Promise<void> {
    this.#stopListening();
    await this.#work;
    this.#alarm.off();
    await this.deps.lastSeen.save().catch((error: unknown) => this.deps.warn(error, 'the last hearings were not kept'));
  }

  /** Takes a heartbeat; the device's later due instant is computed when the earlier one comes. */
  heard(deviceId: string, at: Instant): void {
    this.deps.lastSeen.hear(deviceId, at);
    if (this.#saveAt !== Infinity) return;
    this.#saveAt = this.deps.clock() + SAVE_AFTER_MS;
    this.#arm();
  }

  /** Records everything that is due now, and waits for pending work. */
  settle(): Promise<void> {
    return this.#queued(() => this.#settle());
  }

  /** Waits for the work that the committed entries caused. */
  idle(): Promise<void> {
    return this.#work;
  }

  /** Runs one job at a time; a failure is logged, and what was due is tried again. */
  #queued(work: () => Promise<unknown>): Promise<void> {
    this.#work = this.#work.then(work).then(
      () => this.#arm(),
      (error: unknown) => {
        this.deps.warn(error, 'the watchdog could not write: it tries again');
        this.#notBefore = this.deps.clock() + RETRY_MS;
        this.#arm();
      },
    );
    return this.#work;
  }

  #arm(): void {
    const next = Math.min(this.#due.nextAt(), this.#saveAt);
    if (next !== Infinity) this.#alarm.setFor(Math.max(next, this.#notBefore));
  }

  #await(fold: Fold, id: string, now: Instant): void {
    this.#awaitAt(id, fold.silence.since(id, this.deps.lastSeen.of(id), now));
  }

  #awaitAt(id: string, at: Instant): void {
    if (at >= (this.#waiting.get(id) ?? Infinity)) return;
    this.#waiting.set(id, at);
    this.#due.push(id, at);
  }

  async #settle(): Promise<void> {
    const { ledger, lastSeen, clock } = this.deps;
    const silent = await ledger.read((fold, now) => this.#takeDue(fold, now));
    try {
      await writeSilence(ledger, silent, (fold, now, id, at) => fold.silence.since(id, lastSeen.of(id), now) === at);
    } catch (error) {
      for (const { deviceId, at } of silent) this.#awaitAt(deviceId, at);
      throw error;
    }
    if (this.#saveAt > clock()) return;
    await lastSeen.save();
    this.#saveAt = lastSeen.unsaved ? clock() + SAVE_AFTER_MS : Infinity;
  }

  #takeDue(fold: Fold, now: Instant): { deviceId: string; at: Instant }[] {
    const silent: { deviceId: string; at: Instant }[] = [];
    while (this.#due.nextAt() <= now) {
      const { id } = this.#due.pop()!;
      this.#waiting.delete(id);
      const at = fold.silence.since(id, this.deps.lastSeen.of(id), now);
      if (at <= now) silent.push({ deviceId: id, at });
      else this.#awaitAt(id, at);
    }
    return silent;
  }

  /** Every committed observation counts as a report: it ends a silence, or falls into a recorded one. */
  async #committed(entries: readonly Entry[]): Promise<void> {
    const { ledger, lastSeen } = this.deps;
    const voided = entries.flatMap((entry) => (entry.kind === 'entry.voided' ? [entry.body.entryId] : []));
    const taken = Array.from((await this.deps.entries.byIds(voided)).values(), (kept) => kept.entry);
    const found = await ledger.read((fold, now) => {
      for (const entry of [...entries, ...taken])
        for (const id of observedDevices(fold, entry)) this.#await(fold, id, now);
      return entries.flatMap((entry) =>
        hearingsIn(fold, entry).flatMap((deviceId) => {
          if (!fold.silence.isMonitored(deviceId, now)) return [];
          // An inspection observes only the devices that were in the room at its instant.
          if (fold.silence.contextAt(deviceId, entry.at, now)?.before?.seq !== entry.seq) return [];
          const context = fold.silence.contextAt(deviceId, entry.at, now, entry.seq)!;
          return {
            deviceId,
            at: entry.at,
            actor: entry.actor,
            ...silenceChangeOf(context, entry.at, lastSeen.of(deviceId)),
          };
        }),
      );
    });
    await this.amend(found);
  }

  /** Corrects the recorded silence around reports; resolves when the entries are committed. */
  async amend(lastSeen: readonly Amendment[]): Promise<void> {
    const { ledger, entries } = this.deps;
    const voids: { entryId: string; heardAt: Instant; actor: string }[] = [];
    const silent: { deviceId: string; at: Instant }[] = [];
    for (const { deviceId, at, actor, silence, doubtful, again } of lastSeen) {
      const entryId = doubtful && (await watchdogEntry(entries, doubtful.seq));
      if (entryId) voids.push({ entryId, heardAt: at, actor });
      const from = silence ?? (doubtful && !entryId ? null : again);
      if (from !== null) silent.push({ deviceId, at: from });
    }
    await voidSilence(ledger, voids);
    await writeSilence(
      ledger,
      silent,
      (fold, now, id, at) => fold.silence.contextAt(id, at, now)?.status !== 'unknown',
    );
  }
}
