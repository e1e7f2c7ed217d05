import type { Instant } from '../../model/instant';
import type { Derived } from '../derived/derived';
import type { Fact } from '../state/log';
import type { ReadySignature, RoomFacts, State } from '../state/state';
import { type Wanted, equipmentAt, roomReady } from './readiness';
import { changesOfRoom } from './room-changes';

/** The signature of a room for a sitting that counts: the last one up to an instant; the others stay in the ledger. */
export function signatureOf(
  state: State,
  sittingId: string,
  roomId: string,
  now: Instant,
): Fact<ReadySignature> | undefined {
  return state.sittings.get(sittingId)?.readySigned.findLast(({ at, value }) => at <= now && value.roomId === roomId);
}

/**
 * When what a signature vouched for became otherwise, by all that is known now: the first instant at or after it at which
 * the working devices, the working seats, the profile or the acceptance of the room were not those that it was signed
 * with. Its own instant, where the room turns out not to have been ready then. undefined: nothing changed.
 */
export function signatureChangedAt(
  state: State,
  derived: Derived,
  room: RoomFacts,
  wanted: Wanted,
  signedAt: Instant,
  now: Instant,
): Instant | undefined {
  if (roomReady(state, derived, room, wanted, signedAt).reasons.length > 0) return signedAt;
  const equipment = (at: Instant) => JSON.stringify(equipmentAt(state, derived, room, at));
  const signed = equipment(signedAt);
  return changesOfRoom(state, derived, room, signedAt, now).find((at) => equipment(at) !== signed);
}
