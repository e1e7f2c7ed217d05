import { z } from 'zod';
import { scheduleShape } from '../../model/kinds/places';
import { named } from '../components';
import { instant } from '../units';

/** The service schedule of a site (semantics 5). A site without one is `always`. */
export const ScheduleItem = named(
  'ScheduleItem',
  z.strictObject({
    /** The site's id: a site has one schedule at a time. */
    id: z.string(),
    schedule: scheduleShape,
    /** When the schedule began; absent for the first one, which holds from the beginning of the site. */
    from: instant.optional(),
    /** Schedules that are set and begin later, in order. */
    later: z.array(z.strictObject({ from: instant, schedule: scheduleShape })),
  }),
);
export type ScheduleItem = z.infer<typeof ScheduleItem>;
