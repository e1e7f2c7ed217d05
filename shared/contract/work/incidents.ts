import { z } from 'zod';
import { INCIDENT_GRADES } from '../../model/vocabulary';
import { named } from '../components';
import { instant } from '../units';

/** A security incident of an exam (semantics 9, exam-security). */
export const IncidentItem = named(
  'IncidentItem',
  z.strictObject({ id: z.string(), siteId: z.string(), grade: z.enum(INCIDENT_GRADES), at: instant }),
);
export type IncidentItem = z.infer<typeof IncidentItem>;
