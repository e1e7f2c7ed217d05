import type { Context } from '../../services/context';
import { ROUTES } from '../../../shared/contract/routes';
import { record } from '../../services/record';
import { entriesSchema } from '../openapi';
import { Routes } from '../routes';

/** The one door for writing (contract 4): each entry is answered for itself, so any account may knock. */
export function entryRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'account',
    { method: 'post', path: ROUTES.entries, does: 'Records entries; one result each.', bodySchema: entriesSchema },
    async ({ req, res, account }) => {
      res.json(await record(context, account, req.body));
    },
  );
  return routes;
}
