import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClockBehind } from '../../../server/ledger/errors';
import type { Pulse } from '../../../shared/contract/live';
import type { ApiError, EntriesAnswer, EntryItem, Page } from '../../../shared/contract/http';
import { connect, heard } from '../../live/kit';
import { NOON, TestClock, type TestServer, discard, entry, observed, oneSite, startServer, tempFolder } from '../kit';
import { TestMachine } from '../machine';
import { command, spawnServer, untilReady } from '../process';

const JUMP = new URL('../../fixtures/jump.mjs', import.meta.url).href;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Answer = Partial<EntriesAnswer> & { error?: ApiError };

describe('M8: a clock that is set while the server runs', () => {
  let server: TestServer;
  let machine: TestMachine;
  beforeEach(async () => {
    machine = new TestMachine();
    server = await startServer({ deps: { elapsed: machine } });
    await server.must(oneSite());
  });
  afterEach(() => discard(server));

  const pass = (ms: number) => {
    machine.pass(ms);
    server.clock.forward(ms);
  };
  const post = (sent: object) => server.ask<Answer>('/api/entries', { json: { entries: [sent] } });

  it('M8: ahead or back by a day, no way in records anything: 503 `clock` with Retry-After, and the head stays', async () => {
    const { head } = server.app.ledger;
    for (const jump of [DAY, -DAY]) {
      server.clock.forward(jump);
      const { status, body, headers } = await post(observed('D1', 'down'));
      expect([status, body.error?.code, headers.get('retry-after')]).toEqual([503, 'clock', '60']);
      expect(body.error!.message).toContain(`86,400 s ${jump > 0 ? 'ahead' : 'back'}`);
      const user = { name: 'w', role: 'viewer', scope: '440781' };
      expect((await server.ask<Answer>('/api/users', { json: user })).body.error?.code).toBe('clock');
      const beat = { beats: [{ deviceId: 'D1', status: 'degraded' }] };
      expect((await server.ask<Answer>('/api/heartbeats', { json: beat })).body.error?.code).toBe('clock');
      const socket = connect(server);
      const acked = await new Promise<Answer>((done) => {
        socket.emit('record', { entries: [observed('D1', 'down')] }, (answer) => done(answer));
      });
      socket.disconnect();
      expect(acked.error?.code).toBe('clock');
      server.clock.forward(-jump);
    }
    expect(server.app.ledger.head).toEqual(head);
  });

  it('M8: /readyz and the pulse say it; reading and log-in go on, in the time that the other clocks tell', async () => {
    server.clock.forward(DAY);
    pass(3 * MINUTE);
    const expected = NOON + 3 * MINUTE;
    const ready = await server.ask('/readyz');
    const clock = { wall: expected + DAY, expected };
    expect([ready.status, ready.body]).toEqual([503, { ready: false, reason: 'clock', clock, seq: 3 }]);
    const socket = connect(server);
    const pulse = await heard<Pulse>((hear) => socket.on('pulse', hear)).until(() => true);
    socket.disconnect();
    expect(pulse).toEqual({ now: expected, seq: 3, stopped: 'clock' });
    const { status, body } = await server.logIn();
    expect([status, body]).toMatchObject([200, { now: expected }]);
    expect((await server.ask('/api/devices/D1')).status).toBe(200);
  });

  it('M8: it goes on by itself when the clock is right again: no entry has a time of the wrong clock', async () => {
    server.clock.forward(DAY);
    expect((await post(observed('D1', 'down'))).status).toBe(503);
    pass(10 * MINUTE);
    server.clock.forward(-DAY);
    expect((await server.ask('/readyz')).status).toBe(200);
    await server.must([observed('D1', 'down')]);
    expect(server.app.ledger.head.recordedAt).toBe(NOON + 10 * MINUTE);
  });

  it('M8: a machine that was suspended for a night records at once', async () => {
    machine.suspend(9 * HOUR);
    server.clock.forward(9 * HOUR);
    // A night without use ended the session.
    await server.logIn();
    await server.must([observed('D1', 'degraded')]);
    expect(server.app.ledger.head.recordedAt).toBe(NOON + 9 * HOUR);
  });

  it('M8: a restart alone does not make it believed; a restart of the machine, or a right clock, does', async () => {
    const { folder, clock } = server;
    const again = async (elapsed: TestMachine) => {
      await server.stop();
      server = await startServer({ folder, clock, deps: { elapsed } });
      return (await post(observed('D1', 'down'))).status;
    };
    clock.forward(DAY);
    expect((await post(observed('D1', 'down'))).status).toBe(503);
    expect(await again(machine)).toBe(503);
    clock.forward(-DAY);
    expect(await again(machine)).toBe(200);
    clock.forward(DAY);
    expect((await post(observed('D1', 'up'))).status).toBe(503);
    expect(await again(new TestMachine('boot-2'))).toBe(200);
  });
});

