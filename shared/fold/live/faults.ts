import type { ChangeOf, LiveFault } from '../../contract/live';
import type { Instant } from '../../model/instant';
import { type Scope, scopeText } from '../../model/scope';
import { firstOpenInstant } from '../fault/deadline';
import type { Derived } from '../derived/derived';
import { type JudgedFault, judgeFault } from '../figures/judged-faults';
import { deviceLifecycle } from '../state/lifecycle';
import { faultItem } from '../lists/work/faults';
import type { State } from '../state/state';
import { placeAt } from '../device/device-timeline';
import { DueQueue } from '../../timeline/due-queue';
import type { TopicChanges } from './changed';
import { scopesOfPlace } from './scopes';
import { type LiveTopic, type TopicSource, changedOf, listChanges } from './topic';
import { VisibleSet } from './visible-set';

/**
 * The faults that are open or paused now. An entry costs the open faults of its device, time the faults that it changes;
 * repaired ones cost nothing.
 */
export class FaultTopic implements LiveTopic<'faults'> {
  private readonly state: State;
  private readonly derived: Derived;
  private readonly visible = new VisibleSet<LiveFault>();
  private readonly due = new DueQueue();
  private readonly dirty = new Set<string>();
  /** The device of each fault that is open or will be, and the other way round. */
  private readonly deviceOf = new Map<string, string>();
  private readonly ofDevice = new Map<string, Set<string>>();
  /** The policies known: a new one, or one taken back, judges faults anew. */
  private policies = '';

  constructor({ state, derived, now }: TopicSource) {
    this.state = state;
    this.derived = derived;
    this.policies = this.policiesNow();
    for (const id of state.faults.keys()) this.settle(id, now);
    this.visible.take();
  }

  /** A fault depends on no site, room or sitting by itself: its device is marked when one of them changes it. */
  invalidate(): void {}

  faultChanged(id: string): void {
    this.dirty.add(id);
  }

  deviceChanged(id: string): void {
    for (const fault of this.ofDevice.get(id) ?? []) this.dirty.add(fault);
  }

  advance(now: Instant): void {
    const policies = this.policiesNow();
    if (policies !== this.policies) for (const id of this.deviceOf.keys()) this.dirty.add(id);
    this.policies = policies;
    while (this.due.nextAt() <= now) this.dirty.add(this.due.pop()!.id);
    for (const id of this.dirty) this.settle(id, now);
    this.dirty.clear();
  }

  nextChangeAt(): Instant {
    return this.due.nextAt();
  }

  take(): TopicChanges {
    return { faults: this.visible.take() };
  }

  snapshot(scope: Scope): LiveFault[] {
    return this.visible.of(scopeText(scope));
  }

  changes(scope: Scope, changed: TopicChanges): ChangeOf<'faults'>[] {
    const text = scopeText(scope);
    return listChanges('faults', changedOf(changed, 'faults'), (id) => this.visible.get(id, text), text);
  }

  private policiesNow(): string {
    return [...this.state.rules.limits.values()].flatMap((log) => log.map((one) => one.seq)).join();
  }

  private settle(id: string, now: Instant): void {
    const judged = judgeFault(this.state, this.derived, id, now);
    const open = judged !== null && (judged.run.phase === 'open' || judged.run.phase === 'paused');
    const next = Math.min(this.aheadOf(id, now), open ? this.nextOf(judged, now) : Infinity);
    this.due.push(id, next);
    this.track(id, open || next < Infinity ? this.derived.run(id)?.report.value.deviceId : undefined);
    if (!open) return this.visible.put(id, null, []);
    const { value, at, seq } = judged.run.report;
    const view = this.derived.view(value.deviceId);
    const place = view && placeAt(this.state, view, at, seq);
    if (!place) return this.visible.put(id, null, []);
    const fault = faultItem({ state: this.state, derived: this.derived, now }, judged, place);
    this.visible.put(id, fault, scopesOfPlace(this.state, place, value.deviceId));
  }

  private track(id: string, deviceId: string | undefined): void {
    const known = this.deviceOf.get(id);
    if (known === deviceId) return;
    if (known !== undefined) {
      const faults = this.ofDevice.get(known)!;
      faults.delete(id);
      if (faults.size === 0) this.ofDevice.delete(known);
    }
    this.deviceOf.delete(id);
    if (deviceId === undefined) return;
    this.deviceOf.set(id, deviceId);
    this.ofDevice.set(deviceId, (this.ofDevice.get(deviceId) ?? new Set()).add(id));
  }

  /** When the next step, report or retirement that is known already comes true. */
  private aheadOf(id: string, now: Instant): Instant {
    const fault = this.state.faults.get(id);
    const run = this.derived.run(id);
    const device = run && this.state.devices.get(run.report.value.deviceId);
    const retired = device && deviceLifecycle(device).end;
    const facts = [...(fault?.reported ?? []), ...(fault?.steps ?? []), ...(retired ? [retired] : [])];
    return facts.reduce((next, { at }) => (at > now ? Math.min(next, at) : next), Infinity);
  }

  /** When time alone judges an open fault anew: its deadline passes, or a sitting that uses its device sets one. */
  private nextOf({ run, deadline }: JudgedFault, now: Instant): Instant {
    // Exactly on the deadline is timely (semantics 7).
    let next = deadline !== null && deadline >= now ? deadline + 1 : Infinity;
    for (const use of this.derived.view(run.report.value.deviceId)?.uses ?? []) {
      const first = firstOpenInstant(run, use);
      if (first === null) continue;
      const at = Math.max(use.begins, first);
      if (at > now) next = Math.min(next, at);
    }
    return next;
  }
}
