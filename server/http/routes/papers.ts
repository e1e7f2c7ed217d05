import { ROUTES } from '../../../shared/contract/routes';
import type { Context } from '../../services/context';
import { ApiFailure } from '../../services/failure';
import { readTrail } from '../../services/audit-trail';
import { Routes } from '../routes';

/** A paper by its hash, for those who may read an entry that carries it (contract 5). */
export function paperRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const type = 'application/octet-stream';
  routes.on('read', { method: 'get', path: ROUTES.paper, does: 'A paper by its hash.', type }, async (asked) => {
    const { req, res, visibility } = asked;
    const hash = String(req.params['id']);
    const gone = new ApiFailure('not-found', 'there is no such paper');
    if (!/^[0-9a-f]{64}$/.test(hash)) throw gone;
    const where = { visibility, entity: `paper:${hash}`, before: Number.MAX_SAFE_INTEGER, limit: 1 };
    const [carrier] = await readTrail(context, where);
    const paper = (await context.store.papers.byRefs([`sha256:${hash}`])).get(`sha256:${hash}`);
    // Only the administrator may read a paper that no entry refers to.
    if (!paper || paper.erased || (!carrier && visibility !== null)) throw gone;
    // A browser must not run what it holds.
    res.type(type).set('Content-Disposition', 'attachment').send(Buffer.from(paper.bytes));
  });
  return routes;
}
