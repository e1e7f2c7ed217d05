import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { PASSWORD } from './kit';

const built = (name: string) => fileURLToPath(new URL(`../../dist/server/${name}.js`, import.meta.url));

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function collect(child: ChildProcess): { stdout: string; stderr: string } {
  const said = { stdout: '', stderr: '' };
  child.stdout!.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr!.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  return said;
}

const cleanEnv = (env: Record<string, string>) => ({ PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'error', ...env });

/** Runs a command of the built program to its end. */
export async function command(args: string[], env: Record<string, string>, input?: string): Promise<Ended> {
  const child = spawn(process.execPath, [built('cli'), ...args], { env: cleanEnv(env) });
  const said = collect(child);
  child.stdin.end(input ?? '');
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...said };
}

export interface ServerProcess {
  url: string;
  pid: number;
  child: ChildProcess;
  said: { stdout: string; stderr: string };
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** The built server as a process of its own, on a port that it finds. Rejects with what it said when it does not start. */
export function spawnServer(
  folder: string,
  env: Record<string, string> = {},
  launch: readonly string[] = [],
): Promise<ServerProcess> {
  return spawnNode([built('main')], { DATA_DIR: folder, PORT: '0', ADMIN_PASSWORD: PASSWORD, ...env }, launch);
}

/** A script of the tests as a process, which says where it is as the server does. */
export function spawnScript(path: string): Promise<ServerProcess> {
  return spawnNode(['--import', 'tsx', path], {});
}

/**
 * Node with these arguments, as a process that says where it is; messages go both ways.
 * @param launch a program with arguments that runs node, such as one that sets limits.
 */
export async function spawnNode(
  args: string[],
  env: Record<string, string>,
  launch: readonly string[] = [],
): Promise<ServerProcess> {
  const [program, ...all] = [...launch, process.execPath, ...args];
  const child = spawn(program!, all, { env: cleanEnv(env), stdio: ['pipe', 'pipe', 'pipe', 'ipc'] });
  const said = collect(child);
  const ended = once(child, 'close') as Promise<[number | null]>;
  const lines = createInterface({ input: child.stdout! });
  const address = async () => {
    for await (const line of lines) {
      const found = /^kaodian is at (\S+)$/.exec(line)?.[1];
      if (found) return found;
    }
    await ended;
    throw new Error(said.stderr.trim());
  };
  const url = await address();
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return (await ended)[0];
  };
  return { url, pid: child.pid!, child, said, end };
}

/** Asks a server process until the ledger has been read. */
export async function untilReady({ url }: ServerProcess): Promise<void> {
  while ((await fetch(`${url}/readyz`)).status !== 200);
}

export async function logIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: PASSWORD }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}
