import type { Instant } from '../../model/instant';
import type { State } from '../state/state';
import { type Visibility, isProjectNameable, isVisible } from './visibility';

interface Named {
  parentId?: string;
  projectId?: string;
  /** Those of a sitting; elsewhere how many there are. */
  rooms?: { roomId: string }[] | number;
}

/** An item without the names of parents, projects and rooms that lie beyond the visibility of its reader. */
export function withoutInvisible<T extends object>(state: State, item: T, now: Instant, visibility: Visibility): T {
  if (visibility === null) return item;
  const { parentId, projectId, rooms } = item as Named;
  const kept = { ...item } as T & Named;
  if (parentId !== undefined && !isVisible(state, visibility, `device:${parentId}`, now)) delete kept.parentId;
  if (projectId !== undefined && !isProjectNameable(state, visibility, projectId, now)) delete kept.projectId;
  if (Array.isArray(rooms))
    kept.rooms = rooms.filter(({ roomId }) => isVisible(state, visibility, `room:${roomId}`, now));
  return kept;
}
