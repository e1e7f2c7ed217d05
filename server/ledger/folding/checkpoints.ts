import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Fold, FoldOptions } from '../../../shared/fold/fold';
import { entryFromWire } from '../../../shared/model/entry';
import type { EntryStore, Head } from '../../store/store';
import type { FoldFactory } from './fold-factory';

/** Checkpoints kept: the newest serves the start, the others as-of questions. */
const KEPT = 16;
const NAME = /^(\d+)\.fold$/;

interface Sealed {
  version: string;
  zone: string;
  head: Head;
  state: unknown;
}

/**
 * States of the fold by seq, as files beside the database: a cache that can be deleted. Each holds the version of the
 * fold, the zone and the hash of its head: a checkpoint of another version, zone or ledger is not loaded.
 */
export class Checkpoints {
  constructor(
    private readonly folder: string,
    private readonly factory: FoldFactory,
    private readonly zone: string,
  ) {}

  /** Writes to a temporary name, syncs and renames: a checkpoint is never partial. */
  save(fold: Fold): void {
    const { seq, hash, recordedAt } = fold.head;
    const { factory, zone } = this;
    const sealed: Sealed = { version: factory.version, zone, head: { seq, hash, recordedAt }, state: fold.save() };
    const bytes = serialize(sealed);
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const path = join(this.folder, `${seq}.fold`);
    const file = openSync(`${path}.new`, 'w', 0o600);
    try {
      writeSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
    this.#thin();
  }

  /** The fold of the newest usable checkpoint with seq ≤ `to`; null: there is none. */
  async load(entries: EntryStore, to: number, options: FoldOptions): Promise<Fold | null> {
    for (const seq of this.seqs().filter((one) => one <= to)) {
      const sealed = this.#read(seq);
      if (!sealed || sealed.version !== this.factory.version || sealed.zone !== this.zone) continue;
      const [line] = await entries.lines(seq - 1, 1);
      if (!line || entryFromWire(JSON.parse(line)).hash !== sealed.head.hash) continue;
      return this.factory.load(sealed.state, options);
    }
    return null;
  }

  /** Newest first. */
  seqs(): number[] {
    let names: string[] = [];
    try {
      names = readdirSync(this.folder);
    } catch {
      return [];
    }
    const seqs = names.flatMap((name) => NAME.exec(name)?.[1] ?? []).map(Number);
    return seqs.sort((a, b) => b - a);
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #read(seq: number): Sealed | null {
    try {
      return deserialize(readFileSync(join(this.folder, `${seq}.fold`))) as Sealed;
    } catch {
      // An unreadable checkpoint is ignored: the replay starts at an older one.
      return null;
    }
  }

  /** Deletes the checkpoint whose absence leaves the smallest gap, never the newest. */
  #thin(): void {
    const seqs = this.seqs();
    while (seqs.length > KEPT) {
      let drop = 1;
      for (let index = 1; index < seqs.length; index += 1) {
        const gap = (at: number) => seqs[at - 1]! - (seqs[at + 1] ?? 0);
        if (gap(index) < gap(drop)) drop = index;
      }
      rmSync(join(this.folder, `${seqs[drop]}.fold`), { force: true });
      seqs.splice(drop, 1);
    }
  }
}
