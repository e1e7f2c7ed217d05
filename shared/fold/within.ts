import type { TimelineInterval } from '../contract/http';
import type { Instant } from '../model/instant';
import type { Ref } from '../model/references';
import { merged } from '../timeline/interval';
import type { Fold } from './fold';
import type { ListItems, ListName } from './lists';
import { type Reach, namesProject, reaches, reachesPlace } from './reach';

const SORT: Readonly<Record<ListName, string>> = {
  areas: 'area',
  sites: 'site',
  rooms: 'room',
  devices: 'device',
  faults: 'fault',
  exams: 'sitting',
  grants: 'grant',
  projects: 'project',
};

/** A thing by its id, when it stands within reach now; else null, as where there is none. */
export function itemWithin<L extends ListName>(
  fold: Fold,
  what: L,
  id: string,
  now: Instant,
  reach: Reach,
): ListItems[L] | null {
  if (!reaches(fold.state, reach, `${SORT[what]}:${id}` as Ref, now)) return null;
  const item = fold.item(what, id, now, reach);
  return item && trimmed(fold, item, now, reach);
}

/** What a thing hangs on, or is paid from, may lie elsewhere: beyond the reach it is not named. */
export function trimmed<T extends object>({ state }: Pick<Fold, 'state'>, item: T, now: Instant, reach: Reach): T {
  if (reach === null) return item;
  const { parentId, projectId } = item as { parentId?: string; projectId?: string };
  const kept = { ...item } as T & { parentId?: string; projectId?: string };
  if (parentId !== undefined && !reaches(state, reach, `device:${parentId}`, now)) delete kept.parentId;
  if (projectId !== undefined && !namesProject(state, reach, projectId, now)) delete kept.projectId;
  return kept;
}

/** A device's timeline while it stood within reach; null when it does not stand there now. */
export function timelineWithin(
  fold: Fold,
  query: { deviceId: string; from: Instant; to: Instant; now: Instant; reach: Reach },
): TimelineInterval[] | null {
  const { deviceId, from, to, now, reach } = query;
  if (reach === null) return fold.timeline(query);
  if (!reaches(fold.state, reach, `device:${deviceId}`, now)) return null;
  fold.derived.refresh();
  const places = fold.derived.view(deviceId)?.places ?? [];
  const inside = places.filter(({ area, attributes }) => reachesPlace(reach, attributes.siteId, area));
  return merged(inside).flatMap((place) => {
    const [begin, end] = [Math.max(from, place.from), Math.min(to, place.to)];
    return begin < end ? (fold.timeline({ deviceId, from: begin, to: end, now }) ?? []) : [];
  });
}
