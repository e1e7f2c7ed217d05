import { spawnSync } from 'node:child_process';

/** Tests of commands and crashes run what is shipped: it is built when the sources changed. */
export default function setup(): void {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs', 'server'], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the server could not be built; npm run build says why');
}
