import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { DiskWatch, spaceOf } from '../../server/disk';
import { type TestServer, discard, observed, oneSite, startServer } from './kit';

const MB = 1024 * 1024;
const GB = 1024 * MB;

describe('a disk that fills up (warned of ahead of time)', () => {
  let server: TestServer | undefined;
  afterEach(async () => {
    if (server) await discard(server);
    server = undefined;
  });

  it('is low under 512 MB, or under 5 %', async () => {
    const cases: [freeBytes: number, totalBytes: number, isLow: boolean][] = [
      [511 * MB, 8 * GB, true],
      [512 * MB, 8 * GB, false],
      [49 * GB, 1000 * GB, true],
      [50 * GB, 1000 * GB, false],
    ];
    for (const [freeBytes, totalBytes, isLow] of cases) {
      const watch = new DiskWatch(async () => ({ freeBytes, totalBytes }), { warn: () => {}, info: () => {} });
      await watch.look();
      expect([freeBytes, totalBytes, watch.low !== null]).toEqual([freeBytes, totalBytes, isLow]);
    }
  });

  it('is told to the log when it begins and when it is over, and a failing look is no alarm', async () => {
    const said: unknown[] = [];
    const left = [600, 100, 90, 700].map((free) => ({ freeBytes: free * MB, totalBytes: 8 * GB }));
    const log = {
      warn: (_: unknown, text?: string) => void said.push(text),
      info: (text: unknown) => void said.push(text),
    };
    const watch = new DiskWatch(async () => {
      if (left.length === 0) throw new Error('no such folder');
      return left.shift()!;
    }, log);
    for (let look = 0; look < 5; look += 1) await watch.look();
    expect(said).toEqual([
      'the disk is nearly full: make room before nothing can be recorded',
      'the disk has room again',
      'the space on the disk could not be read',
    ]);
    expect(watch.low).toBeNull();
  });

  it('shows in /readyz and ends no service', async () => {
    const space = { freeBytes: 100 * MB, totalBytes: 8 * GB };
    server = await startServer({ deps: { diskSpace: async () => space } });
    const { status, body } = await server.ask('/readyz');
    expect([status, body]).toEqual([200, { ready: true, seq: 0, disk: { low: true, ...space } }]);
    await server.must([...oneSite(), observed('D1', 'down')]);
  });

  it('is read from the file system', async () => {
    const { freeBytes, totalBytes } = await spaceOf(tmpdir());
    expect([freeBytes > 0, freeBytes < totalBytes]).toEqual([true, true]);
  });
});
