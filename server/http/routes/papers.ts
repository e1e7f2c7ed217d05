import { ROUTES } from '../../../shared/contract/routes';
import type { Context } from '../../services/context';
import { ApiFailure } from '../../services/failure';
import { isPaperReadable } from '../../services/papers';
import { Routes } from '../routes';

/** A paper by its hash, for those who may read an entry that carries it (contract 5). */
export function paperRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const type = 'application/octet-stream';
  routes.on('read', { method: 'get', path: ROUTES.paper, does: 'A paper by its hash.', type }, async (asked) => {
    const { req, res, account } = asked;
    const hash = String(req.params['id']);
    const gone = new ApiFailure('not-found', 'there is no such paper');
    if (!/^[0-9a-f]{64}$/.test(hash)) throw gone;
    const ref = `sha256:${hash}`;
    const paper = (await context.store.papers.byRefs([ref])).get(ref);
    if (!paper || paper.erased || !(await isPaperReadable(context, account, ref))) throw gone;
    // A browser must not run what it holds.
    res.type(type).set('Content-Disposition', 'attachment').send(Buffer.from(paper.bytes));
  });
  return routes;
}
