import { createHash } from 'node:crypto';
import { FIRST_PREV, type Entry } from '../../shared/model/entry';
import type { Instant } from '../../shared/model/instant';
import type { BodyOf, Kind } from '../../shared/model/kinds';
import { seal } from '../ledger/writing/chain';
import type { Random } from './random';

interface Planned {
  kind: Kind;
  at: Instant;
  recordedAt: Instant;
  actor: string;
  body: unknown;
  id: string;
  order: number;
}

/** What a ledger file needs beside its lines: the papers of its notes, salt ‖ bytes by their hash. */
export interface Sealed {
  lines: string[];
  entries: Entry[];
  papers: Map<string, Buffer>;
}

/** Collects entries in any order, and seals them into one chain in the order of recording. */
export class Script {
  private readonly planned: Planned[] = [];
  private readonly papers = new Map<string, Buffer>();

  constructor(
    readonly random: Random,
    /** Entries recorded later are left out. */
    readonly now: Instant,
  ) {}

  /** Adds one entry and returns its id; null: it would be recorded after now and is left out. */
  tell<K extends Kind>(kind: K, body: BodyOf<K>, when: { at: Instant; late?: number; actor?: string }): string | null {
    const recordedAt = when.at + (when.late ?? 0);
    if (recordedAt > this.now) return null;
    const id = this.random.uuid();
    const actor = when.actor ?? 'office-demo';
    this.planned.push({ kind, at: when.at, recordedAt, actor, body, id, order: this.planned.length });
    return id;
  }

  /** Keeps a note as a paper and returns the reference. */
  note(text: string): string {
    const salt = Buffer.from(this.random.uuid().replaceAll('-', ''), 'hex');
    const paper = Buffer.concat([salt, Buffer.from(text)]);
    const hash = createHash('sha256').update(paper).digest('hex');
    this.papers.set(hash, paper);
    return `sha256:${hash}`;
  }

  seal(): Sealed {
    this.planned.sort((a, b) => a.recordedAt - b.recordedAt || a.order - b.order);
    let head = { seq: 0, hash: FIRST_PREV, recordedAt: 0 };
    const lines: string[] = [];
    const entries: Entry[] = [];
    for (const { order: _, recordedAt, ...draft } of this.planned) {
      const sealed = seal(draft as Parameters<typeof seal>[0], head, recordedAt);
      head = sealed.entry;
      lines.push(sealed.line);
      entries.push(sealed.entry);
    }
    return { lines, entries, papers: this.papers };
  }
}
