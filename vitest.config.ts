import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

/** Two cores are what the smallest machine has; tests start servers of their own. */
const limits = { testTimeout: 30_000, hookTimeout: 60_000 };

/** Every test there is (contract 1), by what it needs: nothing, a built server, or pages in a real Chromium. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        plugins: [vue()],
        test: { name: 'pure', include: ['tests/{shared,client}/**/*.test.ts'], ...limits },
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
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/setup/pages.ts', 'tests/setup/chromium.ts'],
          ...limits,
        },
      },
    ],
  },
});
