import { copyFileSync, mkdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { verify } from '../../../server/ledger/files/verify';
import { exportLines } from '../../../server/ledger/files/export';
import { openStore } from '../../../server/store/sqlite/open';
import { observed, oneSite, startServer, tempFolder } from '../kit';

let folder: string;
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * SQLite's log has a checksum for each page of it, and a commit counts when its last page is whole. A log that was cut off
 * afterwards is the same bytes as one whose last commit was never finished, so that nothing in the folder tells them
 * apart: what can be asked is that the commit is lost as a whole and that the rest is right.
 */
it('low: a log that lost its last 1,000 bytes loses the last commit as a whole; what is left verifies, and goes on', async () => {
  folder = tempFolder();
  const server = await startServer({ folder: join(folder, 'first') });
  await server.must(oneSite());
  await server.must([observed('D1', 'down'), observed('D1', 'degraded')]);
  mkdirSync(join(folder, 'second'));
  for (const name of ['kaodian.db', 'kaodian.db-wal']) {
    copyFileSync(join(folder, 'first', name), join(folder, 'second', name));
  }
  await server.stop();
  const log = join(folder, 'second', 'kaodian.db-wal');
  truncateSync(log, statSync(log).size - 1000);

  const store = openStore(join(folder, 'second'));
  const head = await verify(
    (async function* () {
      for await (const text of exportLines(store, () => {})) yield Buffer.from(text);
    })(),
  );
  expect(head.seq).toBe(3);
  await store.close();
  const again = await startServer({ folder: join(folder, 'second'), clock: server.clock });
  expect(await again.must([observed('D1', 'down')])).toEqual([4]);
  await again.stop();
});
