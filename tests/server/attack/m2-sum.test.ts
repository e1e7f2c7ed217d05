import type { Worker } from 'node:worker_threads';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Aborted, TooFast } from '../../../server/ledger/errors';
import { LoopShare } from '../../../server/ledger/querying/loop-share';
import { recentWrites } from '../../../server/ledger/querying/recent-writes';
import { ReadTurns } from '../../../server/ledger/querying/read-turns';
import type { Request } from '../../../server/ledger/querying/worker-messages';
import { Feed } from '../../../server/live/feed';
import { startWorker } from '../../../server/start-thread';
import type { WatchAck } from '../../../shared/contract/live';
import { parsePeriod } from '../../../shared/model/period';
import { parseScope } from '../../../shared/model/scope';
import { answersIn } from '../../helpers/changes';
import { newFold, zoneOf } from '../../helpers/subject';
import { type LiveSocket, connect, deltasOf, watch } from '../../live/kit';
import { NOON, type TestServer, ZONE, discard, entry, observed, oneSite, startServer, tempFolder } from '../kit';
import { looksOf } from '../looks';

/** M2: what readers ask of the event loop is bounded in sum, and not only each. */
describe('M2: a share of the event loop', () => {
  it('is paid back after it was spent', () => {
    let now = 0;
    const share = new LoopShare(
      0.5,
      10,
      () => true,
      () => now,
    );
    const spend = (ms: number) => share.spend(() => void (now += ms));
    expect(share.waitMs).toBe(0);
    // 10 ms of credit and 6 ms earned meanwhile, of which the credit holds 10; 12 ms spent: 2 ms owed, 4 ms of waiting.
    spend(12);
    expect(share.waitMs).toBe(4);
    now += 3;
    expect(share.waitMs).toBe(1);
    now += 2;
    expect(share.waitMs).toBe(0);
  });

  it('is not paid back while nobody else needs the event loop', () => {
    let now = 0;
    let isScarce = false;
    const share = new LoopShare(
      0.5,
      10,
      () => isScarce,
      () => now,
    );
    share.spend(() => void (now += 500));
    expect(share.waitMs).toBe(0);
    isScarce = true;
    share.spend(() => void (now += 14));
    // 10 ms of credit, of which 4 are owed.
    expect(share.waitMs).toBe(8);
  });

  it('is scarce for a second after a commit', () => {
    let now = 0;
    let commit = () => {};
    const isScarce = recentWrites({ onCommit: (listener) => ((commit = () => listener([])), () => {}) }, () => now);
    expect(isScarce()).toBe(false);
    commit();
    now += 999;
    expect(isScarce()).toBe(true);
    now += 1;
    expect(isScarce()).toBe(false);
  });
});

describe('M2: questions to the live fold', () => {
  const { fold } = newFold([]);
  const ledger = {
    read: async <T>(work: (f: typeof fold, now: number) => T): Promise<T> => work(fold, NOON),
    onCommit: () => () => {},
  };
  let now: number;
  let timers: { at: number; work: () => void }[];
  let turns: ReadTurns;
  let done: { name: string; at: number }[];
  beforeEach(() => {
    now = 0;
    timers = [];
    done = [];
    const share = new LoopShare(
      0.5,
      10,
      () => true,
      () => now,
    );
    turns = new ReadTurns(ledger, share, (work, ms) => void timers.push({ at: now + ms, work }));
  });

  /** A question that takes 12 ms. */
  const ask = (owner: string, name: string, signal?: AbortSignal) =>
    turns.read({ owner, signal }, () => {
      now += 12;
      done.push({ name, at: now });
    });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  /** Time goes by from one timer to the next. */
  const pass = async () => {
    for (await settled(); timers.length > 0; await settled()) {
      const { at, work } = timers.shift()!;
      now = Math.max(now, at);
      work();
    }
  };

  it('leave half of the time to others: four hundred of them at once hold it for no longer than one does', async () => {
    const all = Array.from({ length: 400 }, (_, index) => ask(`account ${index}`, 'x'));
    await pass();
    await Promise.all(all);
    expect(done).toHaveLength(400);
    const free = done.slice(1).map(({ at }, index) => at - 12 - done[index]!.at);
    // After the first, which had the burst: each leaves as much time as it took.
    expect(free.slice(1).every((ms) => ms >= 12)).toBe(true);
    expect(done.at(-1)!.at).toBeGreaterThanOrEqual(400 * 24 - 20);
  });

  it('take turns by account, are dropped when their asker goes, and are refused beyond a hundred of one account', async () => {
    const gone = new AbortController();
    const all = [ask('a', 'a1'), ask('a', 'a2'), ask('a', 'a3'), ask('b', 'b1'), ask('c', 'c1', gone.signal)];
    gone.abort();
    await expect(all[4]).rejects.toThrow(Aborted);
    await pass();
    expect(done.map(({ name }) => name)).toEqual(['a1', 'a2', 'b1', 'a3']);
    const many = Array.from({ length: 102 }, () =>
      ask('a', 'x').then(
        () => 'done',
        (error: unknown) => error,
      ),
    );
    expect(await Promise.race([many[101], settled()])).toBeInstanceOf(TooFast);
    turns.close();
    await Promise.all(many);
  });

  it('that fail do not keep the others', async () => {
    const broken = turns.read({ owner: 'a' }, () => {
      throw new Error('this question is broken');
    });
    const next = ask('a', 'next');
    await expect(broken).rejects.toThrow('broken');
    await pass();
    await next;
  });
});

