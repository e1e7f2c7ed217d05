import type { Instant } from '../../model/instant';
import type { Derived } from '../derived/derived';
import { beginOf, segmentAt } from '../device/segments';
import { roomLifecycle } from '../state/lifecycle';
import type { RoomFacts, State } from '../state/state';
import { roomVersions } from '../state/versions';

/** Every instant of `(after, until]` at which something of a room or its devices may have changed, in order. */
export function changesOfRoom(
  state: State,
  derived: Derived,
  room: RoomFacts,
  after: Instant,
  until: Instant,
): Instant[] {
  const found = new Set<Instant>();
  const add = (at: Instant | undefined) => {
    if (at !== undefined && after < at && at <= until) found.add(at);
  };
  for (const id of room.devices) {
    const view = derived.view(id);
    if (!view) continue;
    add(view.service.from);
    add(view.service.to);
    for (const { from } of view.versions) add(from);
    for (let index = segmentAt(view.segments, after) + 1; beginOf(view.segments, index) <= until; index += 1) {
      add(beginOf(view.segments, index));
    }
  }
  const { begin, end } = roomLifecycle(room);
  add(begin?.at);
  add(end?.at);
  const profiles = new Set<string>();
  for (const { from, value } of roomVersions(room)) {
    add(from);
    if (value.profile !== undefined) profiles.add(value.profile);
  }
  for (const profile of profiles) for (const { at } of state.rules.profiles.get(profile) ?? []) add(at);
  return [...found].sort((a, b) => a - b);
}
