import { spawnSync } from 'node:child_process';

/** Tests of pages run what is shipped: server and pages are built when the sources changed. */
export default function setup(): void {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the build failed; npm run build says why');
}
