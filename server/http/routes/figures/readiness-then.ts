import { ROUTES } from '../../../../shared/contract/routes';
import { ReadinessThen } from '../../../../shared/contract/work/readiness';
import { fromIso } from '../../../../shared/model/instant';
import type { ListItems } from '../../../../shared/fold/lists/lists';
import { type Context, inScope } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { asOfParam, scopeParam } from '../../params';
import { requesterOf } from '../../request-signal';
import { Routes } from '../../routes';

/** Sittings of one session that are answered at a time. */
const MOST_SITTINGS = 1000;

/**
 * Readiness (semantics 8) as known at an instant (semantics 2). `asOf` is wanted: what is known now comes by the live
 * channel, and the past is asked of the query thread alone.
 */
export function readinessThenRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { figures } = context;
  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.readinessThen,
      does: 'How ready the rooms of a sitting were, as known at an instant; with a scope, of its session there, too.',
      query: { asOf: asOfParam, scope: scopeParam.optional() },
      answer: ReadinessThen,
    },
    async ({ req, res, account, visibility, query: { asOf, scope } }) => {
      if ('at' in asOf && asOf.at > context.clock()) {
        throw new ApiFailure('bad-request', 'asOf: this instant has not come yet: ask for now or earlier', 'asOf');
      }
      if (scope) await inScope(context, account, scope);
      const requester = requesterOf(account, res);
      const id = String(req.params['id']);
      const sitting = await figures.ask({ ask: 'item', what: 'exams', id, visibility }, null, requester);
      if (!sitting) throw new ApiFailure('not-found', 'there is none of that id in exams');
      const { exam, from, to } = sitting as ListItems['exams'];
      const ids = new Set([id]);
      if (scope) {
        const window = { from: fromIso(from), to: fromIso(to), limit: MOST_SITTINGS };
        const filters = { exam: [exam], cancelled: ['no'] };
        const list = { ask: 'list', what: 'exams', visibility, scope, filters, ...window } as const;
        const { items, next } = await figures.ask(list, null, requester);
        if (next !== undefined) {
          throw new ApiFailure(
            'bad-request',
            `scope: more than ${MOST_SITTINGS} sittings: name a smaller one`,
            'scope',
          );
        }
        for (const one of items as ListItems['exams'][]) if (one.from === from && one.to === to) ids.add(one.id);
      }
      const question = { ask: 'readiness', ids: [...ids].sort(), visibility } as const;
      res.json((await figures.ask(question, asOf, requester)) satisfies ReadinessThen);
    },
  );
  return routes;
}
