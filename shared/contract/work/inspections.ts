import { z } from 'zod';
import { STATUSES } from '../../model/vocabulary';
import { named } from '../components';
import { instant } from '../units';

/** The last inspection that a device was part of: of the room that it stood in then, while it was in service (semantics 4). */
export const InspectionItem = named(
  'InspectionItem',
  z.strictObject({
    /** The id of the device. */
    id: z.string(),
    /** The room that was inspected; absent where the reader may not know it. */
    roomId: z.string().optional(),
    at: instant,
    /** What was seen of the device. */
    status: z.enum(STATUSES),
  }),
);
export type InspectionItem = z.infer<typeof InspectionItem>;
