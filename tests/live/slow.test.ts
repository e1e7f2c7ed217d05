import { afterEach, beforeEach, expect, it } from 'vitest';
import { applyDelta, fromSnapshot } from '../../client/stores/live/state';
import { plan } from '../../client/stores/live/plan';
import type { Delta } from '../../shared/contract/live';
import { type TestServer, discard, observed, oneSite, startServer } from '../server/kit';
import { type LiveSocket, connect, deltasOf, watch } from './kit';

const DEVICES = Array.from({ length: 900 }, (_, index) => `D${index}`);
const REQUEST = { scope: '440781', topics: ['status', 'indicators'] } as const;
const sockets: LiveSocket[] = [];
let server: TestServer;

beforeEach(async () => {
  server = await startServer();
  for (let at = 0; at < DEVICES.length; at += 400) {
    const some = oneSite(DEVICES.slice(at, at + 400));
    await server.must(at === 0 ? some : some.slice(1));
  }
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  await discard(server);
});

function client(): LiveSocket {
  const socket = connect(server);
  sockets.push(socket);
  return socket;
}

/** The TCP connection under a client: paused, it reads nothing, as a phone in a dead spot. */
function wireOf(socket: LiveSocket): { pause(): void; resume(): void } {
  return (socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }).ws._socket;
}

const behind = async (): Promise<number> => {
  const { body } = await server.ask<string>('/metrics');
  return Number(/^kaodian_live_watchers_behind (\d+)$/m.exec(body)![1]);
};

/** Changes every device again and again, until the server says how many watchers it has left out. */
async function changeUntil(left: number): Promise<void> {
  for (let round = 0; (await behind()) !== left; round += 1) {
    const status = round % 2 === 0 ? 'down' : 'up';
    await server.must(DEVICES.map((id) => observed(id, status)));
  }
}

/** Until more than the kernel takes is waiting: on a slow machine that is a while. */
const timeout = 180_000;

it(
  'leaves out who does not read, keeps the others on time, and lets it catch up to what a newcomer is shown',
  { timeout },
  async () => {
    const frozen = client();
    const healthy = client();
    const first = await watch(frozen, { ...REQUEST, topics: [...REQUEST.topics] });
    await watch(healthy, { ...REQUEST, topics: [...REQUEST.topics] });
    let state = fromSnapshot(first.snapshot, first.to);
    let caughtUp = false;
    const done = new Promise<void>((resolve) => {
      frozen.on('delta', (delta: Delta) => {
        const step = plan(state.to, delta);
        if (step.do === 'apply') state = applyDelta(state, delta);
        if (step.do !== 'watch') return;
        void watch(frozen, { ...REQUEST, topics: [...REQUEST.topics], since: step.since, ledger: state.ledger }).then(
          ({ snapshot, to }) => {
            state = fromSnapshot(snapshot, to, state);
            caughtUp = true;
            resolve();
          },
        );
      });
    });

    wireOf(frozen).pause();
    await changeUntil(1);
    const told = deltasOf(healthy);
    const [seq] = await server.must([observed('D7', 'degraded')]);
    await told.until((delta) => delta.to >= seq!);
    expect(caughtUp).toBe(false);

    wireOf(frozen).resume();
    await done;
    expect(await behind()).toBe(0);
    const fresh = await watch(client(), { ...REQUEST, topics: [...REQUEST.topics] });
    const known = fromSnapshot(fresh.snapshot, fresh.to);
    expect(state.status).toEqual(known.status);
    expect(state.to).toBe(known.to);
  },
);
