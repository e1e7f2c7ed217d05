import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIVE_LIMITS } from '../../../server/live/connection/limits';
import { Rate } from '../../../server/live/connection/rate';
import type { WatchAck } from '../../../shared/contract/live';
import { type LiveSocket, connect } from '../../live/kit';
import { type TestServer, discard, oneSite, startServer } from '../kit';

/** H7: what a socket, an account and all of them may ask of the live channel is bounded. */
let server: TestServer;
const sockets: LiveSocket[] = [];
beforeEach(async () => {
  server = await startServer();
  await server.must(oneSite());
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  await discard(server);
});

/** A socket that is let in, or the code that it is refused with. */
function opened(): Promise<LiveSocket | string> {
  const socket = connect(server);
  sockets.push(socket);
  return new Promise((done) => {
    socket.on('connect', () => done(socket));
    socket.on('connect_error', (error) => done(error.message));
  });
}
async function letIn(): Promise<LiveSocket> {
  const socket = await opened();
  if (typeof socket === 'string') throw new Error(socket);
  return socket;
}
const ask = (socket: LiveSocket, scope = '440781') =>
  new Promise<WatchAck>((done) => socket.emit('watch', { scope, topics: ['status'] }, done));

it('H7: a token bucket gives its burst at once, then one as the time goes by', () => {
  let now = 0;
  const rate = new Rate(2, 3, () => now);
  // Three at once; the fourth is there after half a second, which rounds up to one.
  expect([rate.take(), rate.take(), rate.take(), rate.take()]).toEqual([0, 0, 0, 1]);
  now = 499;
  expect(rate.take()).toBe(1);
  now = 500;
  expect([rate.take(), rate.take()]).toEqual([0, 1]);
  // After a long pause no more than the burst.
  now = 1e9;
  expect([rate.take(), rate.take(), rate.take(), rate.take()]).toEqual([0, 0, 0, 1]);
});

describe('H7: a socket', () => {
  it('that asks for more than it may is refused with the time to wait, and goes on afterwards', async () => {
    const socket = await letIn();
    const asked = LIVE_LIMITS.requestBurst + 60;
    const answers = await Promise.all(Array.from({ length: asked }, () => ask(socket)));
    const refused = answers.flatMap((answer) => ('error' in answer ? [answer.error] : []));
    expect(refused.length).toBeGreaterThanOrEqual(60);
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['too-fast']));
    expect(refused.at(-1)).toMatchObject({ retryAfterS: 1 });
    // The last of those that were let in has its snapshot.
    expect(answers.some((answer) => 'snapshot' in answer)).toBe(true);
    expect(socket.connected).toBe(true);
  });

  it('that goes on without reading is closed, and nothing more is stored for it', async () => {
    const socket = await letIn();
    const closed = new Promise((done) => socket.on('disconnect', done));
    const { ws } = socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } };
    ws._socket.pause();
    for (let index = 0; index < 3_400; index += 1)
      socket.emit('watch', { scope: '440781', topics: ['status'] }, () => {});
    // Another account's question is answered after the server has read them all.
    await ask(await letIn());
    ws._socket.resume();
    expect(await closed).toBe('io server disconnect');
  });
});

describe('H7: an account', () => {
  it('has a bounded number of sockets, and of different feeds', async () => {
    const first: LiveSocket[] = [];
    for (let index = 0; index < LIVE_LIMITS.accountSockets; index += 1) first.push(await letIn());
    expect(await opened()).toBe('too-fast');
    for (const [index, socket] of first.slice(0, LIVE_LIMITS.accountFeeds).entries()) {
      expect(await ask(socket, `site:S${index}`)).toHaveProperty('snapshot');
    }
    const last = first.at(-1)!;
    expect(await ask(last, 'site:another')).toMatchObject({ error: { code: 'too-fast' } });
    // What is watched already costs no more.
    expect(await ask(last, 'site:S1')).toHaveProperty('snapshot');
    first[0]!.disconnect();
    sockets.shift();
    const again = await letIn();
    expect(again.connected).toBe(true);
  });
});
