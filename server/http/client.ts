import { join } from 'node:path';
import express, { Router } from 'express';

const YEAR = '1y';

/** The built pages: hashed assets are kept for good, everything else is asked for anew; a page's path is the client's. */
export function clientRoutes(folder: string): Router {
  const router = Router();
  const asset = express.static(join(folder, 'assets'), { immutable: true, maxAge: YEAR, index: false });
  router.use('/assets', asset, (_req, res) => {
    // Not the page: a missing script must not come back as HTML.
    res.status(404).end();
  });
  router.use(express.static(folder, { index: false, cacheControl: false, setHeaders: fresh }));
  router.get('/{*path}', (req, res, next) => {
    if (req.path.startsWith('/api/') || !req.accepts('html')) return next();
    fresh(res);
    res.sendFile(join(folder, 'index.html'), { cacheControl: false }, (error) => {
      if (error && !res.headersSent) res.status(404).type('text').send('the pages are not built: run npm run build\n');
    });
  });
  return router;
}

function fresh(res: { setHeader(name: string, value: string): unknown }): void {
  res.setHeader('Cache-Control', 'no-cache');
}
