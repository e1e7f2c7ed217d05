import type { Request } from 'express';
import { ROUTES } from '../../../../shared/contract/routes';
import { has } from '../../../access/policy';
import { type Context, secretOf, whoAsks } from '../../../services/context';
import { ApiFailure } from '../../../services/failure';
import { assertNoRequiredAction } from '../../../services/required-actions';
import { Routes } from '../../routes';

/** A collector on the same machine needs no token; what a proxy passes on carries its headers. */
function isLocal({ socket, headers }: Request): boolean {
  const address = socket.remoteAddress ?? '';
  const passedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined);
  return !passedOn && (/^(::ffff:)?127\./.test(address) || address === '::1');
}

/** For Prometheus (contract 5): from the machine itself, or with an administrator's session or token. */
export function metricsRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { metrics, ledger } = context;
  const type = 'text/plain';
  const does = 'Metrics for Prometheus: from the machine itself, or for an administrator.';
  routes.open({ method: 'get', path: ROUTES.metrics, does, type }, async ({ req, res }) => {
    if (!isLocal(req)) {
      const caller = await whoAsks(context, secretOf(context, req.headers));
      if (!has(caller.account, 'manage')) throw new ApiFailure('forbidden', 'this account may not');
      await assertNoRequiredAction(context, caller);
    }
    const size = ledger.progress.ready ? await ledger.read((fold) => fold.things.counts()) : null;
    res
      .set('Cache-Control', 'no-store')
      .type(metrics.registry.contentType)
      .send(await metrics.text(size, ledger.head.seq));
  });
  return routes;
}
