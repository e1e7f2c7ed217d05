import type { Fold } from '../../shared/fold/fold';
import { isWatched, silenceContextOf, silentSince } from '../../shared/fold/query/silence';
import { DueQueue } from '../../shared/fold/live/due-queue';
import { UNKNOWN } from '../../shared/fold/device/observations';
import type { Entry } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { Ledger } from '../ledger/ledger';
import type { EntryStore } from '../store/store';
import { Timer, type StartTimer } from './timer';
import { type SilenceChange, silenceChangeOf } from './reconcile-silence';
import type { LastSeen } from './last-seen';
import { voidSilence, watchdogEntry, writeSilence } from './silence-entries';
import { hearingsIn, observedDevices } from './observed-devices';

/** A hearing, and what it says of the silence around it. */
export type Amendment = { deviceId: string; at: Instant } & SilenceChange;

/** Hearings are written this long after the first that is not: well under the 30 s of semantics 4. */
const SAVE_AFTER_MS = 10_000;
/** After a failure (a full disk, a ledger that is being read again) it is tried again. */
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
 * Says of monitored devices that nothing was heard of them (semantics 4): `unknown` at the last hearing +
 * `reportWithinS`, which may lie back, the server's own outage included. A device waits in a heap under the instant at
 * which it would be due as far as is known; a beat moves nothing there, and the instant is reckoned again as it comes.
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

  /** Once the ledger has been read: writes what fell due while nobody watched, then watches. */
  async start(): Promise<void> {
    const { ledger, lastSeen } = this.deps;
    await lastSeen.load();
    this.#stopListening = ledger.onCommit((entries) => void this.#queued(() => this.#committed(entries)));
    await this.#queued(() =>
      ledger.read((fold, now) => {
        for (const id of fold.state.devices.keys()) this.#await(fold, id, now);
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

  /** A heartbeat: the device is due later now, which is seen when it comes up. */
  heard(deviceId: string, at: Instant): void {
    this.deps.lastSeen.hear(deviceId, at);
    if (this.#saveAt !== Infinity) return;
    this.#saveAt = this.deps.clock() + SAVE_AFTER_MS;
    this.#arm();
  }

  /** Writes everything that is due by now, and waits for what is being written. */
  settle(): Promise<void> {
    return this.#queued(() => this.#settle());
  }

  /** Waits for what follows from the entries that are committed by now. */
  idle(): Promise<void> {
    return this.#work;
  }

  /** One thing at a time; a failure is told, and what was due is tried again. */
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
    this.#awaitAt(id, silentSince(fold, id, this.deps.lastSeen.of(id), now));
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
      await writeSilence(ledger, silent, (fold, now, id, at) => silentSince(fold, id, lastSeen.of(id), now) === at);
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
      const at = silentSince(fold, id, this.deps.lastSeen.of(id), now);
      if (at <= now) silent.push({ deviceId: id, at });
      else this.#awaitAt(id, at);
    }
    return silent;
  }

  /** An observation by any door is a hearing: it ends a silence, or comes late into one that was written. */
  async #committed(entries: readonly Entry[]): Promise<void> {
    const { ledger, lastSeen } = this.deps;
    const voided = entries.flatMap((entry) => (entry.kind === 'entry.voided' ? [entry.body.entryId] : []));
    const taken = Array.from((await this.deps.entries.byIds(voided)).values(), (kept) => kept.entry);
    const found = await ledger.read((fold, now) => {
      for (const entry of [...entries, ...taken])
        for (const id of observedDevices(fold, entry)) this.#await(fold, id, now);
      return entries.flatMap((entry) =>
        hearingsIn(fold, entry).flatMap((deviceId) => {
          if (!isWatched(fold, deviceId, now)) return [];
          // Who inspects a room sees the devices that stand in it then, and no others.
          if (silenceContextOf(fold, deviceId, entry.at, now)?.before?.seq !== entry.seq) return [];
          const context = silenceContextOf(fold, deviceId, entry.at, now, entry.seq)!;
          return { deviceId, at: entry.at, ...silenceChangeOf(context, entry.at, lastSeen.of(deviceId)) };
        }),
      );
    });
    await this.amend(found);
  }

  /** Corrects what is written of the silence around hearings; resolves when it stands in the ledger. */
  async amend(lastSeen: readonly Amendment[]): Promise<void> {
    const { ledger, entries } = this.deps;
    const voids: { entryId: string; heardAt: Instant }[] = [];
    const silent: { deviceId: string; at: Instant }[] = [];
    for (const { deviceId, at, silence, doubtful, again } of lastSeen) {
      const entryId = doubtful && (await watchdogEntry(entries, doubtful.seq));
      if (entryId) voids.push({ entryId, heardAt: at });
      const from = silence ?? (doubtful && !entryId ? null : again);
      if (from !== null) silent.push({ deviceId, at: from });
    }
    await voidSilence(ledger, voids);
    await writeSilence(ledger, silent, (fold, now, id, at) => silenceContextOf(fold, id, at, now)?.status !== UNKNOWN);
  }
}
