import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Secrets } from '../../../server/access/secrets';
import { restoreCommand } from '../../../server/commands/backup';
import { copyDatabase, holdEmpty, isSealedFormat, openCopy } from '../../../server/store/sqlite/copy';
import { openReader, openStore } from '../../../server/store/sqlite/open';
import { EMPTY, append, rowsAfter } from '../../store/rows';
import { tempFolder } from '../kit';
import { command, spawnServer } from '../process';

const KILLER = new URL('../../fixtures/kill-at.mjs', import.meta.url).href;

let folder: string;
const at = (...names: string[]) => join(folder, ...names);
const on = (name: string) => ({ DATA_DIR: at(name) });
const oneLine = (words: string) => expect.stringMatching(new RegExp(`^kaodian: [^\n]*${words}[^\n]*\n$`));

const UNFINISHED = /^a restore into \S+ was not finished: run the same restore again/;

async function ledgerOf(name: string): Promise<string> {
  const store = openReader(at(name));
  try {
    return (await store.entries.lines(0, 100)).join('\n');
  } finally {
    await store.close();
  }
}

/** A data folder with five entries, a key and a secret sealed with it. */
beforeEach(async () => {
  folder = tempFolder();
  const store = openStore(at('first'));
  await append(store, rowsAfter(EMPTY, 5));
  const secrets = await Secrets.open(store.meta, at('first', 'secret.key'));
  await store.meta.set('a secret', await secrets.seal('word', 'somebody'));
  await store.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('M7: with a wrong, a short, a huge or no key neither a backup nor a start begins', async () => {
  const path = at('first', 'secret.key');
  const right = readFileSync(path);
  const cases: [Buffer | null, string][] = [
    [randomBytes(32), 'is not the key of this database'],
    [right.subarray(0, 31), 'holds no key: 32 bytes are wanted'],
    [Buffer.concat([right, randomBytes(1_000_000)]), 'holds no key: 32 bytes are wanted'],
    [null, 'is missing'],
  ];
  const store = openReader(at('first'));
  for (const [key, words] of cases) {
    rmSync(path, { force: true });
    if (key) writeFileSync(path, key);
    await expect(copyDatabase(at('first'), at('copy')), words).rejects.toThrow(words);
    await expect(Secrets.open(store.meta, path), words).rejects.toThrow(words);
  }
  writeFileSync(path, right);
  await copyDatabase(at('first'), at('copy'));
  await store.close();
});

it('M7: a wrong key is told in one line, with exit code 1, and leaves no file', async () => {
  writeFileSync(at('first', 'secret.key'), randomBytes(32));
  const backup = await command(['backup', at('backup')], on('first'));
  const words = 'is not the key of this database';
  expect([backup.code, backup.stdout, backup.stderr]).toEqual([1, '', oneLine(words)]);
  expect(readdirSync(folder)).toEqual(['first']);
  await expect(spawnServer(at('first'))).rejects.toThrow(new RegExp(`^kaodian: [^\n]*${words}[^\n]*$`));
});

it('M7: a restore that is killed at any step can be run again, and nothing opens the folder in between', async () => {
  expect((await command(['backup', at('backup')], on('first'))).code).toBe(0);
  const ledger = await ledgerOf('first');
  let kills = 0;
  for (let step = 1; ; step += 1) {
    const name = `restored-${step}`;
    const env = { ...on(name), NODE_OPTIONS: `--import=${KILLER}`, KILL_AT: String(step) };
    const killed = await command(['restore', at('backup')], env);
    if (killed.code === 0) break;
    expect([step, killed.code, killed.stderr]).toEqual([step, null, '']);
    kills += 1;
    const isMarked = existsSync(at(name, 'restore.unfinished'));
    if (isMarked) {
      for (const open of [openReader, openStore]) expect(() => open(at(name)), `step ${step}`).toThrow(UNFINISHED);
    } else if (existsSync(at(name, 'kaodian.db'))) {
      // Killed after the mark was taken away: everything is in place.
      expect(await ledgerOf(name)).toBe(ledger);
      continue;
    }
    await restoreCommand(at('backup'), { hold: () => holdEmpty(at(name)), open: openCopy, isSealedFormat });
    expect(await ledgerOf(name)).toBe(ledger);
    expect(readFileSync(at(name, 'secret.key'))).toEqual(readFileSync(at('first', 'secret.key')));
    expect(readdirSync(at(name)).filter((one) => /part|unfinished|journal/.test(one))).toEqual([]);
  }
  // Among the steps: the mark, the copy, the key, both renames, and the end of the mark.
  expect(kills).toBeGreaterThan(6);
}, 120_000);

it('M7: a refused second try leaves the folder refused: it is not taken for an empty one', async () => {
  expect((await command(['backup', at('backup')], on('first'))).code).toBe(0);
  const env = { ...on('second'), NODE_OPTIONS: `--import=${KILLER}`, KILL_AT: '5' };
  expect((await command(['restore', at('backup')], env)).code).toBeNull();
  expect(existsSync(at('second', 'restore.unfinished'))).toBe(true);
  writeFileSync(at('letter'), 'dear colleague');
  expect((await command(['restore', at('letter')], on('second'))).code).toBe(1);
  await expect(spawnServer(at('second'))).rejects.toThrow(
    /^kaodian: a restore into [^\n]* was not finished: run the same restore again[^\n]*$/,
  );
});
