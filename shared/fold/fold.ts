import type { LiveWindow, RunningSums } from '../contract/live';
import type { TimelineInterval, UptimeRow, UptimeSums } from '../contract/http';
import type { Draft, Entry } from '../model/entry';
import type { Instant } from '../model/instant';
import type { Period } from '../model/period';
import { type Scope, scopeText } from '../model/scope';
import type { SettingName, SettingValue } from '../model/settings';
import type { Refusal } from '../model/vocabulary';
import { zoneOf } from '../timeline/zone';
import type { CanSee } from './checks/context';
import { type Contested, allContested } from './contest/contested';
import { isFoldable } from './contest/foldable';
import { Derived } from './derived/derived';
import { type Facts, SealedFacts } from './derived/facts';
import { type UptimeQuery, uptime } from './figures/uptime';
import { timelineOf } from './figures/timeline';
import { type ListItems, type ListName, idSteps, itemOf, listOf, listPage, listSteps } from './lists/lists';
import type { ListPage, ListQuery } from './lists/page';
import { type LiveChanges, changedRefs } from './live/changed';
import { Live } from './live/live';
import { ScopedQueries } from './query/scoped-queries';
import { SilenceQueries } from './query/silence';
import { SummaryQueries } from './query/summaries';
import { ThingQueries } from './query/things';
import { NameSearch } from './search/name-search';
import { settingAt } from './state/settings';
import { type State, emptyState } from './state/state';
import type { Visibility } from './visibility/visibility';
import { fileEntry, unfileEntry } from './writing/apply';
import { check } from './writing/check';
import { applyVoid, countUses, missingFor, revertVoid } from './writing/voids';

const NOTHING: LiveChanges = { topics: {}, sums: new Set() };

export interface FoldOptions {
  /** The business zone, an IANA name. */
  zone: string;
  /** An earlier entry by its id, for a void: the fold keeps facts, not entries. */
  find(id: string): Entry | undefined;
  /** Answers for windows of any length: the sums of closed months are kept. */
  windows?: boolean;
}

/**
 * The ledger folded into live state (semantics 2): `apply` files a fact in O(log n), the figures are derived when they
 * are asked for and only where something changed. It never throws, reads no clock, and what its state does not allow has
 * no effect and is listed by `contested`. Its facts are closed to everybody outside `shared/`.
 */
export class Fold {
  readonly #facts: Facts;
  readonly #options: FoldOptions;
  #live: Live | undefined;
  /** The facts, closed: `shared/indicators` opens them. */
  readonly facts: SealedFacts;
  /** Questions on behalf of an account: what lies beyond its scope is absent (contract 3). */
  readonly scoped: ScopedQueries;
  readonly silence: SilenceQueries;
  readonly things: ThingQueries;
  readonly summaries: SummaryQueries;
  readonly names: NameSearch;

