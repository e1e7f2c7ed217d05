import type { ReadinessThen, SittingLosses, TimelineInterval } from '../../contract/http';
import type { Entry } from '../../model/entry';
import type { Instant } from '../../model/instant';
import type { Ref } from '../../model/references';
import type { Scope } from '../../model/scope';
import { merged } from '../../timeline/interval';
import type { Facts } from '../derived/facts';
import { timelineOf } from '../figures/timeline';
import { type FoldedStory, faultStory } from './fault-story';
import { readinessThen } from './readiness-then';
import { sittingLosses } from './sitting-losses';
import { type ListItems, type ListName, anyList, itemOf } from '../lists/lists';
import { deviceVersions, versionAt } from '../state/versions';
import { grantOf } from '../state/grant-of-project';
import { wasEverWithin } from './scope-membership';
import { type Visibility, isVisible, isAreaVisible, isPlaceVisible, isSiteVisible } from '../visibility/visibility';
import { everVisible, isEntryVisible } from '../visibility/entry-visibility';
import { withoutInvisible } from '../visibility/without-invisible';
import { roomAt } from '../figures/rooms';

/** Whether a thing is visible now. Of a thing that never was, nothing is read. */
function standsWithin({ state, derived }: Facts, visibility: Visibility, ref: Ref, now: Instant): boolean {
  if (visibility === null) return true;
  const held = /^(area|limits):/.test(ref) || visibility.some((scope) => wasEverWithin({ state, derived }, scope, ref));
  return held && isVisible(state, visibility, ref, now);
}

/** A thing by its id; null when it is not visible now, as when it is absent. */
export function visibleItem<L extends ListName>(
  facts: Facts,
  what: L,
  id: string,
  now: Instant,
  visibility: Visibility,
): ListItems[L] | null {
  const ref = anyList(what).ref(id);
  if (ref !== null && !standsWithin(facts, visibility, ref, now)) return null;
  const item = itemOf({ ...facts, now }, what, id, visibility);
  return item && withoutInvisible(facts.state, item, now, visibility);
}

/**
 * Whether all of a scope is visible now: only then may its figures be read. A project or a grant belongs to its area; one
 * that rooms or devices of other areas name, too, takes the visibility of all of them.
 */
export function isScopeCovered(facts: Facts, visibility: Visibility, scope: Scope, now: Instant): boolean {
  if (visibility === null) return true;
  if (scope.kind === 'area') return isAreaVisible(visibility, scope.code);
  if (!standsWithin(facts, visibility, `${scope.kind}:${scope.id}`, now)) return false;
  if (scope.kind !== 'project' && scope.kind !== 'grant') return true;
  const { state, derived } = facts;
  const projects = scope.kind === 'project' ? [scope.id] : derived.index.projectsOf(scope.id);
  const own = [...projects].filter((id) => scope.kind === 'project' || grantOf(state, id) === scope.id);
  return own.every((id) => {
    const inside = (value: { siteId: string; projectId?: string } | undefined) =>
      value?.projectId !== id || isSiteVisible(state, visibility, value.siteId, now);
    const rooms = [...derived.index.roomsNaming(id)].map((roomId) => roomAt(state.rooms.get(roomId)!, now));
    const devices = [...derived.index.devicesNaming(id)].map((deviceId) =>
      deviceVersions(state, state.devices.get(deviceId)!),
    );
    return rooms.every(inside) && devices.every((versions) => inside(versionAt(versions, now)?.value));
  });
}

/** A device's timeline for the time in which it was visible; null when it is not visible now. */
export function visibleTimeline(
  facts: Facts,
  query: { deviceId: string; from: Instant; to: Instant; now: Instant; visibility: Visibility },
): TimelineInterval[] | null {
  const { deviceId, from, to, now, visibility } = query;
  if (visibility === null) return timelineOf(facts.derived, query);
  if (!standsWithin(facts, visibility, `device:${deviceId}`, now)) return null;
  facts.derived.refresh();
  const places = facts.derived.view(deviceId)?.places ?? [];
  const inside = places.filter(({ area, attributes }) => isPlaceVisible(visibility, attributes.siteId, area));
  return merged(inside).flatMap((place) => {
    const [begin, end] = [Math.max(from, place.from), Math.min(to, place.to)];
    return begin < end ? (timelineOf(facts.derived, { deviceId, from: begin, to: end, now }) ?? []) : [];
  });
}

/** The questions of an account to a fold (contract 3). */
export class ScopedQueries {
  readonly #facts: Facts;
  readonly #find: (id: string) => Entry | undefined;

  constructor(facts: Facts, find: (id: string) => Entry | undefined) {
    this.#facts = facts;
    this.#find = find;
  }

  /** Whether a thing stood within the visibility at an instant; what was never registered stood nowhere. */
  isVisible(visibility: Visibility, ref: Ref, at: Instant): boolean {
    return isVisible(this.#facts.state, visibility, ref, at);
  }

  /**
   * Whether all that an entry names stood within the visibility when it was true.
   * @param find the entry that a void takes back, by its id.
   */
  isEntryVisible(visibility: Visibility, entry: Entry, find = this.#find): boolean {
    return isEntryVisible(this.#facts.state, find, visibility, entry);
  }

  /** The key of everything that was ever within the visibility, and perhaps more. */
  everVisible(visibility: NonNullable<Visibility>): Set<string> {
    return everVisible(this.#facts.state, visibility);
  }

  covers(visibility: Visibility, scope: Scope, now: Instant): boolean {
    return isScopeCovered(this.#facts, visibility, scope, now);
  }

  item<L extends ListName>(what: L, id: string, now: Instant, visibility: Visibility): ListItems[L] | null {
    return visibleItem(this.#facts, what, id, now, visibility);
  }

  /** The story of a fault; null when it is not visible now, as when it is absent. */
  story(id: string, now: Instant, visibility: Visibility): FoldedStory | null {
    const item = visibleItem(this.#facts, 'faults', id, now, visibility);
    return item && faultStory(this.#facts, item, now, visibility);
  }

  /** What a sitting lost in the rooms that are visible; null when it is not visible now, as when it is absent. */
  losses(id: string, now: Instant, visibility: Visibility): SittingLosses | null {
    const item = visibleItem(this.#facts, 'exams', id, now, visibility);
    return item && sittingLosses(this.#facts, item, now);
  }

  /** The readiness of those of some sittings that are visible now. */
  readiness(ids: readonly string[], now: Instant, visibility: Visibility): ReadinessThen {
    const items = ids.flatMap((id) => visibleItem(this.#facts, 'exams', id, now, visibility) ?? []);
    return readinessThen(this.#facts, items, now);
  }

  timeline(query: Parameters<typeof visibleTimeline>[1]): TimelineInterval[] | null {
    return visibleTimeline(this.#facts, query);
  }
}
