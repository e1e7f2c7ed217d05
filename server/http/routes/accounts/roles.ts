import { RolesAnswer } from '../../../../shared/contract/accounts/roles';
import { ROUTES } from '../../../../shared/contract/routes';
import { ROLES } from '../../../../shared/model/vocabulary';
import { roleItem } from '../../../access/policy';
import type { Context } from '../../../services/context';
import { Routes } from '../../routes';

/** What each role may (contract 3): pages put it into words, so that no page tells another story than the server. */
export function roleRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'account',
    { method: 'get', path: ROUTES.roles, does: 'What each role may.', answer: RolesAnswer },
    ({ res }) => void res.json({ items: ROLES.map(roleItem) } satisfies RolesAnswer),
  );
  return routes;
}
