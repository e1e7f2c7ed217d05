import { liveSitting } from '../device/device-timeline';
import { roomReady } from '../figures/readiness';
import { roomAt } from '../figures/rooms';
import { type Check, refuse } from './context';

/** The rooms of a sitting are rooms of its site (semantics 5). */
export const checkScheduled: Check<'exam.scheduled'> = ({ state, now }, { at, body }) => {
  for (const [index, { roomId }] of body.rooms.entries()) {
    if (roomAt(state.rooms.get(roomId)!, Math.max(at, now))?.siteId !== body.siteId) {
      return refuse('unknown-room', `room ${roomId} is not in site ${body.siteId}`, `rooms.${index}.roomId`);
    }
  }
  return null;
};

/** A sitting is cancelled once, before it begins (semantics 5). */
export const checkSittingCancelled: Check<'exam.cancelled'> = ({ state, now }, { at, body }) => {
  const plan = liveSitting(state, body.sittingId);
  if (!plan) return refuse('order', 'the sitting is cancelled already');
  return Math.max(at, now) < plan.from ? null : refuse('order', 'a sitting is cancelled before it begins');
};

export const checkAttended: Check<'exam.attended'> = ({ state }, { body }) =>
  liveSitting(state, body.sittingId) ? null : refuse('order', 'the sitting is cancelled');

/**
 * A room is signed before its sitting begins, by somebody for whom it is ready now (semantics 8): what changes later is
 * shown beside the signature and does not take it back.
 */
export const checkReadySigned: Check<'room.readySigned'> = ({ state, derived, now }, { at, body }) => {
  const plan = liveSitting(state, body.sittingId);
  if (!plan) return refuse('order', 'the sitting is cancelled', 'sittingId');
  const then = Math.max(at, now);
  if (then >= plan.from) return refuse('order', 'a room is signed ready before its sitting begins', 'sittingId');
  const placed = plan.rooms.find(({ roomId }) => roomId === body.roomId)?.placed;
  if (placed === undefined) {
    return refuse('unknown-room', `sitting ${body.sittingId} does not use room ${body.roomId}`, 'roomId');
  }
  derived.refresh();
  const { reasons } = roomReady(state, derived, state.rooms.get(body.roomId)!, { placed, from: plan.from }, then);
  return reasons.length === 0
    ? null
    : refuse('order', `room ${body.roomId} is not ready: ${reasons.join(', ')}`, 'roomId');
};
