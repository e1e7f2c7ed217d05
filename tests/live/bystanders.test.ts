import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TestServer, discard, observed, oneSite, startServer } from '../server/kit';
import { type LiveSocket, connect, deltasOf, watch } from './kit';

const sockets: LiveSocket[] = [];
let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  await server.must(oneSite(['D1', 'D2']));
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

/** Everything that the wire brings, but the pulse and what keeps the connection. */
function packetsOf(socket: LiveSocket): string[] {
  const packets: string[] = [];
  socket.io.engine.on('packet', ({ type, data }) => {
    if (type === 'message' && !String(data).includes('"pulse"')) packets.push(String(data));
  });
  return packets;
}

it('those who watch are sent nothing when others log in, come, watch and go', async () => {
  const request = { scope: '440781', topics: ['status', 'faults', 'indicators', 'exams'] } as const;
  const watching = () => ({ ...request, topics: [...request.topics] });
  const bystander = client();
  await watch(bystander, watching());
  const packets = packetsOf(bystander);
  for (let turn = 0; turn < 10; turn += 1) {
    await server.logIn();
    const other = client();
    await watch(other, watching());
    other.disconnect();
  }
  const told = deltasOf(bystander);
  const [seq] = await server.must([observed('D1', 'down')]);
  await told.until((delta) => delta.to >= seq!);
  // What comes first is of the report, and not of the ten.
  expect(packets[0]).toContain('"delta"');
  expect(packets.every((packet) => packet.includes('"delta"'))).toBe(true);
  expect(told.all[0]!.to).toBe(seq);
});
