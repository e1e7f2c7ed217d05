import { ROUTES } from '../../../../shared/contract/routes';
import { SittingLosses } from '../../../../shared/contract/work/sittings';
import type { Context } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { asOfParam } from '../../params';
import { requesterOf } from '../../request-signal';
import { Routes } from '../../routes';

/** What a sitting lost (semantics 8, "During a sitting"). */
export function sittingLossRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.sittingLosses,
      does: 'What a sitting lost so far, room by room: time of seats, examinees affected, seats that are free.',
      query: { asOf: asOfParam.optional() },
      answer: SittingLosses,
    },
    async ({ req, res, account, visibility, query: { asOf = null } }) => {
      const question = { ask: 'losses', id: String(req.params['id']), visibility } as const;
      const losses = await context.figures.ask(question, asOf, requesterOf(account, res));
      if (!losses) throw new ApiFailure('not-found', 'there is none of that id in exams');
      res.json(losses satisfies SittingLosses);
    },
  );
  return routes;
}
