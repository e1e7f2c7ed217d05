/**
 * `npm run demo`: generates the demo's ledger, imports it into a temporary folder with `import`, serves it, and records
 * live entries through the API.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { makeAccounts } from './accounts';
import { type Client, act } from './feed';
import { makeHistory } from './history';
import { Random } from './random';

const program = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const port = process.env['PORT'] || '3000';
const host = process.env['HOST'] || '127.0.0.1';
const folder = mkdtempSync(join(tmpdir(), 'kaodian-demo-'));
const password = randomBytes(5).toString('hex');
const env = { ...process.env, DATA_DIR: join(folder, 'data'), PORT: port, HOST: host, ADMIN_PASSWORD: password };
let child: ChildProcess | null = null;
let stopping = false;

/** Runs one of the built programs to its end. */
function run(name: string, args: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    child = spawn(process.execPath, [program(name), ...args], { env, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Serves until it is stopped, at the address that the server says: with PORT=0 it takes a free one. */
function serve(): Promise<string> {
  const server = spawn(process.execPath, [program('./main.js')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  child = server;
  server.once('error', () => stop(1));
  server.once('exit', (code) => stop(code ?? 1));
  return new Promise((found) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      process.stdout.write(`${line}\n`);
      const told = /^kaodian is at (\S+)$/.exec(line)?.[1];
      if (told !== undefined) found(told);
    });
  });
}

async function takeIn(): Promise<void> {
  const { lines, papers } = makeHistory(Date.now());
  const file = join(folder, 'history.ndjson');
  const paperFolder = join(folder, 'papers');
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  mkdirSync(paperFolder);
  for (const [hash, bytes] of papers) writeFileSync(join(paperFolder, hash), bytes);
  const code = await run('./cli.js', ['import', file, '--papers', paperFolder]);
  if (code !== 0) throw new Error(`the history was not taken in (exit ${code})`);
  rmSync(file);
  rmSync(paperFolder, { recursive: true });
}

async function ready(origin: string): Promise<boolean> {
  while (!stopping) {
    const answer = await fetch(`${origin}/readyz`).catch(() => null);
    if (answer?.ok) return true;
    await pause(100);
  }
  return false;
}

async function feed(clients: readonly Client[]): Promise<void> {
  const random = new Random(Date.now() | 0);
  while (!stopping) {
    await pause(3000 + random.next() * 6000);
    if (stopping) return;
    await act(random.pick(clients), random).catch((error: Error) =>
      process.stderr.write(`demo feed: ${error.message}\n`),
    );
  }
}

function stop(code: number): void {
  if (stopping) return;
  stopping = true;
  const end = () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit(code);
  };
  if (!child || child.exitCode !== null) return end();
  child.once('exit', end);
  child.kill('SIGTERM');
}

process.on('SIGINT', () => stop(0));
process.on('SIGTERM', () => stop(0));

try {
  process.stdout.write('kaodian demo: making three years of a county that does not exist …\n');
  await takeIn();
  const origin = await serve();
  if (await ready(origin)) {
    const accounts = await makeAccounts(origin, password);
    process.stdout.write(
      `\n  ${origin}\n${accounts.map(({ line }) => `  ${line}\n`).join('')}\n` +
        `  The data are invented, and thrown away when this ends (Ctrl+C).\n\n`,
    );
    await feed(accounts.flatMap(({ works }) => works ?? []));
  }
} catch (error) {
  process.stderr.write(`kaodian demo: ${(error as Error).message}\n`);
  stop(1);
}
