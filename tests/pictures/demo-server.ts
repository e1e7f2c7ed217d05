import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createApp } from '../../server/app';
import { makeHistory } from '../../server/demo/history';
import { foldFactory } from '../../server/ledger/folding/fold-factory';
import { makeLog } from '../../server/log';
import { startWorker } from '../../server/start-thread';
import { openStore } from '../../server/store/sqlite/open';

const ZONE = 'Asia/Shanghai';
export const PASSWORD = 'for the pictures only';
/** A technician of the first site, for the phone's pages. */
export const TECHNICIAN = 'technician';

export interface DemoServer {
  url: string;
  stop(): Promise<void>;
}

/** The demo's county as it is at `now`, served by a clock that stands there: the same pages at every run. */
export async function serveDemo(folder: string, now: number, port = 0): Promise<DemoServer> {
  const data = join(folder, 'data');
  importHistory(folder, data, now);
  const store = openStore(data);
  const checkpoints = join(data, 'checkpoints');
  const app = await createApp({
    store,
    clock: () => now,
    zone: ZONE,
    factory: foldFactory,
    log: makeLog('error'),
    checkpointFolder: checkpoints,
    clientFolder: resolve('dist/client'),
    keyFile: join(data, 'secret.key'),
    startWorker: () => startWorker({ folder: data, checkpoints, zone: ZONE }),
    adminPassword: PASSWORD,
  });
  const { port: open, ready } = await app.listen(port, '127.0.0.1');
  await ready;
  const url = `http://127.0.0.1:${open}`;
  await makeTechnician(url);
  return { url, stop: () => app.close() };
}

function importHistory(folder: string, data: string, now: number): void {
  const { lines, papers } = makeHistory(now);
  const file = join(folder, 'history.ndjson');
  const paperFolder = join(folder, 'papers');
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  mkdirSync(paperFolder);
  for (const [hash, bytes] of papers) writeFileSync(join(paperFolder, hash), bytes);
  const { status } = spawnSync(process.execPath, ['dist/server/cli.js', 'import', file, '--papers', paperFolder], {
    env: { ...process.env, DATA_DIR: data, ZONE },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`the history was not imported (exit ${status})`);
}

async function makeTechnician(url: string): Promise<void> {
  const send = (path: string, json: object, cookie = '') =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, cookie },
      body: JSON.stringify(json),
    });
  const session = await send('/api/session', { username: 'admin', password: PASSWORD });
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const account = { name: TECHNICIAN, role: 'technician', scope: ['site:K01'], password: PASSWORD };
  const made = await send('/api/users', account, cookie);
  if (!made.ok) throw new Error(`POST /api/users: ${made.status} ${await made.text()}`);
}
