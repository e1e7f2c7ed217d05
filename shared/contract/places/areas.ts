import { z } from 'zod';
import { named } from '../components';
import { count } from '../units';

/** An area that sites lie in, or one that holds such areas; its name is the client's. `sites` and `rooms` are counts. */
export const AreaItem = named(
  'AreaItem',
  z.strictObject({
    /** The GB/T 2260 code. */
    id: z.string(),
    sites: count,
    rooms: count,
  }),
);
export type AreaItem = z.infer<typeof AreaItem>;
