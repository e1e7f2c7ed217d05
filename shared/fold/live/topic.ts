import type { ChangeOf, Topic, TopicData } from '../../contract/live';
import type { Instant } from '../../model/instant';
import type { Ref } from '../../model/references';
import type { Scope } from '../../model/scope';
import type { State } from '../state/state';
import { type Before, type TopicChanges, wasVisible } from './changed';
import type { LiveSums } from './running-sums';
import type { Derived } from '../derived/derived';

/** What a topic is made from. */
export interface TopicSource {
  state: State;
  derived: Derived;
  sums: LiveSums;
  now: Instant;
}

/** One live topic: kept right by entries and by time, and read for any scope without a history. */
export interface LiveTopic<T extends Topic> {
  /** Something about a thing changed: a site, a room, a sitting, a project, or the rules of rooms. */
  invalidate(ref: Ref): void;
  /** The steps of a fault may have changed. */
  faultChanged?(id: string): void;
  /** Where a device stands, or which sittings use it, may have changed. */
  deviceChanged?(id: string): void;
  /** Brings the topic up to an instant; called when what is derived is fresh. */
  advance(now: Instant): void;
  /** The next instant at which time alone changes something; Infinity: none. */
  nextChangeAt(): Instant;
  /** What changed since the last call. */
  take(): TopicChanges;
  /** Everything that a scope shows. */
  snapshot(scope: Scope): TopicData[T];
  /** What changed things show in a scope now; what is gone is only for those who had it. */
  changes(scope: Scope, changed: TopicChanges): ChangeOf<T>[];
}

const NONE: ReadonlyMap<string, Before> = new Map();

/** The changed things of one list. */
export const changedOf = (changed: TopicChanges, list: string): TopicChanges[string] => changed[list] ?? NONE;

/** The changes of a topic that is one list: the ids that a scope (as text) showed and no longer does, then what it shows. */
export function listChanges<T extends Topic, X>(
  topic: T,
  changed: ReadonlyMap<string, Before>,
  get: (id: string) => X | undefined,
  scope: string,
): ({ topic: T; gone: string[] } | { topic: T; put: X[] })[] {
  const put: X[] = [];
  const gone: string[] = [];
  for (const [id, before] of changed) {
    const thing = get(id);
    if (thing !== undefined) put.push(thing);
    else if (wasVisible(before, scope)) gone.push(id);
  }
  return [...(gone.length > 0 ? [{ topic, gone }] : []), ...(put.length > 0 ? [{ topic, put }] : [])];
}

/** The sort and the id of a reference. */
export function partsOf(ref: Ref): [sort: string, id: string] {
  const colon = ref.indexOf(':');
  return [ref.slice(0, colon), ref.slice(colon + 1)];
}
