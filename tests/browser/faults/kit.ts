import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeHistory } from '../../../server/demo/history';
import { type PageServer, startPageServer } from '../kit';

/** A server with the demo's three years and no live feed: what it shows stands still. */
export async function startDemoServer(): Promise<PageServer> {
  const folder = mkdtempSync(join(tmpdir(), 'kaodian-demo-'));
  const [file, papers, data] = ['history.ndjson', 'papers', 'data'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const history = makeHistory(Date.now());
  writeFileSync(file, history.lines.map((line) => `${line}\n`).join(''));
  mkdirSync(papers);
  for (const [hash, bytes] of history.papers) writeFileSync(join(papers, hash), bytes);
  const env = { ...process.env, DATA_DIR: data };
  const taken = spawnSync(process.execPath, ['dist/server/cli.js', 'import', file, '--papers', papers], { env });
  if (taken.status !== 0) throw new Error(`the demo was not taken in: ${taken.stderr.toString()}`);
  const server = await startPageServer(undefined, { DATA_DIR: data });
  return {
    ...server,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
