import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLeftover, timeOfBackup } from '../../../server/backups/rotation';
import type { HealthAnswer } from '../../../shared/contract/http';
import { observed, oneSite, tempFolder } from '../kit';
import { type ServerProcess, command, logIn, spawnServer, untilReady } from '../process';

let folder: string;
const servers: ServerProcess[] = [];
beforeEach(() => {
  folder = tempFolder();
  mkdirSync(at('backups'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);
const names = () => readdirSync(at('backups')).sort();
const complete = () => names().filter((name) => timeOfBackup(name) !== null);

async function serve(env: Record<string, string> = {}, launch: readonly string[] = []) {
  const server = await spawnServer(at('data'), { BACKUP_DIR: at('backups'), ...env }, launch);
  servers.push(server);
  await untilReady(server);
  const cookie = await logIn(server.url);
  const ask = async <T>(path: string, json?: unknown): Promise<T> => {
    const init = json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) };
    const headers = { cookie, 'content-type': 'application/json' };
    return (await fetch(server.url + path, { ...init, headers })).json() as Promise<T>;
  };
  return { server, ask, health: () => ask<HealthAnswer>('/api/health') };
}

/** Asks until it is so. */
async function until<T>(ask: () => Promise<T> | T, isSo: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
  }
}

describe('backups on a schedule (contract 2: BACKUP_DIR, BACKUP_EVERY)', () => {
  it('the first is made at once, checked, complete, and can be restored; the page knows of it', async () => {
    const { ask, health, server } = await serve({ BACKUP_EVERY: '6h' });
    await ask('/api/entries', { entries: oneSite() });
    const { backup } = await until(health, ({ backup: of }) => of?.last != null && of.progress === null);
    expect(backup).toMatchObject({ folder: at('backups'), everyMs: 21_600_000, count: 1, failed: null });
    expect(Date.parse(backup!.nextAt) - Date.parse(backup!.last!.at)).toBe(21_600_000);
    expect(names()).toEqual([backup!.last!.name]);
    // Every hash was checked: that is known to the page of the audit as well.
    const chain = await ask<{ checked: { seq: number; bad: unknown } }>('/api/audit/chain');
    expect(chain.checked).toMatchObject({ seq: backup!.head!.seq, bad: null });
    await server.end('SIGTERM');
    const restored = await command(['restore', join(at('backups'), names()[0]!)], { DATA_DIR: at('second') });
    expect([restored.code, restored.stderr]).toEqual([0, '']);
  });

  it('is not made again before it is due, also after a restart', async () => {
    const first = await serve();
    await until(complete, (found) => found.length === 1);
    await first.server.end('SIGTERM');
    const second = await serve();
    const { backup } = await second.health();
    expect([backup!.progress, backup!.count, backup!.head]).toEqual([null, 1, null]);
    expect(Date.parse(backup!.nextAt) - Date.parse(backup!.last!.at)).toBe(86_400_000);
  });

  it('a kill during a backup leaves no half file under a final name, and the next start makes room and a whole one', async () => {
    const first = await serve();
    // Enough to back up for a while: each entry is a line to hash.
    for (let page = 0; page < 12; page += 1) {
      const entries = page === 0 ? oneSite() : Array.from({ length: 900 }, () => observed('D1', 'up'));
      await first.ask('/api/entries', { entries });
    }
    await until(complete, (found) => found.length === 1);
    await first.server.end('SIGTERM');
    rmSync(at('backups'), { recursive: true });
    mkdirSync(at('backups'));
    const second = await serve();
    await until(names, (found) => found.some(isLeftover));
    await second.server.end('SIGKILL');
    servers.splice(0);
    expect(complete()).toEqual([]);
    await serve();
    await until(complete, (found) => found.length === 1);
    await until(names, (found) => found.length === 1);
  });

  it('a full disk fails it, says so, keeps the earlier ones, and leaves nothing behind', async () => {
    const first = await serve();
    await until(complete, (found) => found.length === 1);
    await first.server.end('SIGTERM');
    const [kept] = complete();
    // An old name: the next one is due at once.
    rmSync(join(at('backups'), kept!));
    writeFileSync(join(at('backups'), 'kaodian-20250101T000000Z.backup'), 'the one before');
    // No file grows beyond 64 kB: the database is larger than that.
    const { health } = await serve({}, ['prlimit', '--fsize=65536']);
    const { backup } = await until(health, ({ backup: of }) => of?.failed != null);
    expect(backup!.failed!.message).toMatch(/./);
    expect(names()).toEqual(['kaodian-20250101T000000Z.backup']);
    expect(backup!.last!.name).toBe('kaodian-20250101T000000Z.backup');
  });

  it('a wrong folder or interval stops the start with one clear line', async () => {
    const refused = async (env: Record<string, string>) => {
      const started = spawnServer(at('data'), env);
      return started.then(
        () => 'it started',
        (error: Error) => error.message,
      );
    };
    writeFileSync(at('file'), '');
    mkdirSync(at('data'), { recursive: true });
    mkdirSync(at('data/inside'));
    symlinkSync(at('data/inside'), at('link'));
    expect(await refused({ BACKUP_DIR: at('missing') })).toMatch(
      /^kaodian: BACKUP_DIR is wrong: there is no folder \S+missing: make it, or mount its disk, before the start$/,
    );
    expect(await refused({ BACKUP_DIR: at('file') })).toMatch(/^kaodian: BACKUP_DIR is wrong: \S+file is no folder$/);
    for (const inside of ['data', 'data/inside', 'link']) {
      expect(await refused({ BACKUP_DIR: at(inside) })).toMatch(
        /^kaodian: BACKUP_DIR is wrong: .* part of the data folder [^\n]*$/,
      );
    }
    for (const every of ['0h', '5m', '31d', '1w', 'daily']) {
      expect(await refused({ BACKUP_DIR: at('backups'), BACKUP_EVERY: every })).toBe(
        'kaodian: BACKUP_EVERY is wrong: it wants a time from 10m to 30d, such as 30m, 6h or 1d',
      );
    }
    expect(await refused({ BACKUP_EVERY: '1d' })).toBe(
      'kaodian: BACKUP_EVERY wants BACKUP_DIR: name the folder of the backups',
    );
    expect(existsSync(at('data/kaodian.db'))).toBe(false);
  });

  it.runIf(process.getuid?.() !== 0)('a folder that nothing can be written to is one of them', async () => {
    chmodSync(at('backups'), 0o500);
    await expect(spawnServer(at('data'), { BACKUP_DIR: at('backups') })).rejects.toThrow(/nothing can be written to/);
  });
});
