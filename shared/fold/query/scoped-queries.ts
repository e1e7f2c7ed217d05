import type { TimelineInterval } from '../../contract/http';
import type { Instant } from '../../model/instant';
import type { Ref } from '../../model/references';
import type { Scope } from '../../model/scope';
import { merged } from '../../timeline/interval';
import type { Fold } from '../fold';
import { type ListItems, type ListName, anyList } from '../lists/lists';
import { deviceVersions, versionAt } from '../state/versions';
import { grantOf } from '../state/grant-of-project';
import { wasEverWithin } from './scope-membership';
import { type Visibility, isVisible, isAreaVisible, isPlaceVisible, isSiteVisible } from '../visibility/visibility';
import { withoutInvisible } from '../visibility/without-invisible';
import { roomAt } from '../figures/rooms';

/** Whether a thing is visible now. Of a thing that never was, nothing is read. */
function standsWithin({ state, derived }: Fold, visibility: Visibility, ref: Ref, now: Instant): boolean {
  if (visibility === null) return true;
  const held = ref.startsWith('area:') || visibility.some((scope) => wasEverWithin({ state, derived }, scope, ref));
  return held && isVisible(state, visibility, ref, now);
}

/** A thing by its id; null when it is not visible now, as when it is absent. */
export function visibleItem<L extends ListName>(
  fold: Fold,
  what: L,
  id: string,
  now: Instant,
  visibility: Visibility,
): ListItems[L] | null {
  const ref = anyList(what).ref(id);
  if (ref !== null && !standsWithin(fold, visibility, ref, now)) return null;
  const item = fold.item(what, id, now, visibility);
  return item && withoutInvisible(fold.state, item, now, visibility);
}

/**
 * Whether all of a scope is visible now: only then may its figures be read. A project or a grant belongs to its area; one
 * that rooms or devices of other areas name, too, takes the visibility of all of them.
 */
export function isScopeCovered(fold: Fold, visibility: Visibility, scope: Scope, now: Instant): boolean {
  if (visibility === null) return true;
  if (scope.kind === 'area') return isAreaVisible(visibility, scope.code);
  if (!standsWithin(fold, visibility, `${scope.kind}:${scope.id}`, now)) return false;
  if (scope.kind !== 'project' && scope.kind !== 'grant') return true;
  const { state, derived } = fold;
  const projects = scope.kind === 'project' ? [scope.id] : derived.index.projectsOf(scope.id);
  const own = [...projects].filter((id) => scope.kind === 'project' || grantOf(state, id) === scope.id);
  return own.every((id) => {
    const inside = (value: { siteId: string; projectId?: string } | undefined) =>
      value?.projectId !== id || isSiteVisible(state, visibility, value.siteId, now);
    const rooms = [...derived.index.roomsNaming(id)].map((roomId) => roomAt(state.rooms.get(roomId)!, now));
    const devices = [...derived.index.devicesNaming(id)].map((deviceId) =>
      deviceVersions(state.devices.get(deviceId)!),
    );
    return rooms.every(inside) && devices.every((versions) => inside(versionAt(versions, now)?.value));
  });
}

/** A device's timeline for the time in which it was visible; null when it is not visible now. */
export function visibleTimeline(
  fold: Fold,
  query: { deviceId: string; from: Instant; to: Instant; now: Instant; visibility: Visibility },
): TimelineInterval[] | null {
  const { deviceId, from, to, now, visibility } = query;
  if (visibility === null) return fold.timeline(query);
  if (!standsWithin(fold, visibility, `device:${deviceId}`, now)) return null;
  fold.derived.refresh();
  const places = fold.derived.view(deviceId)?.places ?? [];
  const inside = places.filter(({ area, attributes }) => isPlaceVisible(visibility, attributes.siteId, area));
  return merged(inside).flatMap((place) => {
    const [begin, end] = [Math.max(from, place.from), Math.min(to, place.to)];
    return begin < end ? (fold.timeline({ deviceId, from: begin, to: end, now }) ?? []) : [];
  });
}
