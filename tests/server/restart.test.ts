import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { Checkpoints } from '../../server/ledger/folding/checkpoints';
import { foldFactory } from '../../server/ledger/folding/fold-factory';
import { ClockBehind } from '../../server/ledger/errors';
import { FoldWorker } from '../../server/ledger/querying/fold-worker';
import { startWorker } from '../../server/start-thread';
import { NOON, TestClock, type TestServer, ZONE, discard, observed, oneSite, startServer, tempFolder } from './kit';

const OPTIONS = { zone: ZONE, find: () => undefined };

let server: TestServer;
afterEach(() => discard(server));

const FIGURES = `/api/uptime?${new URLSearchParams({
  scope: '440781',
  by: 'device',
  from: new Date(NOON - 86_400_000).toISOString(),
  to: new Date(NOON).toISOString(),
})}`;

async function withHistory(): Promise<{ body: unknown; head: unknown }> {
  server = await startServer();
  await server.must(oneSite(['D1', 'D2']));
  for (let batch = 0; batch < 3; batch += 1) {
    const many = Array.from({ length: 500 }, (_, index) => {
      const at = NOON - 80_000_000 + (batch * 500 + index) * 50_000;
      return observed(index % 2 ? 'D1' : 'D2', index % 3 ? 'up' : 'down', at);
    });
    await server.must(many);
  }
  return { body: (await server.ask(FIGURES)).body, head: server.app.ledger.head };
}

const again = async () => {
  server = await startServer({ folder: server.folder, clock: server.clock });
  return { body: (await server.ask(FIGURES)).body, head: server.app.ledger.head };
};
const checkpoints = () => readdirSync(join(server.folder, 'checkpoints'));

describe('a restart', () => {
  it('after a clean stop begins at a checkpoint, with the same figures', async () => {
    const before = await withHistory();
    await server.stop();
    expect(checkpoints()).toEqual([`${(before.head as { seq: number }).seq}.fold`]);
    expect(await again()).toEqual(before);
    expect(server.app.ledger.checkpointSeq).toBe(server.app.ledger.head.seq);
  });

  it('without a checkpoint, with a broken one, or one of another version replays, with the same figures', async () => {
    const before = await withHistory();
    await server.stop();
    const folder = join(server.folder, 'checkpoints');
    const [name] = checkpoints();
    writeFileSync(join(folder, name!), 'not a checkpoint');
    expect(await again()).toEqual(before);
    await server.stop();
    rmSync(folder, { recursive: true });
    expect(await again()).toEqual(before);
    await server.stop();
    server = await startServer({ folder: server.folder, clock: server.clock });
    const newer = new Checkpoints(folder, { ...foldFactory, version: 'another' }, ZONE);
    expect(await newer.load(server.store.entries, 1e9, OPTIONS)).toBeNull();
    const elsewhere = new Checkpoints(folder, foldFactory, 'Asia/Tokyo');
    expect(await elsewhere.load(server.store.entries, 1e9, OPTIONS)).toBeNull();
  });

  it('never takes the checkpoint of another ledger', async () => {
    await withHistory();
    await server.stop();
    const folder = join(server.folder, 'checkpoints');
    const other = await startServer({ folder: tempFolder(), clock: server.clock });
    await other.must(oneSite(['X1']));
    expect(await new Checkpoints(folder, foldFactory, ZONE).load(other.store.entries, 1e9, OPTIONS)).toBeNull();
    await discard(other);
    server = await startServer({ folder: server.folder, clock: server.clock });
  });

  it('is refused while the clock is more than two minutes behind the head, and allowed at two', async () => {
    server = await startServer();
    await server.must(oneSite());
    await server.stop();
    const { folder } = server;
    await expect(startServer({ folder, clock: new TestClock(NOON - 120_001) })).rejects.toThrow(ClockBehind);
    server = await startServer({ folder, clock: new TestClock(NOON - 120_000) });
    expect(server.app.ledger.head.seq).toBe(3);
  });
});

describe('the worker thread', () => {
  it('leaves a checkpoint beside the running server, which the next start uses', async () => {
    const before = await withHistory();
    const { seq } = before.head as { seq: number };
    const folder = join(server.folder, 'checkpoints');
    const workers = new FoldWorker(() => startWorker({ folder: server.folder, checkpoints: folder, zone: ZONE }));
    await workers.checkpoint(seq - 100);
    await workers.close();
    expect(checkpoints()).toEqual([`${seq - 100}.fold`]);
    const fold = await new Checkpoints(folder, foldFactory, ZONE).load(server.store.entries, seq, OPTIONS);
    expect(fold!.head.seq).toBe(seq - 100);
  });

  it('that ends in the middle fails its questions, and the next one starts another', async () => {
    await withHistory();
    const threads: Worker[] = [];
    const start = { folder: server.folder, checkpoints: join(server.folder, 'checkpoints'), zone: ZONE };
    const workers = new FoldWorker(() => {
      threads.push(startWorker(start));
      return threads.at(-1)!;
    });
    const question = { ask: 'list', what: 'sites', scope: null, limit: 10 } as const;
    const then = { seq: 5, now: NOON, past: true };
    const lost = workers.ask(question, then, { owner: 'a' });
    void threads[0]!.terminate();
    await expect(lost).rejects.toThrow('ended');
    expect((await workers.ask(question, then, { owner: 'a' })).items).toHaveLength(1);
    await workers.close();
  });
});

describe('an as-of question', () => {
  it('begins at the nearest checkpoint before it', async () => {
    const before = await withHistory();
    await server.stop();
    await again();
    const { seq } = before.head as { seq: number };
    await server.must([observed('D1', 'down', NOON - 3_600_000)]);
    expect((await server.ask(`${FIGURES}&asOf=${seq}`)).body).toEqual(before.body);
    expect((await server.ask(`${FIGURES}&asOf=${seq - 700}`)).status).toBe(200);
    expect((await server.ask(`${FIGURES}&asOf=${seq}`)).body).toEqual(before.body);
  });
});
