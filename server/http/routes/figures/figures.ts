import { z } from 'zod';
import { FIGURE_CUTS, UPTIME_CUTS } from '../../../../shared/contract/vocabulary';
import { TimelineAnswer } from '../../../../shared/contract/places/timeline';
import { EvidenceAnswer } from '../../../../shared/contract/figures/evidence';
import { IndicatorsAnswer } from '../../../../shared/contract/figures/indicators';
import { TrendAnswer } from '../../../../shared/contract/figures/trend';
import { UptimeAnswer } from '../../../../shared/contract/figures/uptime';
import { FiguresAnswer } from '../../../../shared/contract/figures/figures';
import { ROUTES } from '../../../../shared/contract/routes';
import { INDICATOR_IDS } from '../../../../shared/model/vocabulary';
import { type Context, inScope } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { readPeriod } from '../../../services/period';
import { requesterOf } from '../../request-signal';
import { asOfParam, formScopeParam, inOrder, instantParam, limitParam, scopeParam } from '../../params';
import { Routes } from '../../routes';

/** An answer by hours has a row a site and hour: 31 days of 130 sites are 97,000. */
const HOURS_MOST_MS = 31 * 86_400_000;

const windowShape = { from: instantParam, to: instantParam, asOf: asOfParam.optional() };
const uptimeShape = { scope: scopeParam, by: z.enum(UPTIME_CUTS).default('none'), ...windowShape };
const figuresShape = { scope: scopeParam, by: z.enum(FIGURE_CUTS).default('none'), ...windowShape };
const formShape = { scope: formScopeParam, period: z.string(), asOf: asOfParam.optional() };
const evidenceShape = {
  ...formShape,
  limit: limitParam(1000).optional(),
  after: z.string().min(1).max(200).optional(),
};

const beyondThen = () => new ApiFailure('forbidden', 'this scope was not within the account’s then', 'scope');

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
      if (!answer) throw beyondThen();
      res.json(answer satisfies IndicatorsAnswer);
    },
  );

  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.trend,
      does: 'The computed rows month by month over a period, and what they come to at its end.',
      query: formShape,
      answer: TrendAnswer,
    },
    async ({ res, account, visibility, query: { scope, period, asOf = null } }) => {
      const question = { ask: 'trend', visibility, scope, period: readPeriod(period, context) } as const;
      await inScope(context, account, scope);
      const answer = await figures.ask(question, asOf, requesterOf(account, res));
      if (!answer) throw beyondThen();
      res.json(answer satisfies TrendAnswer);
    },
  );

  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.evidence,
      does: 'The records that the value of a row is made of.',
      query: evidenceShape,
      answer: EvidenceAnswer,
    },
    async ({ req, res, account, visibility, query: { scope, period, asOf = null, limit = 100, after } }) => {
      const indicator = INDICATOR_IDS.find((id) => id === req.params['id']);
      if (!indicator) throw new ApiFailure('not-found', 'there is no row of that id');
      const of = readPeriod(period, context);
      await inScope(context, account, scope);
      const question = { ask: 'evidence', visibility, scope, period: of, indicator, limit, after } as const;
      const answer = await figures.ask(question, asOf, requesterOf(account, res));
      if (answer === 'bad-cursor') {
        throw new ApiFailure('bad-request', 'after: there is no such record; page on with asOf', 'after');
      }
      if (!answer) throw beyondThen();
      res.json(answer satisfies EvidenceAnswer);
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
