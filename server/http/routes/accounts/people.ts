import { PeopleAnswer } from '../../../../shared/contract/accounts/people';
import { ROUTES } from '../../../../shared/contract/routes';
import { peopleFor } from '../../../services/accounts-of-scope';
import type { Context } from '../../../services/context';
import { Routes } from '../../routes';

/** The names of the accounts of a scope: entries name them by their ids, and faults are assigned to them. */
export function peopleRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'people',
    {
      method: 'get',
      path: ROUTES.people,
      does: 'The accounts that share a place with this one, by their names.',
      answer: PeopleAnswer,
    },
    async ({ res, visibility }) => {
      res.json({ items: await peopleFor(context, visibility) } satisfies PeopleAnswer);
    },
  );
  return routes;
}
