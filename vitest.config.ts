import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vitest/config';

/** Two cores are what the smallest machine has; tests start servers of their own. */
const limits = { testTimeout: 60_000, hookTimeout: 120_000 };

/** Components import Element Plus's styles one by one, and node cannot load them: they are empty modules here. */
const withoutStyles: Plugin = {
  name: 'without-styles',
  enforce: 'pre',
  resolveId: (id) => (/^element-plus\/.*\/style\/css$/.test(id) ? '\0style' : null),
  load: (id) => (id === '\0style' ? '' : null),
};

/** Every test there is (contract 1), by what it needs: nothing, a built server, LibreOffice, or pages in a real Chromium. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        plugins: [vue(), withoutStyles],
        test: {
          name: 'pure',
          include: ['tests/{shared,client}/**/*.test.ts'],
          ...limits,
        },
      },
      {
        test: {
          name: 'server',
          include: ['tests/{server,store,live,crash,bench}/**/*.test.ts'],
          globalSetup: ['tests/setup/server.ts'],
          ...limits,
        },
      },
      {
        test: {
          name: 'office',
          include: ['tests/office/**/*.test.ts'],
          globalSetup: ['tests/setup/office.ts'],
          ...limits,
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/setup/pages.ts', 'tests/setup/chromium.ts'],
          // A shared machine stands still for seconds now and then; the report names what needed its second try.
          retry: 1,
          ...limits,
        },
      },
    ],
  },
});
