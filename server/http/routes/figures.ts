import { z } from 'zod';
import { FIGURE_CUTS, UPTIME_CUTS } from '../../../shared/contract/vocabulary';
import { TimelineAnswer } from '../../../shared/contract/places/timeline';
import { IndicatorsAnswer } from '../../../shared/contract/figures/indicators';
import { UptimeAnswer } from '../../../shared/contract/figures/uptime';
import { FiguresAnswer } from '../../../shared/contract/figures/figures';
import { ROUTES } from '../../../shared/contract/routes';
import { type Context, inScope } from '../../services/context';
import { ApiFailure } from '../../services/failure';
import { readPeriod } from '../../services/period';
import { requesterOf } from '../request-signal';
import { asOfParam, formScopeParam, inOrder, instantParam, scopeParam } from '../params';
import { Routes } from '../routes';

/** An answer by hours has a row a site and hour: 31 days of 130 sites are 97,000. */
const HOURS_MOST_MS = 31 * 86_400_000;

const windowShape = { from: instantParam, to: instantParam, asOf: asOfParam.optional() };
const uptimeShape = { scope: scopeParam, by: z.enum(UPTIME_CUTS).default('none'), ...windowShape };
const figuresShape = { scope: scopeParam, by: z.enum(FIGURE_CUTS).default('none'), ...windowShape };
const formShape = { scope: formScopeParam, period: z.string(), asOf: asOfParam.optional() };

/** Uptime, the figures beside the form, the twenty rows and a device’s timeline (contract 5), live or as of a date. */
export function figureRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { figures } = context;

  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.uptime,
      does: 'Uptime of a scope over a window, cut.',
      query: uptimeShape,
      answer: UptimeAnswer,
      kiosk: true,
    },
    async ({ res, account, visibility, query: { asOf = null, ...rest } }) => {
      inOrder(rest.from, rest.to);
      if (rest.by.endsWith('hour') && rest.to - rest.from > HOURS_MOST_MS) {
        throw new ApiFailure('bad-request', 'to: a cut by hours takes a window of at most 31 days', 'to');
      }
      await inScope(context, account, rest.scope);
      res.json({
        rows: await figures.ask({ ask: 'uptime', visibility, ...rest }, asOf, requesterOf(account, res)),
      } satisfies UptimeAnswer);
    },
  );

  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.figures,
      does: 'MTTA, MTTR and MTBF of a scope over a window, cut.',
      query: figuresShape,
      answer: FiguresAnswer,
    },
    async ({ res, account, visibility, query: { asOf = null, ...rest } }) => {
      inOrder(rest.from, rest.to);
      await inScope(context, account, rest.scope);
      const rows = await figures.ask({ ask: 'figures', visibility, ...rest }, asOf, requesterOf(account, res));
      res.json({ rows } satisfies FiguresAnswer);
    },
  );

  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.indicators,
      does: 'The twenty rows of a scope and period.',
      query: formShape,
      answer: IndicatorsAnswer,
    },
    async ({ res, account, visibility, query: { scope, period, asOf = null } }) => {
      const of = readPeriod(period, context);
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
    {
      method: 'get',
      path: ROUTES.timeline,
      does: 'A device’s status over a window.',
      query: windowShape,
      answer: TimelineAnswer,
    },
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
