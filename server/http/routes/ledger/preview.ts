import { z } from 'zod';
import { ROUTES } from '../../../../shared/contract/routes';
import { PreviewAnswer } from '../../../../shared/contract/work/preview';
import type { Context } from '../../../services/context';
import { readPeriod } from '../../../services/period';
import { preview } from '../../../services/preview';
import { BODY_LIMITS } from '../../json-body';
import { formScopeParam } from '../../params';
import { requesterOf } from '../../request-signal';
import { Routes } from '../../routes';

const previewShape = {
  entries: z.array(z.strictObject({ kind: z.string(), at: z.string().optional(), body: z.unknown() })),
  sentAt: z.string().optional(),
  scope: formScopeParam,
  period: z.string(),
};

/** What entries would change before anybody records them. It tells figures, so it wants the right to read. */
export function previewRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'read',
    {
      method: 'post',
      path: ROUTES.preview,
      does: 'The rows of a form before and after entries that are not recorded.',
      body: previewShape,
      bodyLimit: BODY_LIMITS.entries,
      answer: PreviewAnswer,
    },
    async ({ res, account, caller, body: { period, ...asked } }) => {
      const ask = { ...asked, period: readPeriod(period, context) };
      res.json((await preview(context, caller, ask, requesterOf(account, res))) satisfies PreviewAnswer);
    },
  );
  return routes;
}
