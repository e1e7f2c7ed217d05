import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** Files of the phone that no chunk imports. */
const BESIDE = ['/m.html', '/icon.svg', '/icon-192.png', '/phone.webmanifest'];

/** Everything that a page loads, its lazy parts too, by file name. */
function filesOf(bundle: Rolldown.OutputBundle, page: string): Set<string> {
  const files = new Set<string>();
  const add = (name: string): void => {
    if (files.has(name)) return;
    files.add(name);
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk') return;
    for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
    for (const asset of chunk.viteMetadata?.importedAssets ?? []) files.add(asset);
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) add(next);
  };
  for (const [name, chunk] of Object.entries(bundle)) {
    if (chunk.type === 'chunk' && chunk.isEntry && chunk.facadeModuleId?.endsWith(page)) add(name);
  }
  return files;
}

/** Writes `sw.js`: the worker's source with the list of the phone's files, versioned by their names and the page itself. */
export function serviceWorker({ page, source }: { page: string; source: string }): Plugin {
  let root = '';
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
    },
    generateBundle(_options, bundle) {
      const files = [...BESIDE, ...[...filesOf(bundle, page)].map((name) => `/${name}`)].sort();
      if (files.length === BESIDE.length) throw new Error(`no entry is built from ${page}`);
      const worker = readFileSync(join(root, source), 'utf8');
      const html = bundle[page.replace(/^\//, '')];
      const shown = html?.type === 'asset' ? String(html.source) : '';
      const version = createHash('sha256')
        .update(JSON.stringify([files, worker, shown]))
        .digest('hex')
        .slice(0, 12);
      const head = `const VERSION = ${JSON.stringify(version)};\nconst FILES = ${JSON.stringify(files)};\n`;
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: head + worker });
    },
  };
}

/** In development the addresses of the phone and the wall open their pages, as the server does with the build. */
export function ownPages(): Plugin {
  return {
    name: 'own-pages',
    apply: 'serve',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const own = /^\/(m|wall)(\/|$|\?)/.exec(request.url ?? '')?.[1];
        if (own && request.headers.accept?.includes('text/html')) request.url = `/${own}.html`;
        next();
      });
    },
  };
}
