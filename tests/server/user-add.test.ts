import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, tempFolder } from './kit';
import { command, logIn, spawnServer, untilReady } from './process';

let folder: string;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const add = (...args: string[]) => command(['user', 'add', ...args], { DATA_DIR: join(folder, 'data') });

describe('user add (contract 1)', () => {
  it('makes an account whose password it says once, with the server stopped; the first start still makes its admin', async () => {
    const made = await add('王工', '--role', 'technician', '--scope', 'site:S1', '--scope', 'S2');
    expect([made.code, made.stderr]).toEqual([0, '']);
    const password = /^password \(shown this once\): (\S+)$/m.exec(made.stdout)![1]!;
    const server = await spawnServer(join(folder, 'data'));
    try {
      await untilReady(server);
      const running = await add('b', '--role', 'viewer', '--scope', '440781');
      expect([running.code, running.stderr]).toEqual([1, expect.stringMatching(/^kaodian: .*in use.*\n$/)]);
      const response = await fetch(`${server.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: '王工', password }),
      });
      expect(await response.json()).toMatchObject({ user: { role: 'technician', scope: ['site:S1', 'site:S2'] } });
      const cookie = await logIn(server.url);
      const trail = await fetch(`${server.url}/api/entries`, { headers: { cookie } });
      const { items } = (await trail.json()) as { items: object[] };
      expect(items).toMatchObject([{ kind: 'config.changed', actor: 'cli', body: { what: 'account' } }]);
      expect(PASSWORD).not.toBe(password);
    } finally {
      await server.end('SIGTERM');
    }
  });

  it('says in one line what it refuses (1), and how it is used (2)', async () => {
    const refused = await add('w', '--role', 'technician', '--scope', '440781');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/^kaodian: .*sites.*\n$/)]);
    expect((await add('w', '--role', 'technician', '--scope', 'S1')).code).toBe(0);
    expect((await add('w', '--role', 'technician', '--scope', 'S1')).stderr).toMatch(/^kaodian: .*of this name\n$/);
    for (const args of [[], ['w'], ['w', '--role', 'king'], ['w', 'x', '--role', 'admin'], ['w', '--rule', 'admin']]) {
      expect((await add(...args)).code).toBe(2);
    }
    expect((await command(['user', 'drop', 'w'], {})).code).toBe(2);
  });
});
