import { Router } from 'express';
import { ROUTES } from '../../shared/contract/routes';
import type { Context } from '../edge/context';

/** For probes: alive, and ready (503 with progress while the ledger is being read, contract 5). */
export function healthRoutes({ ledger }: Pick<Context, 'ledger'>): Router {
  const router = Router();
  router.get(ROUTES.health, (_req, res) => {
    res.json({ alive: true });
  });
  router.get(ROUTES.ready, (_req, res) => {
    const { ready, done, total } = ledger.progress;
    if (!ready) res.set('Retry-After', '1');
    res.status(ready ? 200 : 503).json(ready ? { ready, seq: ledger.head.seq } : { ready, done, total });
  });
  return router;
}
