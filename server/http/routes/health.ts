import { AliveAnswer, ReadyAnswer } from '../../../shared/contract/health';
import { ROUTES } from '../../../shared/contract/routes';
import type { Context } from '../../services/context';
import { Routes } from '../routes';

/** For probes: alive, and ready (503 with progress while the ledger is being read, contract 5). */
export function healthRoutes(context: Context): Routes {
  const { ledger, disk } = context;
  const routes = new Routes(context);
  routes.open(
    { method: 'get', path: ROUTES.health, does: 'Whether the server is alive.', answer: AliveAnswer },
    ({ res }) => {
      res.json({ alive: true });
    },
  );
  routes.open(
    { method: 'get', path: ROUTES.ready, does: 'Whether it is ready; 503 with progress.', answer: ReadyAnswer },
    ({ res }) => {
      const { ready, done, total } = ledger.progress;
      if (!ready) res.set('Retry-After', '1');
      const progress = ready ? { ready, seq: ledger.head.seq } : { ready, done, total };
      // A disk that fills up is reported ahead of time; the server stays ready.
      res.status(ready ? 200 : 503).json(disk.low ? { ...progress, disk: { low: true, ...disk.low } } : progress);
    },
  );
  return routes;
}
