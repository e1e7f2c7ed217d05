import { Router } from 'express';
import { z } from 'zod';
import { type IndicatorsAnswer, type TimelineAnswer, UPTIME_CUTS, type UptimeAnswer } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import { type Context, allowed } from '../edge/context';
import { Failure } from '../edge/failure';
import { readPeriod } from '../edge/period';
import { asOfParam, formScopeParam, instantParam, query, scopeParam } from './params';

function inOrder(from: number, to: number): void {
  if (from >= to) throw new Failure('bad-request', 'to: a window ends after it begins', 'to');
}

const windowShape = { from: instantParam, to: instantParam, asOf: asOfParam.optional() };

/** Uptime, the twenty rows and a device's timeline (contract 5), live or as it was known. */
export function figureRoutes(context: Context): Router {
  const router = Router();

  router.get(ROUTES.uptime, async (req, res) => {
    const by = z.enum(UPTIME_CUTS).default('none');
    const { asOf = null, ...rest } = query(req, { scope: scopeParam, by, ...windowShape });
    await allowed(context, req, 'read:figures', rest.scope);
    inOrder(rest.from, rest.to);
    const rows = await context.figures.ask({ ask: 'uptime', ...rest }, asOf);
    res.json({ rows } satisfies UptimeAnswer);
  });

  router.get(ROUTES.indicators, async (req, res) => {
    const shape = { scope: formScopeParam, period: z.string(), asOf: asOfParam.optional() };
    const { scope, period, asOf = null } = query(req, shape);
    await allowed(context, req, 'read:figures', scope);
    const question = { ask: 'indicators' as const, scope, period: readPeriod(period, context.zone) };
    res.json((await context.figures.ask(question, asOf)) satisfies IndicatorsAnswer);
  });

  router.get(ROUTES.timeline, async (req, res) => {
    const { from, to, asOf = null } = query(req, windowShape);
    const deviceId = req.params['id']!;
    await allowed(context, req, 'read:figures', { kind: 'device', id: deviceId });
    inOrder(from, to);
    const intervals = await context.figures.ask({ ask: 'timeline', deviceId, from, to }, asOf);
    if (!intervals) throw new Failure('not-found', 'there is no such device');
    res.json({ intervals } satisfies TimelineAnswer);
  });

  return router;
}
