import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LiveSocket, connect } from '../live/kit';
import { type TestServer, discard, oneSite, startServer } from './kit';

let server: TestServer;
let socket: LiveSocket;
beforeAll(async () => {
  server = await startServer();
  await server.must(oneSite());
  socket = connect(server);
});
afterAll(async () => {
  socket.disconnect();
  await discard(server);
});

// The clock of the tests stands in 2025: 1970 to 2035.
it.each([
  ['1969', false],
  ['1970', true],
  ['2035', true],
  ['2036', false],
  ['2999', false],
  ['0023', false],
  ['cycle:2033-2036', false],
  ['2035-01..2036-01', false],
])('the period %s: answered %s, over HTTP and by watch', async (period, isAnswered) => {
  const { status, body } = await server.ask(`/api/indicators?scope=440781&period=${period}`);
  expect(status).toBe(isAnswered ? 200 : 400);
  if (!isAnswered) expect(body).toMatchObject({ error: { code: 'bad-request', field: 'period' } });
  const ack = await socket.timeout(5000).emitWithAck('watch', { scope: '440781', topics: ['indicators'], period });
  if (isAnswered) expect(ack).toHaveProperty('snapshot');
  else expect(ack).toMatchObject({ error: { code: 'bad-request', field: 'period' } });
});
