import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tempFolder } from '../server/kit';
import { type ServerProcess, logIn, spawnServer, untilReady } from '../server/process';
import type { Target } from './load';

export const COUNTY_ENTRIES = 1_000_000;
const WRITER = fileURLToPath(new URL('county-writer.ts', import.meta.url));
const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));

let made: Promise<string> | null = null;
const kept = process.env['BENCH_FOLDER'];

/** A data folder with 1,500 devices, a year and a million entries, made by the first part that asks for it. */
export function countyFolder(): Promise<string> {
  return (made ??= kept === undefined ? makeCounty(tempFolder(), COUNTY_ENTRIES) : Promise.resolve(kept));
}

export async function discardCounty(): Promise<void> {
  if (made && kept === undefined) rmSync(await made, { recursive: true, force: true });
}

/** Writes the county's ledger until now in one process, and imports it in another. */
export async function makeCounty(folder: string, entries: number): Promise<string> {
  const writer = spawn(process.execPath, ['--import', 'tsx', WRITER, String(entries), String(Date.now() - 60_000)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const importer = spawn(process.execPath, [CLI, 'import', '-'], {
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { ...process.env, DATA_DIR: folder, ZONE: 'Asia/Shanghai' },
  });
  writer.stdout.pipe(importer.stdin);
  const [code] = (await once(importer, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the county was not imported: exit ${code}`);
  return folder;
}

/** A built server on it, ready, and logged in to. */
export async function serveCounty(cookie?: string): Promise<{ server: ServerProcess; target: Target }> {
  const server = await spawnServer(await countyFolder());
  await untilReady(server);
  return { server, target: { url: server.url, cookie: cookie ?? (await logIn(server.url)) } };
}
