import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestServer, discard, entry, oneSite, startServer } from '../kit';

/** H8: nothing large is read before it is known who sends it; depth and parts of a body are bounded. */
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await server.must(oneSite());
});
afterAll(() => discard(server));

const send = async (path: string, body: string, cookie = '') => {
  const headers = { 'content-type': 'application/json', cookie };
  const reply = await server.ask<{ error?: { code: string } }>(path, { method: 'POST', body, headers });
  return [reply.status, reply.body.error?.code];
};
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('H8: a body', () => {
  it('before authentication holds at most 16 kB', async () => {
    const logIn = (length: number) => JSON.stringify({ username: 'x', password: 'y'.repeat(length) });
    expect(await send('/api/session', logIn(16 * 1024))).toEqual([413, 'too-large']);
    // Under the limit the field's own bound answers.
    expect(await send('/api/session', logIn(15 * 1024))).toEqual([400, 'bad-request']);
  });

  it('that is sixteen times too long is not read: the answer comes while it is being sent, and the connection ends', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    const head = 'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ';
    socket.write(`${head}${16 * 16 * 1024 + 1}\r\n\r\n{"username":"`);
    let answer = '';
    for await (const bytes of socket) answer += String(bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 413 [^]*Connection: close[^]*"too-large"/);
  });

  it('of a route for accounts is not read before it is known who sends it', async () => {
    expect(await send('/api/entries', nested(1_000_000))).toEqual([401, 'unauthenticated']);
    expect(await send('/api/entries', 'not JSON')).toEqual([401, 'unauthenticated']);
    expect(await send('/api/no-such-route', nested(1_000_000))).toEqual([404, 'not-found']);
  });

  it('is nested at most 32 deep; brackets in texts do not count', async () => {
    expect(await send('/api/session', nested(33))).toEqual([400, 'bad-request']);
    expect(await send('/api/entries', nested(1_000_000), server.cookie)).toEqual([400, 'bad-request']);
    const note = entry('fault.reported', {
      faultId: 'F1',
      deviceId: 'D1',
      impact: 'none',
      severity: 'minor',
      note: `\\" ${'[{'.repeat(100)}`,
    });
    expect((await server.record([note]))[0]!.outcome).toBe('recorded');
  });

  it('that is no JSON, or in an unknown charset, is refused unread; what comes of it later stops nothing', async () => {
    const sendAs = async (type: string) => {
      const headers = { 'content-type': type, cookie: server.cookie };
      return (await server.ask('/api/entries', { method: 'POST', body: nested(500_000), headers })).status;
    };
    expect(await sendAs('text/plain')).toBe(400);
    expect(await sendAs('application/json; charset=no-such')).toBeGreaterThanOrEqual(400);
    expect((await server.ask('/api/session')).status).toBe(200);
  });

  it('has at most 200,000 parts, and of other routes than entries 512 kB', async () => {
    expect(await send('/api/entries', `[${'0,'.repeat(200_001)}0]`, server.cookie)).toEqual([413, 'too-large']);
    const large = JSON.stringify({ deviceIds: ['x'.repeat(512 * 1024)] });
    expect(await send('/api/heartbeats', large, server.cookie)).toEqual([413, 'too-large']);
    expect(await send('/api/entries', JSON.stringify({ entries: [], x: 'x'.repeat(2e6) }), server.cookie)).toEqual([
      400,
      'bad-request',
    ]);
    expect(await send('/api/entries', JSON.stringify({ entries: [], x: 'x'.repeat(3e6) }), server.cookie)).toEqual([
      413,
      'too-large',
    ]);
  });
});
