import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntriesAnswer } from '../../shared/contract/http';
import { sha256 } from '../../server/ledger/writing/chain';
import { type Sent, entry, observed, oneSite, tempFolder } from './kit';
import { type ServerProcess, command, logIn, spawnServer, untilReady } from './process';

let folder: string;
const servers: ServerProcess[] = [];
beforeEach(() => {
  folder = tempFolder();
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const data = () => join(folder, 'data');
async function serve(env: Record<string, string> = {}): Promise<ServerProcess & { cookie: string }> {
  const server = await spawnServer(data(), env);
  servers.push(server);
  await untilReady(server);
  return { ...server, cookie: await logIn(server.url) };
}

async function post({ url, cookie }: { url: string; cookie: string }, entries: readonly Sent[]) {
  const response = await fetch(`${url}/api/entries`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ entries }),
  });
  return { status: response.status, body: (await response.json()) as EntriesAnswer & { error?: { code: string } } };
}

describe('the commands (contract 1)', () => {
  it('export beside a running server, import elsewhere, and export the same bytes and papers again', async () => {
    const server = await serve();
    await post(server, [...oneSite(), entry('status.observed', { deviceId: 'D1', status: 'down', note: '黑屏' })]);
    const file = join(folder, 'ledger.ndjson');
    const papers = join(folder, 'papers');
    expect((await command(['export', '--to', file, '--papers', papers], { DATA_DIR: data() })).code).toBe(0);
    const [paper] = readdirSync(papers);
    expect(sha256(readFileSync(join(papers, paper!)))).toBe(paper);

    expect((await command(['verify', file], {})).stdout).toContain('verified: 4 entries');
    const env = { DATA_DIR: join(folder, 'copy') };
    const dry = await command(['import', file, '--dry-run', '--papers', papers], env);
    expect([dry.code, dry.stdout]).toEqual([0, expect.stringContaining('would import: 4 entries')]);
    const imported = await command(['import', file, '--papers', papers], env);
    expect([imported.code, imported.stdout]).toEqual([0, expect.stringContaining('imported: 4 entries')]);
    const papersAgain = join(folder, 'papers again');
    const again = await command(['export', '--papers', papersAgain], env);
    expect(again.stdout).toBe(readFileSync(file, 'utf8'));
    expect(readFileSync(join(papersAgain, paper!))).toEqual(readFileSync(join(papers, paper!)));
  });

  it('an imported ledger is served, and goes on', async () => {
    const first = await serve();
    await post(first, oneSite());
    const { stdout } = await command(['export'], { DATA_DIR: data() });
    await first.end('SIGTERM');
    rmSync(data(), { recursive: true });
    const file = join(folder, 'ledger.ndjson');
    writeFileSync(file, stdout);
    await command(['import', file], { DATA_DIR: data() });
    const second = await serve();
    const { body } = await post(second, [observed('D1', 'down')]);
    expect(body.results[0]).toMatchObject({ outcome: 'recorded', seq: 4 });
  });

  it('import wants the server stopped, the ledger empty and the file whole, and says so in one line', async () => {
    const server = await serve();
    await post(server, oneSite());
    const file = join(folder, 'ledger.ndjson');
    await command(['export', '--to', file], { DATA_DIR: data() });
    const running = await command(['import', file], { DATA_DIR: data() });
    expect([running.code, running.stderr]).toEqual([1, expect.stringMatching(/^kaodian: .*in use.*\n$/)]);
    await server.end('SIGTERM');
    const full = await command(['import', file], { DATA_DIR: data() });
    expect([full.code, full.stderr]).toEqual([1, expect.stringMatching(/^kaodian: .*not empty.*\n$/)]);
    const torn = join(folder, 'torn.ndjson');
    writeFileSync(torn, readFileSync(file, 'utf8').slice(0, -10));
    const env = { DATA_DIR: join(folder, 'copy') };
    const refused = await command(['import', torn], env);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/^kaodian: entry 3: .*\n$/)]);
    expect((await command(['export'], env)).stdout).toBe('');
  });

  it('import refuses a paper that was changed on its way', async () => {
    const server = await serve();
    await post(server, [...oneSite(), entry('status.observed', { deviceId: 'D1', status: 'down', note: '黑屏' })]);
    const file = join(folder, 'ledger.ndjson');
    const papers = join(folder, 'papers');
    await command(['export', '--to', file, '--papers', papers], { DATA_DIR: data() });
    const [paper] = readdirSync(papers);
    writeFileSync(join(papers, paper!), 'something else');
    const refused = await command(['import', file, '--papers', papers], { DATA_DIR: join(folder, 'copy') });
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(paper!)]);
  });

  it('end with 1 when refused and 2 for wrong usage', async () => {
    expect((await command(['verify', join(folder, 'none')], {})).code).toBe(1);
    expect((await command(['verify', '-'], {}, 'nonsense\n')).code).toBe(1);
    expect((await command(['export'], { DATA_DIR: join(folder, 'none') })).code).toBe(1);
    for (const args of [[], ['dance'], ['verify'], ['export', 'here'], ['import', 'a', '--fast']]) {
      expect([args, (await command(args, {})).code]).toEqual([args, 2]);
    }
    const help = await command(['help'], {});
    expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('import FILE')]);
  });
});