it('M8: the server as it is started watches its clock', async () => {
  const folder = tempFolder();
  const server = await spawnServer(folder, { NODE_OPTIONS: `--import=${JUMP}` });
  try {
    await untilReady(server);
    const jump = async (ms: number) => {
      const done = once(server.child, 'message');
      server.child.send(ms);
      await done;
      const ready = await fetch(`${server.url}/readyz`);
      return [ready.status, ((await ready.json()) as { reason?: string }).reason];
    };
    expect(await jump(DAY)).toEqual([503, 'clock']);
    expect(await jump(0)).toEqual([200, undefined]);
    expect(await jump(-3 * MINUTE)).toEqual([503, 'clock']);
    expect(await jump(MINUTE)).toEqual([200, undefined]);
  } finally {
    await server.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('defect 20: a clock that stood in the future for one entry', () => {
  let folder: string;
  let server: TestServer | undefined;
  beforeEach(() => {
    folder = tempFolder();
    server = undefined;
  });
  afterEach(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (at: number) => (server = await startServer({ folder, clock: new TestClock(at) }));
  const stop = async () => {
    await server!.stop();
    server = undefined;
  };
  const accept = (...args: string[]) => command(['clock', ...args], { DATA_DIR: folder });

  /** The command line runs by the real clock: the test's days are counted from it. */
  const now = Date.now();
  const uptime = `/api/uptime?${new URLSearchParams({
    scope: '440781',
    from: new Date(now - DAY).toISOString(),
    to: new Date(now - HOUR).toISOString(),
  })}`;

  it('defect 20: the start is refused and names the way out; the command accepts the clock by an entry with its reason', async () => {
    await start(now - DAY);
    await server!.must([
      entry('site.registered', { siteId: 'S1', name: '考点', area: '440781' }, now - 3 * DAY),
      entry('device.registered', { deviceId: 'D1', siteId: 'S1', category: 'camera' }, now - 3 * DAY),
      entry('device.commissioned', { deviceId: 'D1' }, now - 3 * DAY),
    ]);
    await stop();
    await start(now + DAY);
    await server!.must([observed('D1', 'degraded', now + DAY)]);
    await stop();
    await expect(start(now)).rejects.toThrow(ClockBehind);
    await expect(start(now)).rejects.toThrow(/behind .* clock accept --reason TEXT/);

    const done = await accept('accept', '--reason', '时钟曾快一天');
    expect([done.code, done.stderr]).toEqual([0, '']);
    expect(done.stdout).toMatch(
      /^the clock is accepted: \S+, \d+ s behind the entries before it; recorded as entry 5\n$/,
    );

    await start(now + MINUTE);
    const { items } = (await server!.ask<Page<EntryItem>>('/api/entries?kind=config.changed')).body;
    expect(items).toMatchObject([{ seq: 5, actor: 'cli', body: { what: 'clock', id: 'clock' } }]);
    // Semantics 2: never before the previous entry's.
    expect(Date.parse(items[0]!.recordedAt)).toBe(now + DAY);
    expect(Date.parse(items[0]!.at)).toBeLessThan(now + MINUTE);
    const { reason } = items[0]!.body as { reason: string };
    const paper = await server!.ask(`/api/papers/${reason.slice('sha256:'.length)}`);
    expect([paper.status, String(paper.body)]).toEqual([200, expect.stringContaining('时钟曾快一天')]);

    // It goes on recording; down for 6 of the 23 hours that are asked for: from 7 h to 1 h before now.
    await server!.must([observed('D1', 'down', now - 7 * HOUR)]);
    expect(server!.app.ledger.head.recordedAt).toBe(now + DAY);
    const figures = (await server!.ask<{ rows: object[] }>(uptime)).body;
    expect(figures.rows).toMatchObject([{ serviceMs: 23 * HOUR, downMs: 6 * HOUR, upMs: 17 * HOUR }]);
    await stop();

    // Later starts need nothing more, with the same figures; a clock that was set back once more is refused again.
    await start(now + 2 * MINUTE);
    expect((await server!.ask(uptime)).body).toEqual(figures);
    await stop();
    await expect(start(now - HOUR)).rejects.toThrow(ClockBehind);
    const verified = await command(['export'], { DATA_DIR: folder });
    expect((await command(['verify', '-'], {}, verified.stdout)).stdout).toContain('verified: 6 entries');
  });

  it('M8: it ends a doubt of the last run, too', async () => {
    const machine = new TestMachine();
    const clock = new TestClock(now);
    const run = () => startServer({ folder, clock, deps: { elapsed: machine } });
    server = await run();
    await server.must(oneSite());
    clock.forward(-HOUR);
    expect((await server.ask('/api/entries', { json: { entries: [observed('D1', 'down')] } })).status).toBe(503);
    await stop();
    clock.at = now;
    clock.forward(HOUR);
    server = await run();
    expect((await server.ask('/api/entries', { json: { entries: [observed('D1', 'down')] } })).status).toBe(503);
    await stop();
    expect((await accept('accept', '--reason', 'set by the time server')).code).toBe(0);
    server = await run();
    await server.must([observed('D1', 'down')]);
  });

  it('wants a reason, and the server stopped', async () => {
    for (const args of [[], ['accept'], ['accept', '--reason', ' '], ['refuse', '--reason', 'x'], ['accept', 'x']]) {
      expect([args, (await accept(...args)).code]).toEqual([args, 2]);
    }
    await start(now);
    const running = await accept('accept', '--reason', 'x');
    expect([running.code, running.stderr]).toEqual([1, expect.stringMatching(/^kaodian: .*in use.*stop it first\n$/)]);
  });
});
