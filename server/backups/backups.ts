import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../shared/model/instant';
import { Aborted } from '../ledger/errors';
import type { Logger } from '../log';
import type { Keeper } from './keeper';
import { backupName, isLeftover, keptBackups, timeOfBackup } from './rotation';
import type { CheckedHead } from './write-backup';

export interface BackupDeps {
  /** The folder of the backups, which exists; outside the data folder. */
  folder: string;
  /** From one to the next, ms. */
  everyMs: number;
  keeper: Keeper;
  clock: () => Instant;
  /** The local day number of an instant, for the rotation. */
  dayOf: (at: Instant) => number;
  log: Pick<Logger, 'error' | 'info' | 'warn'>;
  /** Called with the head of each backup, whose every hash was checked; and with what made one fail. */
  onDone?: (head: CheckedHead) => void;
  onFailed?: (error: unknown) => void;
}

export interface BackupState {
  /** The newest complete file that is not from the future. */
  last: { name: string; at: Instant; bytes: number } | null;
  /** The head that this process wrote into it; null: an earlier process wrote it. */
  head: CheckedHead | null;
  /** Why the last try failed; null: it did not. */
  failed: { at: Instant; message: string } | null;
  /** The share of a running one that is done; null: none is running. */
  progress: number | null;
  /** How many files there are. */
  count: number;
  nextAt: Instant;
}

/** The clock is compared with the schedule so often: a timer of days would be off after a suspension. */
const LOOK_MS = 30_000;
/** After a failure it is tried again so soon. */
const AGAIN_MS = 10 * 60_000;

/**
 * Backups on a schedule (contract 2: BACKUP_DIR, BACKUP_EVERY): each is checked before it gets its name, and older ones
 * are removed by the rotation. A failure removes nothing.
 */
export class Backups {
  #failed: BackupState['failed'] = null;
  #head: CheckedHead | null = null;
  #progress: number | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly deps: BackupDeps) {}

  get state(): BackupState {
    const names = this.#names();
    const { folder, everyMs, clock } = this.deps;
    const now = clock();
    // One from the future, made while the clock was ahead, would put off the next until then.
    const last = names.findLast((name) => timeOfBackup(name)! <= now);
    const at = last === undefined ? null : timeOfBackup(last)!;
    return {
      last: last === undefined ? null : { name: last, at: at!, bytes: sizeOf(join(folder, last)) },
      head: this.#head,
      failed: this.#failed,
      progress: this.#progress,
      count: names.length,
      nextAt: this.#failed ? this.#failed.at + Math.min(AGAIN_MS, everyMs) : at === null ? now : at + everyMs,
    };
  }

  /** Removes what an interrupted backup left, and makes one as soon as it is due. */
  start(): void {
    for (const name of this.#all().filter(isLeftover)) rmSync(join(this.deps.folder, name), { force: true });
    this.#timer = setInterval(() => this.#look(), LOOK_MS).unref();
    this.#look();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Makes one now. It does not throw: `state` says how it went. */
  async run(): Promise<void> {
    if (this.#progress !== null) return;
    const { folder, keeper, clock, log, onDone, onFailed } = this.deps;
    this.#progress = 0;
    try {
      const path = join(folder, backupName(clock()));
      this.#head = await keeper.run({ type: 'backup', path }, (share) => (this.#progress = share));
      this.#failed = null;
      log.info({ seq: this.#head.seq }, `backed up to ${path}`);
      onDone?.(this.#head);
      this.#rotate();
    } catch (error) {
      if (error instanceof Aborted) return;
      this.#failed = { at: clock(), message: error instanceof Error ? error.message : String(error) };
      log.error({ err: error }, 'the backup failed: it is tried again');
      onFailed?.(error);
    } finally {
      this.#progress = null;
    }
  }

  #look(): void {
    if (this.#progress === null && this.state.nextAt <= this.deps.clock()) void this.run();
  }

  #rotate(): void {
    const names = this.#names();
    const kept = keptBackups(names, this.deps.dayOf);
    for (const name of names) if (!kept.has(name)) rmSync(join(this.deps.folder, name), { force: true });
  }

  /** The names of complete ones, oldest first. */
  #names(): string[] {
    return this.#all()
      .filter((name) => timeOfBackup(name) !== null)
      .sort();
  }

  /** The folder may be away for a while, a network mount for example: then there is none. */
  #all(): string[] {
    try {
      return readdirSync(this.deps.folder);
    } catch {
      return [];
    }
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
