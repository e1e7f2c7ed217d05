import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import vue from '@vitejs/plugin-vue';
import { type Plugin, defineConfig } from 'vite';
import { sharedChunk } from './scripts/shared-chunk.ts';
import { ownPages, serviceWorker } from './scripts/service-worker.ts';
import { foldVersionOf } from './server/ledger/folding/fold-version.ts';

const root = import.meta.dirname;

/** Writes each asset compressed beside itself; the server sends that file as it is. */
function gzipped(): Plugin {
  let assets = '';
  return {
    name: 'gzipped',
    configResolved(config) {
      const { outDir } = config.build;
      assets = join(isAbsolute(outDir) ? outDir : join(config.root, outDir), 'assets');
    },
    closeBundle() {
      for (const name of existsSync(assets) ? readdirSync(assets) : []) {
        if (!/\.(js|css|svg|json)$/.test(name)) continue;
        writeFileSync(join(assets, `${name}.gz`), gzipSync(readFileSync(join(assets, name)), { level: 9 }));
      }
    },
  };
}

/** The entry points of the server build. */
const entries = ['main', 'cli', 'worker', 'writer', 'reader', 'files', 'keeper', 'demo/main'].map((name) =>
  join(root, 'server', `${name}.ts`),
);

/**
 * Packages with files of their own beside their code (native ones). All others are built in: a thread that opens a few
 * files starts in half the time of one that looks for some hundreds.
 */
const OWN_FILES = ['libsql', '@node-rs/argon2'];

const server = 'http://127.0.0.1:3000';

/** `vite build` makes the pages, `vite build --ssr` the server; both land in dist/. */
export default defineConfig(({ isSsrBuild }) => ({
  root: isSsrBuild ? root : join(root, 'client'),
  define: {
    __FOLD_VERSION__: JSON.stringify(foldVersionOf(join(root, 'shared'))),
    // Parts of vue-i18n that no page uses.
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  plugins: isSsrBuild
    ? []
    : [
        vue({ features: { optionsAPI: false } }),
        ownPages(),
        serviceWorker({ page: '/m.html', source: 'service-worker/worker.js' }),
        gzipped(),
      ],
  publicDir: isSsrBuild ? false : 'public',
  ssr: { noExternal: true, external: OWN_FILES },
  build: isSsrBuild
    ? {
        outDir: join(root, 'dist/server'),
        emptyOutDir: true,
        target: 'node20',
        sourcemap: true,
        minify: false,
        rollupOptions: {
          input: Object.fromEntries(
            entries.filter(existsSync).map((path) => [path.includes('demo') ? 'demo' : basename(path, '.ts'), path]),
          ),
          // Flat: a thread's file lies beside the file that starts it.
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      }
    : {
        outDir: join(root, 'dist/client'),
        emptyOutDir: true,
        target: 'es2022',
        chunkSizeWarningLimit: 1200,
        // What each page loads, for the budgets.
        manifest: true,
        // The desk's pages, the phone's and the wall: what they share is one file.
        rollupOptions: {
          input: [join(root, 'client/index.html'), join(root, 'client/m.html'), join(root, 'client/wall.html')],
          output: {
            codeSplitting: {
              groups: [
                {
                  debugName: 'shared',
                  name: sharedChunk(join(root, 'client/phone/main.ts'), join(root, 'client/main.ts')),
                },
              ],
            },
          },
        },
      },
  server: {
    proxy: { '/api': server, '/healthz': server, '/readyz': server, '/socket.io': { target: server, ws: true } },
  },
}));
