import { defineConfig, mergeConfig } from 'vitest/config';
import vite from './vite.config';

const base = vite({ command: 'serve', mode: 'test', isSsrBuild: true });

/** Every test there is (contract 1): node's, and the browser's, which drive a real Chromium. */
export default mergeConfig(
  { define: base.define },
  defineConfig({
    test: {
      include: ['tests/**/*.test.ts'],
      environment: 'node',
      globalSetup: ['tests/setup/build.ts', 'tests/setup/chromium.ts'],
      // Two cores are what the smallest machine has; tests start servers of their own.
      maxWorkers: 2,
      testTimeout: 30_000,
      hookTimeout: 60_000,
    },
  }),
);
