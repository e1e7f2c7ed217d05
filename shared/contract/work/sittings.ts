import { z } from 'zod';
import { named } from '../components';
import { count, instant } from '../units';

/** One session of an exam (semantics 5). */
export const SittingItem = named(
  'SittingItem',
  z.strictObject({
    id: z.string(),
    exam: z.string(),
    siteId: z.string(),
    rooms: z.array(z.strictObject({ roomId: z.string(), placed: count })),
    from: instant,
    to: instant,
    cancelled: z.boolean(),
    /** The last reported attendance. */
    attended: count.optional(),
  }),
);
export type SittingItem = z.infer<typeof SittingItem>;

/** What a sitting lost in one room from its beginning on (semantics 8): between steps nothing changes, so that it runs on. */
export const RoomLoss = named(
  'RoomLoss',
  z.strictObject({
    roomId: z.string(),
    placed: count,
    /** Time of exam seats that did not work, and of examinees for whom no seat worked, spare ones included, ms. */
    highMs: count,
    lowMs: count,
    /** At the end of the window: exam seats that do not work, examinees without a seat, seats that nobody needs. */
    lost: count,
    short: count,
    free: count,
    /** Examinees affected. */
    affectedHigh: count,
    affectedLow: count,
    steps: z.array(z.strictObject({ at: instant, lost: count, short: count })),
  }),
);
export type RoomLoss = z.infer<typeof RoomLoss>;

export const SittingLosses = named(
  'SittingLosses',
  z.strictObject({
    sitting: SittingItem,
    /** The end of the window: now, or the end of the sitting. */
    until: instant,
    /** Rooms that the reader may see; none before the sitting begins, and none of a cancelled one. */
    rooms: z.array(RoomLoss),
    /** The ledger number up to which this is known. */
    upTo: count,
  }),
);
export type SittingLosses = z.infer<typeof SittingLosses>;
