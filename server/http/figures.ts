import { z } from 'zod';
import { type IndicatorsAnswer, type TimelineAnswer, UPTIME_CUTS, type UptimeAnswer } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import { type Context, inScope } from '../edge/context';
import { Failure } from '../edge/failure';
import { readPeriod } from '../edge/period';
import { askerOf } from './asker';
import { asOfParam, formScopeParam, instantParam, scopeParam } from './params';
import { Routes } from './routes';

function inOrder(from: number, to: number): void {
  if (from >= to) throw new Failure('bad-request', 'to: a window ends after it begins', 'to');
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
    async ({ res, account, reach, query: { asOf = null, ...rest } }) => {
      inOrder(rest.from, rest.to);
      await inScope(context, account, rest.scope);
      res.json({
        rows: await figures.ask({ ask: 'uptime', reach, ...rest }, asOf, askerOf(account, res)),
      } satisfies UptimeAnswer);
    },
  );

  routes.on(
    'read',
    { method: 'get', path: ROUTES.indicators, does: 'The twenty rows of a scope and period.', query: formShape },
    async ({ res, account, reach, query: { scope, period, asOf = null } }) => {
      const of = readPeriod(period, context.zone);
      await inScope(context, account, scope);
      const answer = await figures.ask({ ask: 'indicators', reach, scope, period: of }, asOf, askerOf(account, res));
      if (!answer) throw new Failure('forbidden', 'this scope was not within the account’s then', 'scope');
      res.json(answer satisfies IndicatorsAnswer);
    },
  );

  routes.on(
    'read',
    { method: 'get', path: ROUTES.timeline, does: 'A device’s status over a window.', query: windowShape },
    async ({ req, res, account, reach, query: { from, to, asOf = null } }) => {
      inOrder(from, to);
      const deviceId = String(req.params['id']);
      const intervals = await figures.ask({ ask: 'timeline', reach, deviceId, from, to }, asOf, askerOf(account, res));
      if (!intervals) throw new Failure('not-found', 'there is none of that id in devices');
      res.json({ intervals } satisfies TimelineAnswer);
    },
  );

  return routes;
}
