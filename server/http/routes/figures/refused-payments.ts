import type { RefusedPaymentList as Answer } from '../../../../shared/contract/http';
import { RefusedPaymentList } from '../../../../shared/contract/money/refused-payments';
import { ROUTES } from '../../../../shared/contract/routes';
import { type Context, inScope } from '../../../services/context';
import { refusedPayments } from '../../../services/refused-payments';
import { scopeParam } from '../../params';
import { Routes } from '../../routes';

/** Payments that were not taken, with the rule that refused them. */
export function refusedPaymentRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.refusedPayments,
      does: 'The payments of the last 90 days that were refused: they are no entries.',
      query: { scope: scopeParam },
      answer: RefusedPaymentList,
    },
    async ({ res, account, visibility, query: { scope } }) => {
      await inScope(context, account, scope);
      res.json({ items: await refusedPayments(context, scope, visibility) } satisfies Answer);
    },
  );
  return routes;
}
