import { z } from 'zod';
import { ROLES } from '../../model/vocabulary';
import { named } from '../components';
import { RIGHTS } from '../vocabulary';

/** What a role may (contract 3), from the tables that the server itself asks. */
export const RoleItem = named(
  'RoleItem',
  z.strictObject({
    role: z.enum(ROLES),
    /** What its scope is a list of; null: it has none and sees everything. */
    scopedBy: z.enum(['site', 'area']).nullable(),
    rights: z.array(z.enum(RIGHTS)),
    /** The kinds of entries that it may record. */
    kinds: z.array(z.string()),
  }),
);
export type RoleItem = z.infer<typeof RoleItem>;

export const RolesAnswer = named('RolesAnswer', z.strictObject({ items: z.array(RoleItem) }));
export type RolesAnswer = z.infer<typeof RolesAnswer>;
