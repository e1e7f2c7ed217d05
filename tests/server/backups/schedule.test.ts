import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupFolder } from '../../../server/backups/backup-folder';
import { isLeftover, timeOfBackup } from '../../../server/backups/rotation';
import { readConfig } from '../../../server/config';
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
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Each test runs several processes; the machine may be busy. */
const LONG = { timeout: 120_000 };

describe('backups on a schedule (contract 2: BACKUP_DIR, BACKUP_EVERY)', LONG, () => {
  it('the first is made at once, checked, complete, and can be restored; the page knows of it', async () => {
    const { ask, health, server } = await serve({ BACKUP_EVERY: '6h' });
    await ask('/api/entries', { entries: oneSite() });
    const { backup } = await until(health, ({ backup: of }) => Boolean(of?.last) && of?.progress === null);
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

  it('one that was made while the clock was years ahead does not put off the next', async () => {
    const ahead = 'kaodian-20990101T000000Z.backup';
    writeFileSync(join(at('backups'), ahead), 'from the future');
    const { health } = await serve();
    const { backup } = await until(health, ({ backup: of }) => Boolean(of?.last) && of?.progress === null);
    expect(backup).toMatchObject({ count: 2, failed: null });
    expect(complete()).toEqual([backup!.last!.name, ahead]);
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
    const { backup } = await until(health, ({ backup: of }) => Boolean(of?.failed));
    expect(backup!.failed!.message).toMatch(/./);
    expect(names()).toEqual(['kaodian-20250101T000000Z.backup']);
    expect(backup!.last!.name).toBe('kaodian-20250101T000000Z.backup');
  });

  it('a wrong folder stops the start with one clear line, before anything is made', async () => {
    const started = spawnServer(at('data'), { BACKUP_DIR: at('missing') });
    await expect(started).rejects.toThrow(
      /^kaodian: BACKUP_DIR is wrong: there is no folder \S+missing: make it, or mount its disk, before the start$/,
    );
    expect(existsSync(at('data/kaodian.db'))).toBe(false);
  });
});

describe('the folder and the interval', () => {
  it('a folder exists, can be written to, and is no part of the data folder under any name', () => {
    const why = (given: string) => {
      try {
        return backupFolder(given, at('data'));
      } catch (error) {
        return (error as Error).message;
      }
    };
    writeFileSync(at('file'), '');
    mkdirSync(at('data/inside'), { recursive: true });
    symlinkSync(at('data/inside'), at('link'));
    expect(why(at('backups'))).toBe(at('backups'));
    expect(names()).toEqual([]);
    expect(why(at('file'))).toMatch(/is no folder$/);
    for (const inside of ['data', 'data/inside', 'link']) expect(why(at(inside))).toMatch(/part of the data folder/);
    // Where nobody may write, not even the administrator of the machine.
    expect(why('/proc')).toMatch(/^nothing can be written to \/proc: /);
  });

  it('an interval is 10 minutes to 30 days, and wants a folder', () => {
    const every = (text: string) => readConfig({ BACKUP_DIR: '/b', BACKUP_EVERY: text }).BACKUP_EVERY;
    expect(['10m', '6h', '1d', '30d'].map(every)).toEqual([600_000, 21_600_000, 86_400_000, 2_592_000_000]);
    for (const wrong of ['0h', '9m', '31d', '1w', 'daily', '1.5h', '-1d']) {
      expect(() => every(wrong)).toThrow(
        'BACKUP_EVERY is wrong: it wants a time from 10m to 30d, such as 30m, 6h or 1d',
      );
    }
    expect(() => readConfig({ BACKUP_EVERY: '1d' })).toThrow('BACKUP_EVERY wants BACKUP_DIR');
  });
});
