import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../../server/store/sqlite/driver';
import type { HealthAnswer } from '../../../shared/contract/http';
import { entry, observed, oneSite, tempFolder } from '../kit';
import { type ServerProcess, command, logIn, spawnServer, untilReady } from '../process';

let folder: string;
let server: ServerProcess;
let cookie: string;
beforeEach(async () => {
  folder = tempFolder();
  mkdirSync(at('backups'));
  server = await spawnServer(at('data'));
  await untilReady(server);
  cookie = await logIn(server.url);
  await record([...oneSite(['D1', 'D2']), observed('D2', 'down', Date.now() - 3_600_000)]);
});
afterEach(async () => {
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);
const on = (more: Record<string, string> = {}) => ({ DATA_DIR: at('data'), ...more });
const drill = (args: string[] = [], env: Record<string, string> = {}) => command(['drill', ...args], on(env));
const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('kaodian-drill-'));

async function record(entries: readonly unknown[]): Promise<void> {
  const headers = { cookie, 'content-type': 'application/json' };
  const answer = await fetch(`${server.url}/api/entries`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ entries }),
  });
  expect(answer.status).toBe(200);
}
const health = async () =>
  (await (await fetch(`${server.url}/api/health`, { headers: { cookie } })).json()) as HealthAnswer;

/** Each test runs several processes; the machine may be busy. */
const LONG = { timeout: 120_000 };

describe('a restore drill by one command (screens.md, Administration)', LONG, () => {
  it('restores aside, compares every figure at the same entry beside the running server, and is remembered', async () => {
    expect((await health()).drill).toBeNull();
    expect((await command(['backup', at('backup')], on())).code).toBe(0);
    // What comes after the backup does not count: figures are compared at its last entry.
    await record([observed('D1', 'down'), entry('site.changed', { siteId: 'S1', name: '改名' })]);
    const before = left();
    const { code, stdout, stderr } = await drill([at('backup')]);
    expect([code, stderr]).toEqual([0, '']);
    // The county with the two areas above it, and the site: 4 scopes × 2 years × (rows of the form, uptime).
    expect(stdout).toMatch(/^drill passed: 6 entries, head [0-9a-f]{64}; 16 figures are those of the live ledger\n$/);
    expect((await health()).drill).toMatchObject({ file: at('backup'), seq: 6, figures: 16, differs: [] });
    expect(left()).toEqual(before);
    expect(readdirSync(at('data'))).not.toContain('drill.json.part');
  });

  it('takes the newest of BACKUP_DIR, and says when there is none', async () => {
    const none = await drill([], { BACKUP_DIR: at('backups') });
    expect([none.code, none.stderr]).toEqual([1, `kaodian: there is no backup in ${at('backups')}\n`]);
    const unnamed = await drill();
    expect([unnamed.code, unnamed.stderr]).toEqual([
      1,
      expect.stringMatching(/^kaodian: name a FILE, or set BACKUP_DIR/),
    ]);
    for (const name of ['kaodian-20250101T000000Z.backup', 'kaodian-20250102T000000Z.backup']) {
      expect((await command(['backup', join(at('backups'), name)], on())).code).toBe(0);
    }
    const taken = await drill([], { BACKUP_DIR: at('backups') });
    expect(taken.code).toBe(0);
    expect((await health()).drill!.file).toBe(join(at('backups'), 'kaodian-20250102T000000Z.backup'));
  });

  it('a damaged file, or one of another ledger, does not pass', async () => {
    expect((await command(['backup', at('backup')], on())).code).toBe(0);
    const whole = readFileSync(at('backup'));
    const changed = Buffer.from(whole);
    changed[5000] = changed[5000]! ^ 1;
    writeFileSync(at('changed'), changed);
    const damaged = await drill([at('changed')]);
    expect([damaged.code, damaged.stderr]).toEqual([
      1,
      expect.stringMatching(/^kaodian: \S+changed is damaged[^\n]*\n$/),
    ]);

    const other = await spawnServer(at('other'));
    await untilReady(other);
    await fetch(`${other.url}/api/entries`, {
      method: 'POST',
      headers: { cookie: await logIn(other.url), 'content-type': 'application/json' },
      body: JSON.stringify({ entries: [...oneSite(['D1', 'D2']), observed('D2', 'up')] }),
    });
    expect((await command(['backup', at('foreign')], { DATA_DIR: at('other') })).code).toBe(0);
    await other.end('SIGTERM');
    const foreign = await drill([at('foreign')]);
    expect(foreign.code).toBe(1);
    expect(foreign.stderr).toContain('kaodian: differs: the hash of entry 6');
    expect(foreign.stderr).toMatch(/kaodian: drill failed: \d+ figures differ from the live ledger\n$/);
    expect((await health()).drill!.differs).toContain('the hash of entry 6');
  });

  it('names the figures that differ when the live database was changed behind the ledger’s back', async () => {
    expect((await command(['backup', at('backup')], on())).code).toBe(0);
    await server.end('SIGTERM');
    const database = connect(join(at('data'), 'kaodian.db'));
    database.run(`UPDATE entries SET line = replace(line, '"status":"down"', '"status":"up"') WHERE seq = 6`);
    database.close();
    rmSync(join(at('data'), 'checkpoints'), { recursive: true, force: true });
    const { code, stderr } = await drill([at('backup')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/differs: uptime of site:S1/);
    expect(stderr).toMatch(/differs: indicators of 440781 in \d{4}/);
  });
});
