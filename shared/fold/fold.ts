import type { LiveWindow, RunningSums } from '../contract/live';
import type { IndicatorsAnswer, TimelineInterval, UptimeRow } from '../contract/http';
import type { FormQuery } from '../indicators/context';
import { evaluate } from '../indicators/evaluate';
import type { Draft, Entry } from '../model/entry';
import type { Instant } from '../model/instant';
import type { Period } from '../model/period';
import { type Scope, scopeText } from '../model/scope';
import type { Refusal } from '../model/vocabulary';
import { zoneOf } from '../timeline/zone';
import { check } from './checks/check';
import type { CanSee } from './checks/refuse';
import { type Contested, allContested } from './contest/contested';
import { Derived } from './derived/derived';
import { type ListItems, type ListName, itemOf, listOf, listPage } from './lists/lists';
import type { ListPage, ListQuery } from './lists/page';
import { Live } from './live/live';
import { type LiveChanges, changedRefs } from './live/changed';
import { fileEntry, unfileEntry } from './kinds';
import type { Visibility } from './visibility/visibility';
import { type State, emptyState } from './state/state';
import { timelineOf } from './figures/timeline';
import { type UptimeQuery, uptime } from './figures/uptime';
import { applyVoid, countUses, missingFor, revertVoid } from './kinds/voids';

const NOTHING: LiveChanges = {
  sites: new Map(),
  devices: new Map(),
  faults: new Map(),
  sittings: new Map(),
  sums: new Set(),
};

export interface FoldOptions {
  /** The business zone, an IANA name. */
  zone: string;
  /** An earlier entry by its id, for a void: the fold keeps facts, not entries. */
  find(id: string): Entry | undefined;
  /** Answers for windows of any length: what closed months came to is kept. */
  windows?: boolean;
}

/**
 * The ledger folded into live state (semantics 2): `apply` files a fact in O(log n), the figures are derived when they
 * are asked for and only where something changed. It never throws, reads no clock, and what its state does not allow has
 * no effect and is listed by `contested`.
 */
export class Fold {
  readonly state: State;
  readonly derived: Derived;
  private live: Live | undefined;

  constructor(
    readonly options: FoldOptions,
    saved: State = emptyState(),
  ) {
    this.state = saved;
    this.derived = new Derived(saved, zoneOf(options.zone));
    if (options.windows) this.derived.keepMonths();
  }

  get head(): State['head'] {
    return this.state.head;
  }

  /** Takes the next entry (seq = head.seq + 1). */
  apply(entry: Entry): void {
    const { state, derived } = this;
    if (entry.kind === 'entry.voided') {
      applyVoid(state, derived, entry, this.options.find(entry.body.entryId));
    } else {
      const missing = missingFor(state, entry);
      if (missing !== null) state.unfiled.set(entry.seq, `unknown:${missing}`);
      else fileEntry(state, entry, derived);
      countUses(state, entry, 1);
    }
    this.invalidate(entry);
    state.head = { seq: entry.seq, hash: entry.hash, recordedAt: entry.recordedAt };
  }

  /** Takes the newest entry back, when its commit failed; newest first. `before` is the head to return to. */
  revert(entry: Entry, before: State['head']): void {
    const { state, derived } = this;
    if (entry.kind === 'entry.voided') {
      revertVoid(state, derived, entry, this.options.find(entry.body.entryId));
    } else {
      countUses(state, entry, -1);
      if (!state.unfiled.delete(entry.seq)) unfileEntry(state, entry, derived);
    }
    this.invalidate(entry);
    state.head = before;
  }

  /** What an entry says is told now, and again when it comes true, if that is ahead of the clock. */
  private invalidate(entry: Entry): void {
    if (!this.live) return;
    const from = Math.max(entry.at, entry.recordedAt);
    for (const ref of changedRefs(entry)) this.live.say(ref, from);
    const target = entry.kind === 'entry.voided' ? this.options.find(entry.body.entryId) : undefined;
    if (target && target.kind !== 'entry.voided') this.invalidate(target);
  }

  /** The door's refusals that hang on the state (contract 4), against everything applied so far; null: recordable. */
  check(draft: Draft, now: Instant, within?: CanSee): Refusal | null {
    return check(this, draft, now, within);
  }

  /** Lets time pass: what is live is as of this instant. The first call builds it. */
  advance(now: Instant): void {
    this.liveAt(now);
  }

  /** Everything that is live, as of an instant (earlier than the last one: as of that). */
  liveAt(now: Instant): Live {
    this.live ??= new Live(this.state, this.derived, now);
    this.live.advance(now);
    return this.live;
  }

  /** The next instant at which time alone changes what is live; null: none. */
  nextChangeAt(): Instant | null {
    const next = this.live?.nextChangeAt() ?? Infinity;
    return next === Infinity ? null : next;
  }

  /** What changed since the last call; after `advance`. */
  takeChanges(): LiveChanges {
    return this.live?.take() ?? NOTHING;
  }

  /** The running sums of a scope over the live windows, in constant time. */
  running(scope: Scope, now: Instant): Record<LiveWindow, RunningSums> {
    return this.liveAt(now).running(scope);
  }

  contested(): Contested[] {
    this.derived.refresh();
    return allContested(this.state, this.derived);
  }

  uptime(query: UptimeQuery): UptimeRow[] {
    return uptime(this.state, this.derived, query);
  }

  indicators(query: Pick<FormQuery, 'scope' | 'period' | 'now'>): IndicatorsAnswer {
    return evaluate(this.state, this.derived, { ...query, ...this.known(query) });
  }

  /** What the live sums know of a question; one about another now than theirs walks the devices. */
  private known({ scope, period, now }: FormQuery): Pick<FormQuery, 'running' | 'recentDownMs'> {
    if (!this.live || now < this.live.sums.time || scope.kind === 'room' || scope.kind === 'device') return {};
    this.live.advance(now);
    const running = this.live.sums.sumsOf(scopeText(scope), period.from, period.to);
    return { running, recentDownMs: this.live.recentDownMs(scope) };
  }

  /** Whether a period is one of the live windows, whose sums are known at every moment. */
  isLive({ from, to }: Period, now: Instant): boolean {
    return this.liveAt(now).sums.hasWindow(from, to);
  }

  timeline(query: { deviceId: string; from: Instant; to: Instant; now: Instant }): TimelineInterval[] | null {
    return timelineOf(this.derived, query);
  }

  /** All items of a list in a scope (null: everywhere) that are visible, sorted by id (contract 5). */
  list<L extends ListName>(what: L, scope: Scope | null, now: Instant, visibility: Visibility = null): ListItems[L][] {
    return listOf({ state: this.state, derived: this.derived, now }, what, scope, visibility);
  }

  /** One page of a list: filtered, sorted, searched and counted as `query` asks (contract 5). */
  listPage<L extends ListName>(what: L, query: ListQuery, now: Instant): ListPage<ListItems[L]> {
    return listPage({ state: this.state, derived: this.derived, now }, what, query);
  }

  item<L extends ListName>(what: L, id: string, now: Instant, visibility: Visibility = null): ListItems[L] | null {
    return itemOf({ state: this.state, derived: this.derived, now }, what, id, visibility);
  }

  /** The plain-data state for a checkpoint; not to be changed by the caller. */
  save(): State {
    return this.state;
  }

  static load(saved: unknown, options: FoldOptions): Fold {
    return new Fold(options, saved as State);
  }
}
