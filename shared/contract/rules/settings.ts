import { z } from 'zod';
import { named } from '../components';
import { instant } from '../units';

/** A setting that was set, with its value in force now. */
export const SettingItem = named(
  'SettingItem',
  z.strictObject({ id: z.string(), value: z.union([z.string(), z.number(), z.boolean()]), since: instant }),
);
export type SettingItem = z.infer<typeof SettingItem>;
