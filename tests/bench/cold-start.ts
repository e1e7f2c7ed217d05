import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from '../server/kit';
import { spawnServer, untilReady } from '../server/process';
import { countyFolder } from './county-folder';
import { line } from './report';

/** From the spawning of the process to the first 200 of /readyz, s. It is killed, so that it leaves no checkpoint. */
async function start(folder: string): Promise<number> {
  const began = performance.now();
  const server = await spawnServer(folder);
  await untilReady(server);
  const seconds = (performance.now() - began) / 1000;
  await server.end('SIGKILL');
  return seconds;
}

export async function coldStartBench(): Promise<void> {
  const empty = tempFolder();
  line('cold start, empty folder', await start(empty), 's', { name: 'aim', value: 1, aim: '≤ 1 s' });
  rmSync(empty, { recursive: true, force: true });
  const county = await countyFolder();
  line('cold start, 1 million entries and a checkpoint', await start(county), 's', {
    name: 'aim',
    value: 2,
    aim: '≤ 2 s',
  });
  const checkpoints = join(county, 'checkpoints');
  renameSync(checkpoints, `${checkpoints}.aside`);
  line('  without a checkpoint: everything is replayed', await start(county), 's');
  rmSync(checkpoints, { recursive: true, force: true });
  renameSync(`${checkpoints}.aside`, checkpoints);
}
