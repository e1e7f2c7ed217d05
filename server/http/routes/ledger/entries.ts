import type { Context } from '../../../services/context';
import { EntriesAnswer } from '../../../../shared/contract/work/entries';
import { ROUTES } from '../../../../shared/contract/routes';
import { record } from '../../../services/record';
import { BODY_LIMITS } from '../../json-body';
import { entriesSchema } from '../../openapi';
import { Routes } from '../../routes';

/** The only endpoint for entries (contract 4); each entry gets its own result, so any account may call it. */
export function entryRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'account',
    {
      method: 'post',
      path: ROUTES.entries,
      does: 'Records entries; one result each.',
      bodySchema: entriesSchema,
      bodyLimit: BODY_LIMITS.entries,
      answer: EntriesAnswer,
    },
    async ({ req, res, caller }) => {
      res.json(await record(context, caller, req.body));
    },
  );
  return routes;
}
