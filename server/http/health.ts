import { ROUTES } from '../../shared/contract/routes';
import type { Context } from '../edge/context';
import { Routes } from './routes';

/** For probes: alive, and ready (503 with progress while the ledger is being read, contract 5). */
export function healthRoutes(context: Context): Routes {
  const { ledger } = context;
  const routes = new Routes(context);
  routes.open({ method: 'get', path: ROUTES.health, does: 'Whether the server is alive.' }, ({ res }) => {
    res.json({ alive: true });
  });
  routes.open({ method: 'get', path: ROUTES.ready, does: 'Whether it is ready; 503 with progress.' }, ({ res }) => {
    const { ready, done, total } = ledger.progress;
    if (!ready) res.set('Retry-After', '1');
    res.status(ready ? 200 : 503).json(ready ? { ready, seq: ledger.head.seq } : { ready, done, total });
  });
  return routes;
}
