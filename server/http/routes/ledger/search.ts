import { z } from 'zod';
import { SearchAnswer } from '../../../../shared/contract/places/search';
import { ROUTES } from '../../../../shared/contract/routes';
import type { Context } from '../../../services/context';
import { limitParam } from '../../params';
import { requesterOf } from '../../request-signal';
import { Routes } from '../../routes';

/** Find anything by its code, its name or the pinyin initials of its name. */
export function searchRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.search,
      does: 'Sites, rooms, devices and faults by code, name or pinyin initials.',
      query: { q: z.string().min(1).max(100), limit: limitParam(20).optional() },
      answer: SearchAnswer,
    },
    async ({ res, account, visibility, query: { q, limit = 6 } }) => {
      const answer = await context.figures.ask(
        { ask: 'search', visibility, q, limit },
        null,
        requesterOf(account, res),
      );
      res.json(answer satisfies SearchAnswer);
    },
  );
  return routes;
}
