import { Router } from 'express';
import { z } from 'zod';
import { ROUTES } from '../../shared/contract/routes';
import { ID } from '../../shared/model/shapes';
import type { ListName } from '../../shared/fold/lists';
import { type Context, allowed } from '../edge/context';
import { Failure } from '../edge/failure';
import { asOfParam, limitParam, query, scopeParam } from './params';

const LISTS: readonly (readonly [ListName, string, string])[] = [
  ['sites', ROUTES.sites, ROUTES.site],
  ['rooms', ROUTES.rooms, ROUTES.room],
  ['devices', ROUTES.devices, ROUTES.device],
  ['faults', ROUTES.faults, ROUTES.fault],
  ['exams', ROUTES.exams, ROUTES.exam],
];

/** Sites, rooms, devices, faults and exams: a list by cursor, and each by its id (contract 5). */
export function listRoutes(context: Context): Router {
  const router = Router();
  const asOfShape = { asOf: asOfParam.optional() };

  for (const [what, list, item] of LISTS) {
    router.get(list, async (req, res) => {
      const {
        scope = null,
        limit = 100,
        after,
        asOf = null,
      } = query(req, {
        scope: scopeParam.optional(),
        limit: limitParam(1000).optional(),
        after: z.string().regex(ID, 'after is the next of the page before').optional(),
        ...asOfShape,
      });
      await allowed(context, req, 'read:figures', scope);
      res.json(await context.figures.ask({ ask: 'list', what, scope, limit, after }, asOf));
    });

    router.get(item, async (req, res) => {
      const { asOf = null } = query(req, asOfShape);
      await allowed(context, req, 'read:figures', null);
      const found = await context.figures.ask({ ask: 'item', what, id: String(req.params['id']) }, asOf);
      if (!found) throw new Failure('not-found', `there is none of that id in ${what}`);
      res.json(found);
    });
  }
  return router;
}
