import { randomBytes } from 'node:crypto';
import { copyFileSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Secrets } from '../../../server/access/secrets';
import { restoreCommand } from '../../../server/commands/backup';
import { holdEmpty, isSealedFormat, openCopy } from '../../../server/store/sqlite/copy';
import { connect } from '../../../server/store/sqlite/driver';
import { openReader } from '../../../server/store/sqlite/open';
import { type TestServer, entry, oneSite, startServer, tempFolder } from '../kit';
import { command } from '../process';

/** Bytes of the line after the database: a line feed, `kaodian backup 2 sha256:`, 64 digits, a line feed. */
const SEAL = 1 + 'kaodian backup 2 sha256:'.length + 64 + 1;

let folder: string;
let server: TestServer;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = tempFolder();
  server = await startServer({ folder: at('first') });
  await server.must([...oneSite(), entry('status.observed', { deviceId: 'D1', status: 'down', note: '黑屏' })]);
  // A key, its proof and a second factor.
  await server.ask('/api/session/second-factor', { json: { password: 'a password of the tests' } });
  expect((await command(['backup', at('backup')], { DATA_DIR: at('first') })).code).toBe(0);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const restore = (name: string, to = 'second') =>
  restoreCommand(at(name), { hold: () => holdEmpty(at(to)), open: openCopy, isSealedFormat });
const restored = () => readdirSync(at('second')).filter((name) => !name.startsWith('lock.db'));

function flipped(bytes: Buffer, offset: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[offset]! ^= 1;
  return copy;
}

it('defect 17: a changed byte anywhere is refused before anything is written, and says so in one line', async () => {
  const whole = readFileSync(at('backup'));
  const body = whole.length - SEAL;
  const inAccounts = whole.indexOf('$argon2id$') + 40;
  const inPapers = whole.indexOf('黑屏');
  const inKey = whole.indexOf(readFileSync(join(at('first'), 'secret.key')).toString('base64')) + 5;
  expect(Math.min(inAccounts, inPapers, inKey)).toBeGreaterThan(40);
  const offsets = [inAccounts, inPapers, inKey];
  // A place in every page of the database, another one in each, and every byte of the line after it.
  for (let page = 0; page * 4096 < body; page += 1) offsets.push(page * 4096 + ((page * 613) % 4096));
  for (let offset = body; offset < whole.length; offset += 1) offsets.push(offset);
  for (const offset of offsets) {
    writeFileSync(at('flipped'), flipped(whole, offset));
    const error = await restore('flipped').then(
      () => null,
      (failure: unknown) => failure as Error,
    );
    expect([offset, error?.message]).toEqual([offset, expect.stringMatching(/^[^\n]+$/)]);
    expect([offset, restored()]).toEqual([offset, []]);
  }
});

it('defect 17: the command names what is wrong and ends with 1', async () => {
  const whole = readFileSync(at('backup'));
  writeFileSync(at('accounts'), flipped(whole, whole.indexOf('$argon2id$') + 40));
  const { code, stdout, stderr } = await command(['restore', at('accounts')], { DATA_DIR: at('third') });
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(
    /^kaodian: .* its digest is wrong; nothing was restored \(outside its entries and papers\)\n$/,
  );
});

it('defect 17: a file whose line was cut off or is of a newer format is refused', async () => {
  copyFileSync(at('backup'), at('cut'));
  truncateSync(at('cut'), statSync(at('backup')).size - SEAL);
  await expect(restore('cut')).rejects.toThrow(/the digest at its end is missing; nothing was restored/);
  const newer = readFileSync(at('backup'));
  newer.write('3', newer.length - SEAL + 1 + 'kaodian backup '.length);
  writeFileSync(at('newer'), newer);
  await expect(restore('newer')).rejects.toThrow(/newer version/);
  expect(restored()).toEqual([]);
});

it('defect 17: a backup of the format before is restored, with a warning that says what is not covered', async () => {
  copyFileSync(at('backup'), at('old'));
  truncateSync(at('old'), statSync(at('backup')).size - SEAL);
  const database = connect(at('old'));
  database.run('DELETE FROM meta WHERE name = ?', ['backup-format']);
  database.close();
  const { code, stdout, stderr } = await command(['restore', at('old')], { DATA_DIR: at('from-old') });
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^restored: 4 entries/)]);
  expect(stderr).toMatch(/^kaodian: warning: .*accounts, tokens, settings, heartbeats and key were not[^\n]*\n$/);
});

it('M7: a backup of the format before that was made beside a wrong key is restored, and the start wants the right one', async () => {
  copyFileSync(at('backup'), at('old-key'));
  truncateSync(at('old-key'), statSync(at('backup')).size - SEAL);
  const database = connect(at('old-key'));
  database.run('DELETE FROM meta WHERE name = ?', ['backup-format']);
  database.run('UPDATE meta SET value = ? WHERE name = ?', [randomBytes(32).toString('base64'), 'secret.key']);
  database.close();
  await restore('old-key', 'fifth');
  const store = openReader(at('fifth'));
  const path = join(at('fifth'), 'secret.key');
  await expect(Secrets.open(store.meta, path)).rejects.toThrow('is not the key of this database');
  copyFileSync(join(at('first'), 'secret.key'), path);
  await Secrets.open(store.meta, path);
  await store.close();
});

it('low: a restore ends every session, so that one that was logged out since does not come back', async () => {
  expect((await command(['restore', at('backup')], { DATA_DIR: at('fourth') })).code).toBe(0);
  const database = connect(join(at('fourth'), 'kaodian.db'));
  const counts = database.get(
    'SELECT (SELECT count(*) FROM sessions) AS sessions, (SELECT count(*) FROM accounts) AS accounts',
  );
  database.close();
  expect(counts).toEqual({ sessions: 0, accounts: 1 });
  expect((await server.ask('/api/session')).status).toBe(200);
});
