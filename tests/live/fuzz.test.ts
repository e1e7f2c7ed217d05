import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { API_ERROR_CODES } from '../../shared/contract/vocabulary';
import { type TestServer, discard, startServer } from '../server/kit';
import { SCOPED, ScopedWorld, type Who } from '../server/scoped-world';
import { type LiveSocket, connect } from './kit';

let server: TestServer;
/** Connections of each account, asked in turn: what is refused on one alone would reach the bound that closes it. */
const CONNECTIONS = 4;
const sockets = new Map<Who, LiveSocket[]>();
/** Everything that came without being asked for, on any of them. */
const heard: string[] = [];
beforeAll(async () => {
  server = await startServer();
  const world = await ScopedWorld.make(server);
  for (const who of SCOPED) {
    const own = Array.from({ length: CONNECTIONS }, () => connect({ url: server.url, cookie: '' }));
    sockets.set(who, own);
    for (const socket of own) {
      socket.auth = { token: world.tokens[who] };
      socket.onAny((name: string, ...given: unknown[]) => heard.push(`${name} ${JSON.stringify(given)}`));
    }
  }
});
afterAll(async () => {
  for (const socket of [...sockets.values()].flat()) socket.disconnect();
  await discard(server);
});

const odd = fc.oneof(
  fc.constantFrom('440781', '440782', '440000', 'site:S-IN', 'site:S-ZZ', 'device:D-ZZ', 'project:P-ZZ', 'grant:G-IN'),
  fc.string(),
  fc.jsonValue(),
);
const request = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      scope: odd,
      topics: fc.oneof(fc.subarray(['status', 'faults', 'indicators', 'exams', 'weather']), odd),
      period: fc.oneof(fc.constantFrom('2025', '2025-01..2025-03', 'cycle:2023-2025', '2025-13'), odd),
      since: fc.oneof(fc.integer(), odd),
      entries: fc.oneof(fc.array(fc.oneof(fc.record({ id: odd, kind: odd, body: odd }), odd), { maxLength: 3 }), odd),
      sentAt: odd,
    },
    { requiredKeys: [] },
  ),
);

/** What was sent comes back in complaints: only what the asker did not say itself is a leak. */
const leaks = (said: string, answer: string) =>
  (answer.match(/[\w-]*ZZ[\w-]*|440782/g) ?? []).filter((one) => !said.includes(one));

it('whatever is sent over the live channel is answered by a known code, and tells nothing beyond the scope', async () => {
  let asked = 0;
  const event = fc.constantFrom('watch', 'record', 'unwatch');
  const run = fc.asyncProperty(fc.constantFrom<Who>(...SCOPED), event, request, async (who, name, given) => {
    const own = sockets.get(who)!;
    const socket = own[asked++ % own.length]!;
    const args = name === 'unwatch' ? [] : [given];
    const emit = socket.timeout(5000).emitWithAck as (name: string, ...args: unknown[]) => Promise<unknown>;
    const answer = (await emit.call(socket.timeout(5000), name, ...args)) as { error?: { code: string } };
    if (answer.error) {
      expect(API_ERROR_CODES).toContain(answer.error.code);
      expect(answer.error.code).not.toBe('internal');
    }
    expect(leaks(JSON.stringify(given), JSON.stringify(answer))).toEqual([]);
    // Without an ack, and with arguments that the event does not have: nobody is answered, and nothing ends.
    (socket as unknown as { emit(...args: unknown[]): void }).emit(name, given, given, 'more');
    (socket as unknown as { emit(...args: unknown[]): void }).emit('no such event', given);
  });
  await fc.assert(run, { numRuns: 300 });
  for (const socket of [...sockets.values()].flat()) expect(socket.connected).toBe(true);
  expect(heard.filter((one) => /S-ZZ|"D-ZZ|440782/.test(one))).toEqual([]);
  expect((await server.ask('/healthz')).status).toBe(200);
});
