import { z } from 'zod';
import { ROLES } from '../../model/vocabulary';
import { named } from '../components';

/** An account by its name, as those who plan the work of a scope see it. */
export const PersonItem = named(
  'PersonItem',
  z.strictObject({
    id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    /** It is given no more work. */
    disabled: z.boolean(),
  }),
);
export type PersonItem = z.infer<typeof PersonItem>;

export const PeopleAnswer = named('PeopleAnswer', z.strictObject({ items: z.array(PersonItem) }));
export type PeopleAnswer = z.infer<typeof PeopleAnswer>;
