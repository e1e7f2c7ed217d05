import { fromIso } from '../../model/instant';
import { checkCounted, checkSurveyClosed, checkSurveyOpened } from '../checks/surveys';
import { getOrCreate, surveyOf } from '../state/state';
import { type Handlers, atTheBeginning, filing, omit, signed } from './handler';

export const surveyHandlers = {
  'survey.opened': filing({
    log: (state, { body }) => surveyOf(state, body.surveyId).opened,
    value: ({ body }) => ({ ...omit(body, 'surveyId'), from: fromIso(body.from), to: fromIso(body.to) }),
    // By its place in the ledger: the first of an id counts.
    at: atTheBeginning,
    invalidate: (_, { body }, invalidations) => invalidations.reindex('survey', body.surveyId),
    check: checkSurveyOpened,
  }),
  'survey.closed': filing({
    log: (state, { body }) => surveyOf(state, body.surveyId).closed,
    value: signed,
    check: checkSurveyClosed,
  }),
  'survey.counted': filing({
    log: (state, { body: { siteId, group } }) => getOrCreate(state.evidence.counted, `${siteId}|${group}`, () => []),
    value: ({ body: { surveyId, counts } }) => ({ counts, ...(surveyId !== undefined && { surveyId }) }),
    check: checkCounted,
  }),
} satisfies Handlers;
