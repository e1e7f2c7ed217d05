import { chmodSync, linkSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { outputFile, outputFolder } from '../../../server/store/output-path';
import { openStore } from '../../../server/store/sqlite/open';
import { EMPTY, append, rowsAfter } from '../../store/rows';
import { entry, oneSite, startServer, tempFolder } from '../kit';
import { command } from '../process';

let folder: string;
const at = (...names: string[]) => join(folder, ...names);
const run = (...args: string[]) => command(args, { DATA_DIR: at('data') });

beforeEach(async () => {
  folder = tempFolder();
  const store = openStore(at('data'));
  await append(store, rowsAfter(EMPTY, 5));
  await store.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The names by which a path outside leads into the data folder, besides the paths in it. */
function waysIn(): string[] {
  symlinkSync(at('data', 'kaodian.db'), at('symlink'));
  linkSync(at('data', 'kaodian.db'), at('hardlink'));
  symlinkSync(at('data'), at('linked-folder'));
  symlinkSync(at('data', 'not-there-yet'), at('dangling'));
  return [
    at('data', 'kaodian.db'),
    at('data', 'kaodian.db-wal'),
    at('data', 'lock.db'),
    at('data', 'new'),
    at('data', '..', 'data', 'new'),
    at('symlink'),
    at('hardlink'),
    at('linked-folder', 'new'),
    at('dangling'),
  ];
}

it('M6: every path that leads into the data folder is refused, for a file and for a folder', () => {
  const refused = /^\S+ is part of the data folder \S+: name a place outside it$/;
  for (const path of waysIn()) expect(() => outputFile(path, at('data')), path).toThrow(refused);
  for (const path of [at('data'), at('data', 'papers'), at('linked-folder'), at('linked-folder', 'papers')]) {
    expect(() => outputFolder(path, at('data')), path).toThrow(refused);
  }
  for (const path of [at('new'), at('data-2', 'new')]) expect(outputFile(path, at('data'))).toBe(path);
});

it('M6: backup and export onto the live database end with 1 in one line, and the ledger is as before', async () => {
  const before = await run('export');
  const names = readdirSync(at('data')).sort();
  const path = at('data', 'kaodian.db');
  for (const args of [
    ['backup', path],
    ['export', '--to', path],
    ['export', '--papers', at('data', 'papers')],
  ]) {
    const { code, stdout, stderr } = await run(...args);
    const line = expect.stringMatching(/^kaodian: \S+ is part of the data folder \S+: name a place outside it\n$/);
    expect([args, code, stdout, stderr]).toEqual([args, 1, '', line]);
  }
  expect(readdirSync(at('data')).sort()).toEqual(names);
  expect(await run('export')).toEqual(before);
});

it('M6: an output through a link outside replaces what the link leads to, and no folder', async () => {
  writeFileSync(at('old'), 'an older file');
  symlinkSync(at('old'), at('link'));
  expect((await run('backup', at('link'))).code).toBe(0);
  expect(statSync(at('old')).size).toBeGreaterThan(4096);
  mkdirSync(at('folder'));
  const refused = await run('backup', at('folder'));
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/^kaodian: .* is no file[^\n]*\n$/)]);
});

it('M6: every output is for its owner only, also in place of a file that was not, and nothing is left beside it', async () => {
  const server = await startServer();
  await server.must([...oneSite(), entry('status.observed', { deviceId: 'D1', status: 'down', note: '黑屏' })]);
  await server.stop();
  for (const name of ['backup', 'ledger']) {
    writeFileSync(at(name), 'an older file');
    chmodSync(at(name), 0o644);
  }
  const on = { DATA_DIR: server.folder };
  expect((await command(['backup', at('backup')], on)).code).toBe(0);
  expect((await command(['export', '--to', at('ledger'), '--papers', at('papers')], on)).code).toBe(0);
  const mode = (...names: string[]) => (statSync(at(...names)).mode & 0o777).toString(8);
  const [paper, ...others] = readdirSync(at('papers'));
  expect(others).toEqual([]);
  const modes = [mode('backup'), mode('ledger'), mode('papers'), mode('papers', paper!)];
  expect(modes).toEqual(['600', '600', '700', '600']);
  expect(readdirSync(folder).sort()).toEqual(['backup', 'data', 'ledger', 'papers']);
  rmSync(server.folder, { recursive: true });
});
