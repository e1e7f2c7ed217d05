import { z } from 'zod';
import { ROUTES } from '../../../shared/contract/routes';
import { ID } from '../../../shared/model/patterns';
import type { ListName } from '../../../shared/fold/lists/lists';
import { type Context, inScope } from '../../services/context';
import { ApiFailure } from '../../services/failure';
import { requesterOf } from '../request-signal';
import { asOfParam, limitParam, scopeParam } from '../params';
import { Routes } from '../routes';

const LISTS: readonly (readonly [ListName, string, string])[] = [
  ['areas', ROUTES.areas, ROUTES.area],
  ['sites', ROUTES.sites, ROUTES.site],
  ['rooms', ROUTES.rooms, ROUTES.room],
  ['devices', ROUTES.devices, ROUTES.device],
  ['faults', ROUTES.faults, ROUTES.fault],
  ['exams', ROUTES.exams, ROUTES.exam],
  ['grants', ROUTES.grants, ROUTES.grant],
  ['projects', ROUTES.projects, ROUTES.project],
];

const itemShape = { asOf: asOfParam.optional() };
const listShape = {
  scope: scopeParam.optional(),
  limit: limitParam(1000).optional(),
  after: z.string().regex(ID, 'after is the next of the page before').optional(),
  ...itemShape,
};

/** Areas, sites, rooms, devices, faults, exams, grants and projects: a list by cursor, and each by its id (contract 5). */
export function listRoutes(context: Context): Routes {
  const routes = new Routes(context);
  for (const [what, list, item] of LISTS) {
    // An agent reads its device list, and no other (contract 3).
    const right = what === 'devices' ? 'devices' : 'read';

    routes.on(
      right,
      { method: 'get', path: list, does: `The ${what} of a scope.`, query: listShape },
      async ({ res, account, visibility, query: { scope = null, limit = 100, after, asOf = null } }) => {
        if (scope) await inScope(context, account, scope);
        const requester = requesterOf(account, res);
        res.json(await context.figures.ask({ ask: 'list', visibility, what, scope, limit, after }, asOf, requester));
      },
    );

    routes.on(
      right,
      { method: 'get', path: item, does: `One of the ${what}, by its id.`, query: itemShape },
      async ({ req, res, account, visibility, query: { asOf = null } }) => {
        const question = { ask: 'item', visibility, what, id: String(req.params['id']) } as const;
        const found = await context.figures.ask(question, asOf, requesterOf(account, res));
        if (!found) throw new ApiFailure('not-found', `there is none of that id in ${what}`);
        res.json(found);
      },
    );
  }
  return routes;
}
