import type { LiveDevice, LiveSite, LiveWindow, RunningSums } from '../contract/live';
import type { IndicatorsAnswer, TimelineInterval, UptimeRow } from '../contract/http';
import { PACE_MS } from '../indicators/budget';
import type { FormQuery } from '../indicators/context';
import { evaluate } from '../indicators/evaluate';
import type { Draft, Entry } from '../model/entry';
import type { Instant } from '../model/instant';
import type { Period } from '../model/period';
import { madeBy, namedBy } from '../model/references';
import { type Scope, scopeText } from '../model/scope';
import type { Refusal } from '../model/words';
import { zoneOf } from '../timeline/zone';
import { check } from './check';
import type { Sees } from './checks/refuse';
import { type Contested, allContested } from './contested';
import { Derived } from './derived';
import { type ListItems, type ListName, itemOf, listOf } from './lists';
import { LiveSums } from './live/sums';
import { liveDevices, liveSites } from './live/status';
import { fileEntry, unfileEntry } from './kinds';
import type { Reach } from './reach';
import { type State, emptyState } from './state';
import { timelineOf } from './timeline';
import { type UptimeQuery, uptime } from './uptime';
import { applyVoid, countUses, missingFor, revertVoid } from './voids';

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
  private live: LiveSums | undefined;
  /** The same sums 30 days ago: what was added since is the pace of the last 30 days (semantics 9). */
  private behind: LiveSums | undefined;
  private touched = { sites: new Set<string>(), faults: new Set<string>() };

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
    this.touch(entry);
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
    this.touch(entry);
    state.head = before;
  }

  /** Names and steps that an entry may have changed without changing anybody's time. */
  private touch(entry: Entry): void {
    for (const ref of [...namedBy(entry), madeBy(entry)]) {
      if (ref?.startsWith('site:')) this.touched.sites.add(ref.slice(5));
      if (ref?.startsWith('fault:')) this.touched.faults.add(ref.slice(6));
      if (ref?.startsWith('room:')) {
        const siteId = this.state.rooms.get(ref.slice(5))?.registered[0]?.value.siteId;
        if (siteId !== undefined) this.touched.sites.add(siteId);
      }
    }
  }

  /** The door's refusals that hang on the state (contract 4), against everything applied so far; null: recordable. */
  check(draft: Draft, now: Instant, within?: Sees): Refusal | null {
    return check(this, draft, now, within);
  }

  /** Lets time pass: what the live reads below show is as of this instant. The first call builds the running sums. */
  advance(now: Instant): void {
    this.live ??= new LiveSums(this.state, this.derived, now);
    this.behind ??= new LiveSums(this.state, this.derived, now - PACE_MS);
    this.live.advance(now);
    this.behind.advance(now - PACE_MS);
    // Nobody is told of what changed then.
    this.behind.changed.devices.clear();
    this.behind.changed.sites.clear();
  }

  /** The next instant at which time alone changes what is live; null: none. */
  nextChangeAt(): Instant | null {
    const next = this.live?.nextChangeAt() ?? Infinity;
    return next === Infinity ? null : next;
  }

  /** What changed since the last call, by id: whose live objects are to be sent again. */
  takeTouched(): { sites: Set<string>; devices: Set<string>; faults: Set<string> } {
    const touched = { sites: this.touched.sites, devices: new Set<string>(), faults: this.touched.faults };
    if (this.live) {
      const { changed } = this.live;
      for (const id of changed.devices) touched.devices.add(id);
      for (const id of changed.sites) touched.sites.add(id);
      changed.devices.clear();
      changed.sites.clear();
    }
    this.touched = { sites: new Set(), faults: new Set() };
    return touched;
  }

  /** The sites, rooms and devices of a scope as they stand now. */
  liveStatus(scope: Scope, now: Instant): { sites: LiveSite[]; devices: LiveDevice[] } {
    this.advance(now);
    const sites = liveSites(this.state, this.live!, scope, now);
    return { sites, devices: liveDevices(this.state, this.live!, sites) };
  }

  /** The running sums of a scope over the live windows, in constant time. */
  running(scope: Scope, now: Instant): Record<LiveWindow, RunningSums> {
    this.advance(now);
    return this.live!.read(scopeText(scope));
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
    if (!this.live || now < this.live.time || scope.kind === 'room' || scope.kind === 'device') return {};
    this.advance(now);
    const key = scopeText(scope);
    return {
      running: this.live.sumsOf(key, period.from, period.to),
      recentDownMs: this.live.downSinceEver(key) - this.behind!.downSinceEver(key),
    };
  }

  /** Whether a period is one of the live windows, whose sums are known at every moment. */
  isLive({ from, to }: Period, now: Instant): boolean {
    this.advance(now);
    return this.live!.hasWindow(from, to);
  }

  timeline(query: { deviceId: string; from: Instant; to: Instant; now: Instant }): TimelineInterval[] | null {
    return timelineOf(this.derived, query);
  }

  /** A list of the interface in a scope (null: everywhere) and within a reach, sorted by id (contract 5). */
  list<L extends ListName>(what: L, scope: Scope | null, now: Instant, reach: Reach = null): ListItems[L][] {
    return listOf(this.state, this.derived, what, scope, now, reach);
  }

  item<L extends ListName>(what: L, id: string, now: Instant): ListItems[L] | null {
    return itemOf(this.state, this.derived, what, id, now);
  }

  /** The plain-data state for a checkpoint; not to be changed by the caller. */
  save(): State {
    return this.state;
  }

  static load(saved: unknown, options: FoldOptions): Fold {
    return new Fold(options, saved as State);
  }
}
