import type { Draft, Entry } from '../model/entry';
import type { Instant } from '../model/instant';
import type { Refusal } from '../model/words';
import type { UptimeCut, UptimeRow, IndicatorsAnswer, TimelineInterval } from '../contract/http';
import type { Scope } from '../model/scope';
import type { Period } from '../model/period';

export interface FoldOptions {
  /** The business zone, an IANA name. */
  zone: string;
  /** An earlier entry by its id, for a void: the fold keeps facts, not entries. */
  find(id: string): Entry | undefined;
}

/** DRAFT OF THE INTERFACE: the implementation is being written; the signatures stand. */
export declare class Fold {
  constructor(options: FoldOptions);
  readonly head: { seq: number; hash: string; recordedAt: Instant };
  /** Takes the next entry (seq = head.seq + 1). Total: never throws, what its state does not allow is contested. */
  apply(entry: Entry): void;
  /** Takes the newest entry back, when its commit failed; newest first. `before` is the head to return to. */
  revert(entry: Entry, before: Fold['head']): void;
  /** The door's own refusals (contract 4), against everything applied so far; null: it may be recorded. */
  check(draft: Draft, now: Instant): Refusal | null;
  /** Entries without effect and why, in seq order. */
  contested(): { seq: number; reason: string }[];
  uptime(query: { scope: Scope; from: Instant; to: Instant; by: UptimeCut; now: Instant }): UptimeRow[];
  indicators(query: { scope: Scope; period: Period; now: Instant }): IndicatorsAnswer;
  timeline(query: { deviceId: string; from: Instant; to: Instant; now: Instant }): TimelineInterval[] | null;
  /** The plain-data state for a checkpoint, and back. */
  save(): unknown;
  static load(saved: unknown, options: FoldOptions): Fold;
}
