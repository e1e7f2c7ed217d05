import { z } from 'zod';
import { named } from '../components';

/** The slips of a survey: codes that answer once under `/s/SURVEY.CODE`, in the order of their characters. */
export const SurveySlipsAnswer = named(
  'SurveySlipsAnswer',
  z.strictObject({ id: z.string(), codes: z.array(z.string()) }),
);
export type SurveySlipsAnswer = z.infer<typeof SurveySlipsAnswer>;
