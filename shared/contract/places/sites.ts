import { z } from 'zod';
import { named } from '../components';

export const SiteItem = named(
  'SiteItem',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    area: z.string(),
    lat: z.number().optional(),
    lng: z.number().optional(),
  }),
);
export type SiteItem = z.infer<typeof SiteItem>;
