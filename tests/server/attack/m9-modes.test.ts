import { chmodSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openServing, openStore } from '../../../server/store/sqlite/open';
import { startWriter } from '../../../server/start-thread';
import { discard, oneSite, startServer, tempFolder } from '../kit';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const mode = (...names: string[]) => (statSync(join(folder, ...names)).mode & 0o777).toString(8);
const modes = () =>
  readdirSync(folder)
    .filter((name) => name !== 'checkpoints')
    .map((name) => `${name} ${mode(name)}`);

it('M9: a folder that existed, and all files in it, are closed to others at the start and while it runs', async () => {
  folder = tempFolder();
  chmodSync(folder, 0o755);
  let server = await startServer({ folder });
  await server.must(oneSite());
  await server.ask('/api/session/second-factor', { json: { password: 'a password of the tests' } });
  const files = ['kaodian.db', 'kaodian.db-shm', 'kaodian.db-wal', 'lock.db', 'secret.key'];
  const closed = files.map((name) => `${name} 600`);
  expect([mode(), modes()]).toEqual(['700', expect.arrayContaining(closed)]);
  expect(modes().filter((one) => !one.endsWith(' 600'))).toEqual([]);
  await server.stop();

  // As an earlier version left them.
  chmodSync(folder, 0o755);
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), name === 'checkpoints' ? 0o755 : 0o644);
  server = await startServer({ folder });
  await server.must([...oneSite(['D9'], 'S9')]);
  expect([mode(), modes().filter((one) => !one.endsWith(' 600'))]).toEqual(['700', []]);
  await discard(server);
});

it('M9: what cannot be closed is warned of, and the folder is used', async () => {
  folder = tempFolder();
  // A folder for everybody, as /tmp is.
  chmodSync(folder, 0o1777);
  const warnings: string[] = [];
  const store = openStore(folder, (message) => warnings.push(message));
  await store.close();
  const serving = openServing(folder, {
    startWriter: () => startWriter({ folder }),
    warn: (message) => warnings.push(message),
  });
  await serving.close();
  const line = expect.stringContaining(`other users of this machine may read ${folder}, and it could not be closed`);
  expect([warnings, mode('kaodian.db')]).toEqual([[line, line], '600']);
});
