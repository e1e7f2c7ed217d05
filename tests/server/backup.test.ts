import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../server/store/sqlite/driver';
import { codeAt } from '../helpers/totp';
import { PASSWORD, type Sent, entry, observed, oneSite, tempFolder } from './kit';
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

const at = (name: string) => join(folder, name);
const on = (name: string) => ({ DATA_DIR: at(name) });

async function serve(name: string): Promise<ServerProcess & { cookie: string }> {
  const server = await spawnServer(at(name));
  servers.push(server);
  await untilReady(server);
  return { ...server, cookie: await logIn(server.url) };
}

type Served = Awaited<ReturnType<typeof serve>>;

const post = (server: Served, path: string, json: unknown) =>
  fetch(server.url + path, {
    method: 'POST',
    headers: { cookie: server.cookie, 'content-type': 'application/json' },
    body: JSON.stringify(json),
  });
const record = async (server: Served, entries: readonly Sent[]) => {
  expect((await post(server, '/api/entries', { entries })).status).toBe(200);
};
const get = async ({ url, cookie }: Served, path: string) => (await fetch(url + path, { headers: { cookie } })).text();

/** A server with a history, an account's token, a push address and a note, and a backup of it made while it runs. */
async function backedUp() {
  const server = await serve('first');
  const note = { deviceId: 'D1', status: 'down', note: '黑屏' };
  await record(server, [...oneSite(['D1', 'D2']), observed('D2', 'degraded'), entry('status.observed', note)]);
  const json = { name: 'probe', role: 'agent', scope: 'S1' };
  const { token } = (await (await post(server, '/api/tokens', json)).json()) as { token: string };
  const pushed = await post(server, '/api/push-tokens', { deviceId: 'D2' });
  const { path } = (await pushed.json()) as { path: string };
  const made = await command(['backup', at('backup')], on('first'));
  expect([made.code, made.stderr, made.stdout]).toEqual([
    0,
    '',
    expect.stringMatching(/^backed up: 9 entries, head [0-9a-f]{64}\n$/),
  ]);
  return { server, token, path };
}

const FIGURES = [
  '/api/indicators?scope=440781&period=2025&asOf=9',
  '/api/uptime?scope=440781&from=2025-01-01T00:00:00%2B08:00&to=2026-01-01T00:00:00%2B08:00&by=day&asOf=9',
  '/api/devices?scope=440781&asOf=9',
  '/api/ledger?after=0&limit=100',
];

