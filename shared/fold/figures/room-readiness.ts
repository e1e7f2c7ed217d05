import type { ReadySigned, RoomReadiness } from '../../contract/work/readiness';
import { type Instant, toIso } from '../../model/instant';
import type { Derived } from '../derived/derived';
import type { RoomFacts, State } from '../state/state';
import { type RoomEquipment, type Wanted, roomReady } from './readiness';
import { signatureChangedAt, signatureOf } from './ready-signature';

/**
 * A room's readiness for a sitting with its signature, as pages show it at an instant; call after `refresh`.
 * @param found what works there then, where that is known.
 */
export function roomReadiness(
  state: State,
  derived: Derived,
  room: RoomFacts,
  sitting: Wanted & { id: string },
  now: Instant,
  found?: RoomEquipment,
): RoomReadiness {
  const ready = roomReady(state, derived, room, sitting, now, found);
  const signed = signedFor(state, derived, room, sitting, now);
  return {
    roomId: room.id,
    placed: sitting.placed,
    reasons: ready.reasons,
    seats: ready.seats,
    devices: { working: ready.working, required: ready.required },
    ...(ready.inspectedAt !== undefined && { inspectedAt: toIso(ready.inspectedAt) }),
    inspectFrom: toIso(ready.inspectFrom),
    ...(signed && { signed }),
  };
}

function signedFor(
  state: State,
  derived: Derived,
  room: RoomFacts,
  sitting: Wanted & { id: string },
  now: Instant,
): ReadySigned | undefined {
  const last = signatureOf(state, sitting.id, room.id, now);
  if (!last) return undefined;
  // A sitting that has begun is judged as it began: nothing that happens in it bears on what was signed before.
  const until = Math.min(now, sitting.from);
  const changedAt = signatureChangedAt(state, derived, room, sitting, last.at, until);
  return {
    seq: last.seq,
    at: toIso(last.at),
    by: last.value.actor,
    ...(changedAt !== undefined && { changedAt: toIso(changedAt) }),
  };
}
