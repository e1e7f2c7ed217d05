import type { Draft } from '../../model/entry';
import { type Instant, fromIso } from '../../model/instant';
import { parseScope } from '../../model/scope';
import type { Refusal } from '../../model/vocabulary';
import { type CheckContext, refuse } from './refuse';
import type { Fold } from '../fold';
import { roomAt } from '../figures/rooms';
import { liveSitting } from '../device/device-timeline';

/** Sittings, and maintenance over them. */
export function checkExam({ fold, now }: CheckContext, draft: Draft): Refusal | null {
  const { state } = fold;
  switch (draft.kind) {
    case 'exam.scheduled':
      for (const [index, { roomId }] of draft.body.rooms.entries()) {
        if (roomAt(state.rooms.get(roomId)!, Math.max(draft.at, now))?.siteId !== draft.body.siteId) {
          return refuse('unknown-room', `room ${roomId} is not in site ${draft.body.siteId}`, `rooms.${index}.roomId`);
        }
      }
      return null;
    case 'exam.cancelled': {
      const plan = liveSitting(state, draft.body.sittingId);
      if (!plan) return refuse('order', 'the sitting is cancelled already');
      return Math.max(draft.at, now) < plan.from ? null : refuse('order', 'a sitting is cancelled before it begins');
    }
    case 'exam.attended':
      return liveSitting(state, draft.body.sittingId) ? null : refuse('order', 'the sitting is cancelled');
    case 'maintenance.planned': {
      const sitting = sittingOver(fold, draft.body.scope, fromIso(draft.body.from), fromIso(draft.body.to));
      return sitting === null
        ? null
        : refuse('exam-freeze', `sitting ${sitting} uses these devices then: choose another time`, 'from');
    }
    default:
      return null;
  }
}

/** A sitting that uses a device which the maintenance would cover; null when there is none. */
function sittingOver({ state, derived }: Fold, scope: string, from: Instant, to: Instant): string | null {
  derived.refresh();
  const parsed = parseScope(scope);
  const ids =
    parsed?.kind === 'device'
      ? [parsed.id]
      : parsed?.kind === 'room'
        ? state.rooms.get(parsed.id)?.devices
        : parsed?.kind === 'site'
          ? state.sites.get(parsed.id)?.devices
          : undefined;
  for (const id of ids ?? []) {
    const view = derived.view(id);
    for (const use of view?.uses ?? []) {
      if (use.from >= to || use.to <= from || use.to <= view!.service.from || use.from >= view!.service.to) continue;
      const covered = view!.places.some(({ from: a, to: b, attributes }) => {
        const inside =
          parsed!.kind === 'device' ||
          (parsed!.kind === 'room'
            ? attributes.roomId === parsed!.id
            : attributes.siteId === (parsed as { id: string }).id);
        return inside && a < use.to && use.from < b;
      });
      if (covered) return use.sittingId;
    }
  }
  return null;
}