describe('backup and restore (contract 1)', () => {
  it('a backup made beside the running server is restored with every figure byte-equal, papers and accounts too', async () => {
    const { server, token, path } = await backedUp();
    const before = await Promise.all(FIGURES.map((one) => get(server, one)));
    const line = JSON.parse((await get(server, '/api/ledger?after=6&limit=1')).trim()) as { body: { note: string } };
    // What comes after it is not in it.
    await record(server, [observed('D1', 'up')]);
    await server.end('SIGTERM');

    const restored = await command(['restore', at('backup')], on('second'));
    expect([restored.code, restored.stderr]).toEqual([0, '']);
    expect(restored.stdout).toMatch(/^restored: 9 entries, head [0-9a-f]{64}\n$/);
    const second = await serve('second');
    expect(await Promise.all(FIGURES.map((one) => get(second, one)))).toEqual(before);
    expect(await get(second, `/api/papers/${line.body.note.slice('sha256:'.length)}`)).toContain('黑屏');
    const asAgent = { headers: { authorization: `Bearer ${token}` } };
    expect((await fetch(`${second.url}/api/devices`, asAgent)).status).toBe(200);
    expect(await (await fetch(second.url + path)).json()).toEqual({ ok: true });
    await record(second, [observed('D1', 'up')]);
  });

  it('is one file for its owner only, without a secret in the clear, and replaces the last one', async () => {
    const { token, path } = await backedUp();
    expect(readdirSync(folder).sort()).toEqual(['backup', 'first']);
    expect(statSync(at('backup')).mode & 0o777).toBe(0o600);
    const bytes = readFileSync(at('backup'));
    expect([token, path.split('/').at(-1)!].map((secret) => bytes.includes(secret))).toEqual([false, false]);
    expect((await command(['backup', at('backup')], on('first'))).code).toBe(0);
  });

  it('carries the key of the secrets: the restored server takes the codes of before, and keeps the key apart again', async () => {
    const server = await serve('first');
    const json = <T>(response: Response) => response.json() as Promise<T>;
    const path = '/api/session/second-factor';
    const { secret } = await json<{ secret: string }>(await post(server, path, { password: PASSWORD }));
    const first = codeAt(secret, Date.now());
    const made = await post(server, `${path}/confirm`, { code: first });
    const { recoveryCodes } = await json<{ recoveryCodes: string[] }>(made);
    expect((await command(['backup', at('backup')], on('first'))).code).toBe(0);
    await server.end('SIGTERM');
    expect((await command(['restore', at('backup')], on('second'))).code).toBe(0);

    const key = readFileSync(join(at('second'), 'secret.key'));
    expect(key).toEqual(readFileSync(join(at('first'), 'secret.key')));
    expect(statSync(join(at('second'), 'secret.key')).mode & 0o777).toBe(0o600);
    const [copy, live] = [readFileSync(at('backup')), readFileSync(join(at('second'), 'kaodian.db'))];
    expect([copy, live].map((bytes) => bytes.includes(key.toString('base64')))).toEqual([true, false]);
    const second = await spawnServer(at('second'));
    servers.push(second);
    await untilReady(second);
    const logInBy = async (code?: string) => {
      const sent = await post({ ...second, cookie: '' }, '/api/session', {
        username: 'admin',
        password: PASSWORD,
        code,
      });
      return sent.status;
    };
    // The code that confirmed it was taken before the backup: the step after it is the first that counts.
    expect(await logInBy()).toBe(401);
    expect(await logInBy(first)).toBe(401);
    expect(await logInBy(codeAt(secret, Date.now(), 1))).toBe(200);
    expect(await logInBy(recoveryCodes[0])).toBe(200);
    await second.end('SIGTERM');

    rmSync(join(at('second'), 'secret.key'));
    await expect(spawnServer(at('second'))).rejects.toThrow(/^kaodian: \S+secret\.key is missing[^\n]*$/);
    const without = await command(['backup', at('third')], on('second'));
    expect([without.code, without.stderr]).toEqual([1, expect.stringMatching(/^kaodian: .*is missing.*\n$/)]);
    expect(readdirSync(folder).sort()).toEqual(['backup', 'first', 'second']);
  });

  it('restore wants the server stopped and the folder empty, and says so in one line', async () => {
    const { server } = await backedUp();
    const running = await command(['restore', at('backup')], on('first'));
    expect([running.code, running.stderr]).toEqual([1, expect.stringMatching(/^kaodian: .*in use.*stop it first\n$/)]);
    await server.end('SIGTERM');
    const full = await command(['restore', at('backup')], on('first'));
    expect([full.code, full.stderr]).toEqual([1, expect.stringMatching(/^kaodian: .*is not empty.*\n$/)]);
  });

  it('a file that is torn, changed or none of ours is refused, and leaves the folder empty', async () => {
    const { server } = await backedUp();
    await server.end('SIGTERM');
    const whole = readFileSync(at('backup'));
    writeFileSync(at('torn'), whole.subarray(0, whole.length - 5000));
    writeFileSync(at('letter'), 'dear colleague');
    writeFileSync(at('changed'), whole);
    const database = connect(at('changed'));
    database.run(`UPDATE entries SET line = replace(line, '"degraded"', '"up"')`);
    database.close();
    writeFileSync(at('foreign'), '');
    for (const name of ['torn', 'letter', 'changed', 'foreign', 'missing']) {
      const { code, stderr } = await command(['restore', at(name)], on('second'));
      expect([name, code, stderr]).toEqual([name, 1, expect.stringMatching(/^kaodian: [^\n]+\n$/)]);
      expect(readdirSync(at('second')).filter((one) => !one.startsWith('lock.db'))).toEqual([]);
    }
    expect((await command(['restore', at('changed')], on('second'))).stderr).toContain('entry 6');
  });

  it('backup of nothing is refused; wrong usage ends with 2', async () => {
    mkdirSync(at('empty'));
    const { code, stderr } = await command(['backup', at('backup')], on('empty'));
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^kaodian: there is no ledger in .*\n$/)]);
    for (const args of [['backup'], ['restore'], ['restore', 'a', 'b']]) {
      expect([args, (await command(args, on('empty'))).code]).toEqual([args, 2]);
    }
    expect(readdirSync(folder)).toEqual(['empty']);
  });
});
