import { HealthAnswer } from '../../../../shared/contract/system-health';
import { ROUTES } from '../../../../shared/contract/routes';
import type { Context } from '../../../services/context';
import { systemHealth } from '../../../services/system-health';
import { Routes } from '../../routes';

/** How the server itself is, for the administrator; probes ask /healthz and /readyz. */
export function systemHealthRoutes(context: Context): Routes {
  const routes = new Routes(context);
  routes.on(
    'manage',
    {
      method: 'get',
      path: ROUTES.systemHealth,
      does: 'How the server itself is: ledger, lag, disk, clients, backups and the last restore drill.',
      answer: HealthAnswer,
    },
    async ({ res }) => void res.json((await systemHealth(context)) satisfies HealthAnswer),
  );
  return routes;
}
