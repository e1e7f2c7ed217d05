import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TokenAnswer } from '../../../shared/contract/http';
import { toIso } from '../../../shared/model/instant';
import { devicesIn } from '../../helpers/changes';
import { type LiveSocket, connect, deltasOf, watch } from '../../live/kit';
import { NOON, type TestServer, discard, entry, observed, oneSite, startServer } from '../kit';

/** Low: rights are decided when a delta is sent. */
let server: TestServer;
const sockets: LiveSocket[] = [];
beforeEach(async () => {
  server = await startServer();
  await server.must([...oneSite(['D1', 'D2']), ...oneSite(['E1'], 'S2', '440703')]);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  await discard(server);
});

/** A viewer of 440781 by a token, and all that it hears. */
async function viewer(expiresAt?: string) {
  const json = { name: 'wall', role: 'viewer', scope: '440781', ...(expiresAt && { expiresAt }) };
  const { body } = await server.ask<TokenAnswer>('/api/tokens', { json });
  const socket = connect({ url: server.url, cookie: '' });
  socket.auth = { token: body.token };
  sockets.push(socket);
  const closed = new Promise((done) => socket.on('disconnect', done));
  return { socket, closed, deltas: deltasOf(socket) };
}
const heardDown = (deltas: ReturnType<typeof deltasOf>) =>
  deltas.all.flatMap(devicesIn).filter(({ status }) => status === 'down').length;

describe('low: a watcher hears nothing', () => {
  it.each(['site:S1', 'device:D1'])('of %s after its site went to another area', async (scope) => {
    const { socket, closed, deltas } = await viewer();
    await watch(socket, { scope, topics: ['status'] });
    const other = await viewer();
    await watch(other.socket, { scope: '440781', topics: ['status'] });
    await server.must([entry('site.changed', { siteId: 'S1', area: '440703' }), observed('D1', 'down')]);
    expect(await closed).toBe('io server disconnect');
    expect(heardDown(deltas)).toBe(0);
    // One who watches its own area stays, and is told that the site is gone.
    await other.deltas.until(() => true);
    expect(other.socket.connected).toBe(true);
  });

  it('of a site that goes by a clock that is ahead, from then on', async () => {
    const { socket, closed, deltas } = await viewer();
    await watch(socket, { scope: 'site:S1', topics: ['status'] });
    await server.must([entry('site.changed', { siteId: 'S1', area: '440703' }, NOON + 60_000)]);
    await server.must([observed('D1', 'down')]);
    await deltas.until((delta) => devicesIn(delta).some(({ status }) => status === 'down'));
    expect(socket.connected).toBe(true);
    server.clock.forward(60_000);
    await server.must([observed('D2', 'down')]);
    expect(await closed).toBe('io server disconnect');
    expect(heardDown(deltas)).toBe(1);
  });

  it('after its token is over', async () => {
    const { socket, closed, deltas } = await viewer(toIso(NOON + 60_000));
    await watch(socket, { scope: '440781', topics: ['status'] });
    server.clock.forward(60_000);
    await server.must([observed('D1', 'down')]);
    expect(await closed).toBe('io server disconnect');
    expect(heardDown(deltas)).toBe(0);
  });
});
