import { z } from 'zod';
import { STATUSES } from '../../model/vocabulary';
import { named } from '../components';
import { FAULT_STATES, FOUND_FIELDS, SEARCH_SORTS } from '../vocabulary';

const place = z.strictObject({ id: z.string(), name: z.string() });

/** A thing that a search found, with what tells it from others. */
export const SearchHit = named(
  'SearchHit',
  z.strictObject({
    sort: z.enum(SEARCH_SORTS),
    id: z.string(),
    /** Of a site or a room; the label of a device. */
    name: z.string().optional(),
    site: place.optional(),
    room: place.optional(),
    category: z.string().optional(),
    /** Of a device in service. */
    status: z.enum(STATUSES).optional(),
    retired: z.literal(true).optional(),
    /** Of a fault, and its device. */
    state: z.enum(FAULT_STATES).optional(),
    deviceId: z.string().optional(),
    /** The property that was found, where it is none of those above. */
    found: z.strictObject({ field: z.enum(FOUND_FIELDS), text: z.string() }).optional(),
  }),
);
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchAnswer = named(
  'SearchAnswer',
  z.strictObject({
    /** By sort in the order of `SEARCH_SORTS`, the best first. */
    hits: z.array(SearchHit),
    /** Sorts of which more things fit than are given. */
    more: z.array(z.enum(SEARCH_SORTS)),
  }),
);
export type SearchAnswer = z.infer<typeof SearchAnswer>;
