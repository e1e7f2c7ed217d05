import { z } from 'zod';
import {
  type IndicatorsAnswer,
  type TimelineAnswer,
  UPTIME_CUTS,
  type UptimeAnswer,
} from '../../../shared/contract/http';
import { ROUTES } from '../../../shared/contract/routes';
import { type Context, inScope } from '../../services/context';
import { ApiFailure } from '../../services/failure';
import { readPeriod } from '../../services/period';
import { requesterOf } from '../request-signal';
import { asOfParam, formScopeParam, instantParam, scopeParam } from '../params';
import { Routes } from '../routes';

function inOrder(from: number, to: number): void {
  if (from >= to) throw new ApiFailure('bad-request', 'to: a window ends after it begins', 'to');
}

const windowShape = { from: instantParam, to: instantParam, asOf: asOfParam.optional() };
const uptimeShape = { scope: scopeParam, by: z.enum(UPTIME_CUTS).default('none'), ...windowShape };
const formShape = { scope: formScopeParam, period: z.string(), asOf: asOfParam.optional() };

/** Uptime, the twenty rows and a device's timeline (contract 5), live or as it was known. */
export function figureRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { figures } = context;

  routes.on(
    'read',
    { method: 'get', path: ROUTES.uptime, does: 'Uptime of a scope over a window, cut.', query: uptimeShape },
    async ({ res, account, visibility, query: { asOf = null, ...rest } }) => {
      inOrder(rest.from, rest.to);
      await inScope(context, account, rest.scope);
      res.json({
        rows: await figures.ask({ ask: 'uptime', visibility, ...rest }, asOf, requesterOf(account, res)),
      } satisfies UptimeAnswer);
    },
  );

  routes.on(
    'read',
    { method: 'get', path: ROUTES.indicators, does: 'The twenty rows of a scope and period.', query: formShape },
    async ({ res, account, visibility, query: { scope, period, asOf = null } }) => {
      const of = readPeriod(period, context.zone);
      await inScope(context, account, scope);
      const answer = await figures.ask(
        { ask: 'indicators', visibility, scope, period: of },
        asOf,
        requesterOf(account, res),
      );
      if (!answer) throw new ApiFailure('forbidden', 'this scope was not within the account’s then', 'scope');
      res.json(answer satisfies IndicatorsAnswer);
    },
  );

  routes.on(
    'read',
    { method: 'get', path: ROUTES.timeline, does: 'A device’s status over a window.', query: windowShape },
    async ({ req, res, account, visibility, query: { from, to, asOf = null } }) => {
      inOrder(from, to);
      const deviceId = String(req.params['id']);
      const intervals = await figures.ask(
        { ask: 'timeline', visibility, deviceId, from, to },
        asOf,
        requesterOf(account, res),
      );
      if (!intervals) throw new ApiFailure('not-found', 'there is none of that id in devices');
      res.json({ intervals } satisfies TimelineAnswer);
    },
  );

  return routes;
}