  constructor(options: FoldOptions, saved: State = emptyState()) {
    this.#options = options;
    const derived = new Derived(saved, zoneOf(options.zone));
    if (options.windows) derived.keepMonths();
    this.#facts = { state: saved, derived };
    this.facts = new SealedFacts(this.#facts);
    this.scoped = new ScopedQueries(this.#facts, options.find);
    this.silence = new SilenceQueries(this.#facts);
    this.things = new ThingQueries(this.#facts);
    this.summaries = new SummaryQueries(this.#facts);
    this.names = new NameSearch(this.#facts);
  }

  get head(): State['head'] {
    return this.#facts.state.head;
  }

  /** Takes the next entry (seq = head.seq + 1). */
  apply(entry: Entry): void {
    const { state, derived } = this.#facts;
    if (!isFoldable(entry)) {
      state.unfiled.set(entry.seq, 'out-of-bounds');
      if (entry.kind !== 'entry.voided') countUses(state, entry, 1);
    } else if (entry.kind === 'entry.voided') {
      applyVoid(state, derived, entry, this.#options.find(entry.body.entryId));
    } else {
      const missing = missingFor(state, entry);
      if (missing !== null) state.unfiled.set(entry.seq, `unknown:${missing}`);
      else fileEntry(state, entry, derived);
      countUses(state, entry, 1);
    }
    this.#invalidate(entry);
    state.head = { seq: entry.seq, hash: entry.hash, recordedAt: entry.recordedAt };
  }

  /** Takes the newest entry back, when its commit failed; newest first. `before` is the head to return to. */
  revert(entry: Entry, before: State['head']): void {
    const { state, derived } = this.#facts;
    if (entry.kind === 'entry.voided') {
      revertVoid(state, derived, entry, this.#options.find(entry.body.entryId));
    } else {
      countUses(state, entry, -1);
      if (!state.unfiled.delete(entry.seq)) unfileEntry(state, entry, derived);
    }
    this.#invalidate(entry);
    state.head = before;
  }

  /** Marks what an entry changes on live pages: now, and again at its instant when that is ahead of the clock. */
  #invalidate(entry: Entry): void {
    if (!this.#live) return;
    const from = Math.max(entry.at, entry.recordedAt);
    for (const ref of changedRefs(entry)) this.#live.changed(ref, from);
    const target = entry.kind === 'entry.voided' ? this.#options.find(entry.body.entryId) : undefined;
    if (target && target.kind !== 'entry.voided') this.#invalidate(target);
  }

  /** The refusals that depend on everything applied so far (contract 4); null: the entry can be recorded. */
  check(draft: Draft, now: Instant, within?: CanSee): Refusal | null {
    return check(this.#facts, this.#options.find, draft, now, within);
  }

  /** An earlier entry by its id, of those that were fetched for a void. */
  find(id: string): Entry | undefined {
    return this.#options.find(id);
  }

  /** A setting as it holds at an instant: its last value, or its default. */
  setting<N extends SettingName>(name: N, at: Instant): SettingValue<N> {
    return settingAt(this.#facts.state, name, at);
  }

  /** Brings everything live up to an instant. The first call builds it. */
  advance(now: Instant): void {
    this.liveAt(now);
  }

  /** Everything that is live, as of an instant (earlier than the last one: as of that). */
  liveAt(now: Instant): Live {
    this.#live ??= new Live(this.#facts.state, this.#facts.derived, now);
    this.#live.advance(now);
    return this.#live;
  }

  /** The next instant at which time alone changes what is live; null: none. */
  nextChangeAt(): Instant | null {
    const next = this.#live?.nextChangeAt() ?? Infinity;
    return next === Infinity ? null : next;
  }

  /** What changed since the last call; after `advance`. */
  takeChanges(): LiveChanges {
    return this.#live?.take() ?? NOTHING;
  }

  /** The running sums of a scope over the live windows, in constant time. */
  running(scope: Scope, now: Instant): Record<LiveWindow, RunningSums> {
    return this.liveAt(now).running(scope);
  }

  /** What the running sums know of a scope and period at `now`; empty where they do not: the devices are walked then. */
  knownSums(
    scope: Scope,
    period: Period,
    now: Instant,
  ): { running: UptimeSums | null; recentDownMs: number } | undefined {
    const live = this.#live;
    if (!live || now < live.sums.time || scope.kind === 'room' || scope.kind === 'device') return undefined;
    live.advance(now);
    const running = live.sums.sumsOf(scopeText(scope), period.from, period.to);
    return { running, recentDownMs: live.recentDownMs(scope) };
  }

  /** Whether a period is one of the live windows, whose sums are known at every moment. */
  isLive({ from, to }: Period, now: Instant): boolean {
    return this.liveAt(now).sums.hasWindow(from, to);
  }

  /** Every entry without effect, and why, in seq order (semantics 2). */
  contested(): Contested[] {
    this.#facts.derived.refresh();
    return allContested(this.#facts.state, this.#facts.derived);
  }

  uptime(query: UptimeQuery): UptimeRow[] {
    return uptime(this.#facts.state, this.#facts.derived, query);
  }

  timeline(query: { deviceId: string; from: Instant; to: Instant; now: Instant }): TimelineInterval[] | null {
    return timelineOf(this.#facts.derived, query);
  }

  /** All items of a list in a scope (null: everywhere) that are visible, sorted by id (contract 5). */
  list<L extends ListName>(what: L, scope: Scope | null, now: Instant, visibility: Visibility = null): ListItems[L][] {
    return listOf({ ...this.#facts, now }, what, scope, visibility);
  }

  /** One page of a list: filtered, sorted, searched and counted as `query` asks (contract 5). */
  listPage<L extends ListName>(what: L, query: ListQuery, now: Instant): ListPage<ListItems[L]> {
    return listPage({ ...this.#facts, now }, what, query);
  }

  /** The same in pieces of a few ms, so that a long list keeps nobody waiting: items are as they stand at their piece. */
  listSteps<L extends ListName>(what: L, query: ListQuery, now: Instant): Generator<undefined, ListPage<ListItems[L]>> {
    return listSteps({ ...this.#facts, now }, what, query);
  }

  /** The ids of the items of a scope as of `now`, in pieces of a few ms. */
  idSteps(what: ListName, scope: Scope, now: Instant): Generator<undefined, string[]> {
    return idSteps({ ...this.#facts, now }, what, scope);
  }

  item<L extends ListName>(what: L, id: string, now: Instant, visibility: Visibility = null): ListItems[L] | null {
    return itemOf({ ...this.#facts, now }, what, id, visibility);
  }

  /** The plain-data state for a checkpoint; not to be changed by the caller. */
  save(): State {
    return this.#facts.state;
  }

  static load(saved: unknown, options: FoldOptions): Fold {
    return new Fold(options, saved as State);
  }
}
