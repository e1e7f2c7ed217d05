import { SurveySlipsAnswer } from '../../../../shared/contract/figures/survey-slips';
import { ROUTES } from '../../../../shared/contract/routes';
import { mayRecord } from '../../../access/policy';
import type { Context } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { Routes } from '../../routes';

/** The codes of a survey's slips, for who may open one: to be printed. */
export function surveySlipRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.surveySlips,
      does: 'The codes of the slips of a survey, to be printed; in no order.',
      answer: SurveySlipsAnswer,
    },
    async ({ req, res, account, visibility }) => {
      if (!mayRecord(account, 'survey.opened')) throw new ApiFailure('forbidden', 'this account may not');
      const id = String(req.params['id']);
      const survey = await context.ledger.read((fold, now) =>
        fold.scoped.isVisible(visibility, `survey:${id}`, now) ? fold.things.publicSurvey(id, now) : null,
      );
      if (!survey) throw new ApiFailure('not-found', 'there is none of that id in opened-surveys');
      const codes = context.slips.all(id, survey.slips);
      res.json({ id, codes } satisfies SurveySlipsAnswer);
    },
  );
  return routes;
}
