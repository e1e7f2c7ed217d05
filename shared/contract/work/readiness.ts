import { z } from 'zod';
import { named } from '../components';
import { count, instant } from '../units';

/** A signature in the ledger, and when what it vouched for changed: it stays, flagged. */
const ReadySigned = z.strictObject({
  seq: count,
  at: instant,
  /** An account id. */
  by: z.string(),
  changedAt: instant.optional(),
});
export type ReadySigned = z.infer<typeof ReadySigned>;

/** What keeps a room from being ready for a sitting (semantics 8); no reason: it is ready. */
export const RoomReadiness = named(
  'RoomReadiness',
  z.strictObject({
    roomId: z.string(),
    placed: count,
    reasons: z.array(z.string()),
    /** Seats that work, spare ones included. */
    seats: count,
    /** Per-room devices of its profile: how many of how many work. */
    devices: z.strictObject({ working: count, required: count }),
    /** The last inspection. */
    inspectedAt: instant.optional(),
    /** An inspection counts from then on; before it the condition is not due and does not decide. */
    inspectFrom: instant,
    /** The last signature that the room is ready. */
    signed: ReadySigned.optional(),
  }),
);
export type RoomReadiness = z.infer<typeof RoomReadiness>;

/** The readiness of a session as it was known at an instant (semantics 2 and 8). */
export const ReadinessThen = named(
  'ReadinessThen',
  z.strictObject({
    /** The instant, and the ledger up to it: the number and the hash of its last entry. */
    at: instant,
    seq: count,
    hash: z.string(),
    /** The sittings that stood then and were visible; one that was not scheduled yet, or was cancelled, is absent. */
    sittings: z.array(z.strictObject({ id: z.string(), rooms: z.array(RoomReadiness) })),
  }),
);
export type ReadinessThen = z.infer<typeof ReadinessThen>;
