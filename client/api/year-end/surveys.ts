import type { OpenedSurveyItem, SurveySlipsAnswer } from '../../../shared/contract/http';
import { ROUTES, itemPath } from '../../../shared/contract/routes';
import { SURVEY_MINIMUM } from '../../../shared/model/vocabulary';
import { readList } from '../read';
import { pathOf, request } from '../request';

export const readSurvey = (id: string, signal?: AbortSignal): Promise<OpenedSurveyItem> =>
  request(pathOf(itemPath('opened-surveys'), id), signal ? { signal } : {});

/** The codes of a survey's slips, to be printed. */
export const readSlips = (id: string, signal?: AbortSignal): Promise<SurveySlipsAnswer> =>
  request(pathOf(ROUTES.surveySlips, id), signal ? { signal } : {});

/** Below how many answers a satisfaction is not yet evidence: the setting, or its default. */
export async function readSurveyMinimum(signal?: AbortSignal): Promise<number> {
  const { items } = await readList('settings', { limit: 1000 }, signal);
  const value = items.find(({ id }) => id === 'surveyMinimum')?.value;
  return typeof value === 'number' ? value : SURVEY_MINIMUM;
}
