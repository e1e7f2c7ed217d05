import { liveSitting } from '../device/device-timeline';
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
