import { Router } from 'express';
import { ROUTES } from '../../shared/contract/routes';
import { type Context, whoAsks } from '../edge/context';
import { record } from '../edge/record';

/** The one door for writing (contract 4). */
export function entryRoutes(context: Context): Router {
  const router = Router();
  router.post(ROUTES.entries, async (req, res) => {
    const account = await whoAsks(context, req);
    res.json(await record(context, account, req.body));
  });
  return router;
}