describe('the start (contract 2)', () => {
  it('is stopped by a wrong value with one line that names it', async () => {
    const cases: Record<string, string>[] = [
      { PORT: '70000' },
      { ZONE: 'Mars/Olympus' },
      { LOG_LEVEL: 'loud' },
      { PUBLIC_URL: 'kaodian.example' },
      { TLS_CERT: '/nowhere.pem', TLS_KEY: '/nowhere.pem' },
      { DATABASE_URL: 'postgres://localhost/kaodian' },
    ];
    for (const env of cases) {
      const error: unknown = await spawnServer(data(), env).catch((one: unknown) => one);
      expect((error as Error).message).toMatch(new RegExp(`^kaodian: ${Object.keys(env)[0]} is wrong: [^\\n]+$`));
    }
  });

  it('is refused while another server has the folder, and when the zone is another than at the first start', async () => {
    const server = await serve();
    await expect(spawnServer(data())).rejects.toThrow('in use');
    await server.end('SIGTERM');
    await expect(spawnServer(data(), { ZONE: 'Asia/Tokyo' })).rejects.toThrow('ZONE is wrong');
  });

  it('takes the folder at once after a kill -9', async () => {
    const server = await serve();
    await post(server, oneSite());
    await server.end('SIGKILL');
    const again = await serve();
    const response = await fetch(`${again.url}/readyz`);
    expect(await response.json()).toMatchObject({ ready: true, seq: 3 });
  });

  it('prints a one-time link when there is neither account nor password', async () => {
    const server = await spawnServer(data(), { ADMIN_PASSWORD: '' });
    servers.push(server);
    await untilReady(server);
    expect(server.said.stdout).toMatch(/\/setup#[A-Za-z0-9_-]{32}\n/);
  });

  it('ends with 0 on SIGTERM', async () => {
    const server = await serve();
    expect(await server.end('SIGTERM')).toBe(0);
  });
});

describe('a disk that takes no more', () => {
  const limit = (pid: number, bytes: string) => execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);

  it('is told to writers, loses nothing that was acked, and is over when there is room again, without a restart', async () => {
    const server = await serve();
    await post(server, oneSite());
    // The kernel refuses to let any file of the process grow: writes fail in the middle, as on a full disk.
    limit(server.pid, '20000');
    const batch = Array.from({ length: 300 }, (_, index) => observed('D1', index % 2 ? 'up' : 'down'));
    const refused = await post(server, batch);
    expect([refused.status, refused.body.error?.code]).toEqual([503, 'storage']);
    const readable = await fetch(`${server.url}/api/devices/D1`, { headers: { cookie: server.cookie } });
    expect(readable.status).toBe(200);
    limit(server.pid, 'unlimited');
    const taken = await post(server, batch);
    expect(taken.body.results.map((one) => one.seq)).toEqual(batch.map((_, index) => index + 4));
    await server.end('SIGKILL');
    const { stdout } = await command(['export'], { DATA_DIR: data() });
    expect((await command(['verify', '-'], {}, stdout)).stdout).toContain('verified: 303 entries');
  });
});
