import { AliveAnswer, ReadyAnswer } from '../../../../shared/contract/health';
import { ROUTES } from '../../../../shared/contract/routes';
import type { Context } from '../../../services/context';
import { Routes } from '../../routes';

/** For probes: alive, and ready (503 while the ledger is being read or the clock is not believed, contract 5). */
export function healthRoutes(context: Context): Routes {
  const { ledger, disk, storage, clockWatch } = context;
  const routes = new Routes(context);
  routes.open(
    { method: 'get', path: ROUTES.health, does: 'Whether the server is alive.', answer: AliveAnswer },
    ({ res }) => {
      res.json({ alive: true });
    },
  );
  routes.open(
    {
      method: 'get',
      path: ROUTES.ready,
      does: 'Whether it is ready; 503 with progress, or while the clock is not believed.',
      answer: ReadyAnswer,
      also: { 503: ReadyAnswer },
    },
    ({ res }) => {
      const { ready, done, total } = ledger.progress;
      const { seq } = ledger.head;
      const { doubt } = clockWatch;
      // A disk that fills up or takes no writes is told; the server stays ready, since it reads on.
      const also = {
        ...(disk.low && { disk: { low: true as const, ...disk.low } }),
        ...(storage.failing && { storage: storage.failing }),
      };
      if (ready && !doubt) return void res.json({ ready, seq, ...also } satisfies ReadyAnswer);
      res.set('Retry-After', ready ? '60' : '1').status(503);
      if (!ready || !doubt) return void res.json({ ready: false, done, total, ...also } satisfies ReadyAnswer);
      const clock = { wall: doubt.wall, expected: doubt.expected };
      res.json({ ready: false, reason: 'clock', clock, seq, ...also } satisfies ReadyAnswer);
    },
  );
  return routes;
}
