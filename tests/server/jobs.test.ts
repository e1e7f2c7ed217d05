import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UptimeAnswer } from '../../shared/contract/http';
import { Aborted, TooFast } from '../../server/ledger/errors';
import { FoldWorker } from '../../server/ledger/querying/fold-worker';
import type { Request } from '../../server/ledger/querying/worker-messages';
import { NOON, type TestServer, discard, observed, oneSite, startServer } from './kit';

/** A worker that answers when it is told to. */
class SlowWorker extends EventEmitter {
  readonly asked: Request[] = [];
  postMessage(request: Request): void {
    this.asked.push(request);
  }
  finish(): void {
    const { number, giveUp } = this.asked.at(-1)!;
    this.emit('message', Atomics.load(giveUp, 0) === number ? { number, aborted: true } : { number, result: number });
  }
  async terminate(): Promise<void> {}
}

const then = { seq: 1, now: NOON, past: true };
const question = { ask: 'list', what: 'sites', scope: null, limit: 1 } as const;

describe('jobs for the worker', () => {
  let worker: SlowWorker;
  let pool: FoldWorker;
  const order: string[] = [];
  const ask = (owner: string, name: string, gone?: AbortSignal) =>
    pool.ask(question, then, { owner, signal: gone }).then(
      () => void order.push(name),
      (error: unknown) => void order.push(`${name}: ${error instanceof Aborted ? 'gone' : String(error)}`),
    );
  /** Lets what was settled reach those who wait for it. */
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  beforeEach(() => {
    worker = new SlowWorker();
    pool = new FoldWorker(() => worker as unknown as Worker);
    order.length = 0;
  });

  it('run one at a time, and the accounts take turns', async () => {
    const all = [ask('a', 'a1'), ask('a', 'a2'), ask('a', 'a3'), ask('b', 'b1')];
    for (let turn = 1; turn <= 4; turn += 1) {
      expect(worker.asked).toHaveLength(turn);
      worker.finish();
    }
    await Promise.all(all);
    expect(order).toEqual(['a1', 'a2', 'b1', 'a3']);
  });

  it('are not begun, or are given up, when their asker goes', async () => {
    const [running, waiting] = [new AbortController(), new AbortController()];
    const all = [ask('a', 'a1', running.signal), ask('b', 'b1', waiting.signal), ask('c', 'c1')];
    waiting.abort();
    running.abort();
    await settled();
    expect(order).toEqual(['b1: gone']);
    expect(Atomics.load(worker.asked[0]!.giveUp, 0)).toBe(worker.asked[0]!.number);
    worker.finish();
    worker.finish();
    await Promise.all(all);
    expect(order).toEqual(['b1: gone', 'a1: gone', 'c1']);
    expect(worker.asked).toHaveLength(2);
  });

  it('of one account wait up to twenty, and not those of another for them', async () => {
    void ask('b', 'b1');
    for (let index = 0; index < 20; index += 1) void ask('a', `a${index}`);
    await expect(pool.ask(question, then, { owner: 'a' })).rejects.toThrow(TooFast);
    void ask('c', 'c1');
    await pool.close();
    await settled();
    // The one that ran, too: nobody is left waiting.
    expect(order.filter((one) => one.endsWith('gone'))).toHaveLength(22);
  });
});

describe('a window that is long to walk', () => {
  let server: TestServer;
  const devices = Array.from({ length: 300 }, (_, index) => `D${index}`);
  beforeEach(async () => {
    server = await startServer();
    await server.must(oneSite(devices));
    for (let round = 0; round < 66; round += 1) {
      server.clock.forward(3_600_000);
      if (round % 10 === 0) await server.logIn();
      await server.must(devices.map((id, index) => observed(id, (index + round) % 3 === 0 ? 'down' : 'up')));
    }
  });
  afterEach(() => discard(server));

  const window = () => {
    const [from, to] = [NOON - 5 * 86_400_000, server.clock.at].map((at) => new Date(at).toISOString());
    return `/api/uptime?scope=440781&from=${from}&to=${to}&by=device`;
  };

  it('is worked out beside the live fold, as of what is known, with the same figures', async () => {
    expect(server.app.ledger.head.seq).toBeGreaterThan(20_000);
    for (const late of [false, true]) {
      // Reaches back before the window: what was kept of it is not right any more.
      if (late) await server.must([observed('D7', 'down', NOON - 6 * 86_400_000)]);
      const { body } = await server.ask<UptimeAnswer>(window());
      const query = { scope: { kind: 'area', code: '440781' }, by: 'device', from: NOON - 5 * 86_400_000 } as const;
      const now = server.clock.at;
      const live = await server.app.ledger.read((fold) => fold.uptime({ ...query, to: now, now }));
      expect(body.rows).toEqual(live);
      expect(body.rows).toHaveLength(300);
    }
  });

  it('is given up when its asker goes, and the next one is answered', async () => {
    const gone = new AbortController();
    const lost = server.ask(window(), { signal: gone.signal });
    gone.abort();
    await expect(lost).rejects.toThrow('abort');
    expect((await server.ask<UptimeAnswer>(window())).body.rows).toHaveLength(300);
  });
});