describe('M2: watchers of one feed', () => {
  it('share one evaluation of the twenty rows', async () => {
    const server = await startServer();
    await server.must(oneSite(['D1', 'D2']));
    const period = parsePeriod('2025', zoneOf(ZONE) as never)!;
    const feed = new Feed({ scope: parseScope('440781')!, topics: ['indicators'], period, zone: ZONE, ledger: '' });
    await server.app.ledger.read((fold, now) => {
      const first = looksOf(() => feed.snapshot(fold, now));
      const second = looksOf(() => feed.snapshot(fold, now));
      expect(second).toBeLessThan(first / 5);
    });
    await discard(server);
  });
});

describe('M2: past periods', () => {
  let server: TestServer;
  let asked: Request[];
  const sockets: LiveSocket[] = [];
  beforeEach(async () => {
    asked = [];
    const folder = tempFolder();
    const start = { folder, checkpoints: join(folder, 'checkpoints'), zone: ZONE };
    const counted = (): Worker => {
      const worker = startWorker(start);
      const post = worker.postMessage.bind(worker);
      worker.postMessage = (request: Request) => {
        asked.push(request);
        post(request);
      };
      return worker;
    };
    server = await startServer({ folder, deps: { startWorker: counted } });
    await server.must(oneSite(['D1', 'D2']));
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.disconnect();
    await discard(server);
  });
  const client = () => {
    const socket = connect(server);
    sockets.push(socket);
    return socket;
  };
  /** Longer than what the live sums know: laid out day by day. */
  const request = { scope: '440781', topics: ['indicators' as const], period: 'cycle:1990-2019' };
  const questions = () => asked.filter(({ work }) => work.type === 'ask').length;

  it('are worked out by the worker, once for all who ask at a time', async () => {
    const acks = await Promise.all(
      Array.from({ length: 30 }, () => new Promise<WatchAck>((done) => client().emit('watch', request, done))),
    );
    const texts = new Set(
      acks.map((ack) => JSON.stringify('snapshot' in ack && ack.snapshot.indicators!.answer.period)),
    );
    expect(texts).toEqual(new Set(['"cycle:1990-2019"']));
    expect(questions()).toBe(1);
  });

  it('are worked out again after an entry, by the worker, and sent when they changed', async () => {
    const socket = client();
    const deltas = deltasOf(socket);
    const { snapshot } = await watch(socket, request);
    expect(snapshot.indicators!.answer.rows.find(({ id }) => id === 'fault-rate')!.target).toBeNull();
    const about = { scope: '440781', indicator: 'fault-rate', period: 'cycle:1990-2019' };
    const [seq] = await server.must([entry('target.set', { ...about, op: '<=', value: 0.02 })]);
    const delta = await deltas.until((one) => answersIn(one).length > 0);
    expect(answersIn(delta)[0]!.ledger.seq).toBe(seq);
    expect(answersIn(delta)[0]!.rows.find(({ id }) => id === 'fault-rate')!.target).toMatchObject({ value: 0.02 });
    expect(questions()).toBe(2);
  });

  it('of figures, uptime and timelines over more than four hundred days are the worker’s, too', async () => {
    const window = 'from=1970-01-01T00:00:00Z&to=2025-03-05T00:00:00Z';
    const paths = ['uptime?scope=site:S1&by=day&', 'figures?scope=site:S1&', 'devices/D1/timeline?'];
    for (const path of paths) expect((await server.ask(`/api/${path}${window}`)).status).toBe(200);
    expect(questions()).toBe(3);
    const year = 'from=2024-03-05T00:00:00Z&to=2025-03-05T00:00:00Z';
    for (const path of paths) expect((await server.ask(`/api/${path}${year}`)).status).toBe(200);
    expect(questions()).toBe(3);
  });

  it('a watcher that asked for something else meanwhile stays with that', async () => {
    const socket = client();
    const first = new Promise<WatchAck>((done) => socket.emit('watch', request, done));
    const second = await watch(socket, { scope: 'site:S1', topics: ['status'] });
    expect(second.snapshot.status!.devices).toHaveLength(2);
    expect(await first).toMatchObject({ error: { code: 'too-fast' } });
    const deltas = deltasOf(socket);
    await server.must([observed('D1', 'down')]);
    const { changes } = await deltas.until(() => true);
    expect(changes.map(({ topic }) => topic)).toEqual(['status']);
  });
});
