import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';

const YEAR = '1y';

/** The built pages: hashed assets are kept for good, everything else is asked for anew; a page's path is the client's: the phone's are under `/m`, the wall is `/wall`. */
export function clientRoutes(folder: string): Router {
  const router = Router();
  const asset = express.static(join(folder, 'assets'), { immutable: true, maxAge: YEAR, index: false });
  router.use('/assets', compressed(join(folder, 'assets')), asset, (_req, res) => {
    // Not the page: a missing script must not come back as HTML.
    res.status(404).end();
  });
  router.use(express.static(folder, { index: false, cacheControl: false, setHeaders: fresh }));
  router.get('/{*path}', (req, res, next) => {
    if (req.path.startsWith('/api/') || !req.accepts('html')) return next();
    fresh(res);
    res.sendFile(join(folder, pageOf(req.path)), { cacheControl: false }, (error) => {
      if (error && !res.headersSent) res.status(404).type('text').send('the pages are not built: run npm run build\n');
    });
  });
  return router;
}

/** The phone and the wall are applications of their own. */
function pageOf(path: string): string {
  if (path === '/m' || path.startsWith('/m/')) return 'm.html';
  return path === '/wall' ? 'wall.html' : 'index.html';
}

/** Sends the file that the build compressed in place of the one asked for, to those who take it. */
function compressed(folder: string): RequestHandler {
  const names = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return (req, res, next) => {
    const name = req.path.slice(1);
    if (names.has(`${name}.gz`)) {
      res.vary('Accept-Encoding');
      if (req.acceptsEncodings('gzip')) {
        req.url = `/${name}.gz`;
        res.type(extname(name)).set('Content-Encoding', 'gzip');
      }
    }
    next();
  };
}

function fresh(res: { setHeader(name: string, value: string): unknown }): void {
  res.setHeader('Cache-Control', 'no-cache');
}
