import type { IndicatorsAnswer, TimelineInterval, UptimeRow } from '../contract/http';
import { evaluate } from '../indicators/evaluate';
import type { Draft, Entry } from '../model/entry';
import type { Instant } from '../model/instant';
import type { Period } from '../model/period';
import type { Scope } from '../model/scope';
import type { Refusal } from '../model/words';
import { zoneOf } from '../timeline/zone';
import { check } from './check';
import { type Contested, allContested } from './contested';
import { Derived } from './derived';
import { fileEntry, unfileEntry } from './kinds';
import { type State, emptyState } from './state';
import { timelineOf } from './timeline';
import { type UptimeQuery, uptime } from './uptime';
import { applyVoid, countUses, revertVoid } from './voids';

export interface FoldOptions {
  /** The business zone, an IANA name. */
  zone: string;
  /** An earlier entry by its id, for a void: the fold keeps facts, not entries. */
  find(id: string): Entry | undefined;
}

/**
 * The ledger folded into live state (semantics 2): `apply` files a fact in O(log n), the figures are derived when they
 * are asked for and only where something changed. It never throws, reads no clock, and what its state does not allow has
 * no effect and is listed by `contested`.
 */
export class Fold {
  readonly state: State;
  readonly derived: Derived;

  constructor(
    readonly options: FoldOptions,
    saved: State = emptyState(),
  ) {
    this.state = saved;
    this.derived = new Derived(saved, zoneOf(options.zone));
  }

  get head(): State['head'] {
    return this.state.head;
  }

  /** Takes the next entry (seq = head.seq + 1). */
  apply(entry: Entry): void {
    const { state, derived } = this;
    if (entry.kind === 'entry.voided') applyVoid(state, derived, entry, this.options.find(entry.body.entryId));
    else fileEntry(state, entry, derived);
    countUses(state, entry, 1);
    state.head = { seq: entry.seq, hash: entry.hash, recordedAt: entry.recordedAt };
  }

  /** Takes the newest entry back, when its commit failed; newest first. `before` is the head to return to. */
  revert(entry: Entry, before: State['head']): void {
    const { state, derived } = this;
    countUses(state, entry, -1);
    if (entry.kind === 'entry.voided') revertVoid(state, derived, entry, this.options.find(entry.body.entryId));
    else unfileEntry(state, entry, derived);
    state.head = before;
  }

  /** The door's refusals that hang on the state (contract 4), against everything applied so far; null: recordable. */
  check(draft: Draft, now: Instant): Refusal | null {
    return check(this, draft, now);
  }

  contested(): Contested[] {
    this.derived.refresh();
    return allContested(this.state, this.derived);
  }

  uptime(query: UptimeQuery): UptimeRow[] {
    return uptime(this.state, this.derived, query);
  }

  indicators(query: { scope: Scope; period: Period; now: Instant }): IndicatorsAnswer {
    return evaluate(this.state, this.derived, query.scope, query.period, query.now);
  }

  timeline(query: { deviceId: string; from: Instant; to: Instant; now: Instant }): TimelineInterval[] | null {
    return timelineOf(this.derived, query);
  }

  /** The plain-data state for a checkpoint; not to be changed by the caller. */
  save(): State {
    return this.state;
  }

  static load(saved: unknown, options: FoldOptions): Fold {
    return new Fold(options, saved as State);
  }
}
