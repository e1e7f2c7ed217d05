import { answersIn, devicesIn, runningIn } from '../helpers/changes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntriesAnswer, IndicatorsAnswer } from '../../shared/contract/http';
import type { Delta } from '../../shared/contract/live';
import { type TestServer, discard, entry, observed, oneSite, startServer } from '../server/kit';
import { type LiveSocket, connect, deltasOf, heard, watch } from './kit';

let server: TestServer;
const sockets: LiveSocket[] = [];
const client = (headers?: Record<string, string>) => {
  const socket = connect(server, headers);
  sockets.push(socket);
  return socket;
};

beforeEach(async () => {
  server = await startServer();
  await server.must([...oneSite(['D1', 'D2']), ...oneSite(['E1'], 'S2', '440703')]);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  await discard(server);
});

const isDown = (id: string) => (delta: Delta) =>
  devicesIn(delta).some((device) => device.id === id && device.status === 'down');
const has = (found: (delta: Delta) => unknown[]) => (delta: Delta) => found(delta).length > 0;

describe('watching (contract 6)', () => {
  it('begins with a snapshot of the scope at the head', async () => {
    const { to, snapshot } = await watch(client(), { scope: '440781', topics: ['status', 'indicators'] });
    expect(to).toBe(server.app.ledger.head.seq);
    expect(snapshot.head).toEqual({ seq: to, hash: server.app.ledger.head.hash });
    expect(snapshot.status!.sites.map((site) => site.id)).toEqual(['S1']);
    expect(snapshot.status!.devices.map((device) => [device.id, device.status])).toEqual([
      ['D1', 'up'],
      ['D2', 'up'],
    ]);
    expect(snapshot.indicators!.answer).toMatchObject({ scope: '440781', period: '2025' });
    expect(Object.keys(snapshot.indicators!.running)).toEqual(['day', 'month', 'year', 'cycle']);
  });

  it('tells of a device that another client records, from the last to', async () => {
    const watcher = client();
    const deltas = deltasOf(watcher);
    const { to } = await watch(watcher, { scope: '440000', topics: ['status', 'indicators'] });
    const [seq] = await server.must([observed('D1', 'down')]);
    const delta = await deltas.until(isDown('D1'));
    expect(delta).toMatchObject({ from: to, to: seq });
    expect(runningIn(delta)).toHaveLength(1);
    expect((await deltas.until(has(answersIn))).to).toBe(seq);
  });

  it('shows the same running sums as the figures asked for', async () => {
    const watcher = client();
    const deltas = deltasOf(watcher);
    await watch(watcher, { scope: 'site:S1', topics: ['indicators'] });
    server.clock.forward(3_600_000);
    await server.must([observed('D1', 'down')]);
    const delta = await deltas.until(has(runningIn));
    const running = runningIn(delta)[0]!;
    const { at, from, sums, rate } = running.day;
    const later = at + 600_000;
    server.clock.forward(600_000);
    const query = new URLSearchParams({ from: new Date(from).toISOString(), to: new Date(later).toISOString() });
    const { body } = await server.ask<{ rows: Record<string, number>[] }>(`/api/uptime?scope=site:S1&${query}`);
    expect(sums.downMs + rate.downMs * 600_000).toBe(body.rows[0]!['downMs']);
    expect(sums.upMs + rate.upMs * 600_000).toBe(body.rows[0]!['upMs']);
  });

  it('says nothing of another scope, and keeps the chain of from and to without a gap', async () => {
    const watcher = client();
    const deltas = deltasOf(watcher);
    const { to } = await watch(watcher, { scope: 'site:S1', topics: ['status'] });
    await server.must([observed('E1', 'down')]);
    await server.must([observed('D1', 'down')]);
    const first = await deltas.until(isDown('D1'));
    await server.must([observed('D2', 'down')]);
    const second = await deltas.until(isDown('D2'));
    expect(first.from).toBe(to);
    expect(second.from).toBe(first.to);
    expect(deltas.all.flatMap(devicesIn).map((device) => device.id)).not.toContain('E1');
  });

  it('gives each of two watchers an unbroken chain, whenever they came', async () => {
    const early = client();
    const earlyDeltas = deltasOf(early);
    const first = await watch(early, { scope: 'site:S1', topics: ['status'] });
    await server.must([observed('E1', 'down')]);
    const late = client();
    const lateDeltas = deltasOf(late);
    const second = await watch(late, { scope: 'site:S1', topics: ['status'] });
    expect(second.to).toBeGreaterThan(first.to);
    await server.must([observed('D1', 'down')]);
    expect((await earlyDeltas.until(isDown('D1'))).from).toBe(first.to);
    expect((await lateDeltas.until(isDown('D1'))).from).toBe(second.to);
    await server.must([observed('D2', 'down')]);
    const both = await Promise.all([earlyDeltas.until(isDown('D2')), lateDeltas.until(isDown('D2'))]);
    expect(both[0].from).toBe(both[1].from);
  });

  it('shares a frame among the entries of one tick', async () => {
    const watcher = client();
    const deltas = deltasOf(watcher);
    await watch(watcher, { scope: '440000', topics: ['status'] });
    await server.must([observed('D1', 'down'), observed('D2', 'down'), observed('E1', 'down')]);
    await deltas.until(isDown('E1'));
    expect(deltas.all).toHaveLength(1);
  });

  it('tells what time alone changes: a status runs out, from = to', async () => {
    // Seen well a week ago; 31 days later that is unknown (semantics 4). The session has ended by then, too.
    server.clock.forward(24 * 86_400_000 - 100);
    await server.logIn();
    const watcher = client();
    const deltas = deltasOf(watcher);
    const { to } = await watch(watcher, { scope: 'site:S1', topics: ['status'] });
    server.clock.forward(200);
    const delta = await deltas.until((one) => devicesIn(one).some((device) => device.status === 'unknown'));
    expect([delta.from, delta.to]).toEqual([to, to]);
  });

  it('tells of a row that time alone moves: a deadline passes and nobody writes', async () => {
    await server.must([
      entry('fault.reported', { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'critical' }),
    ]);
    const watcher = client();
    const deltas = deltasOf(watcher);
    const { to, snapshot } = await watch(watcher, { scope: 'site:S1', topics: ['indicators'] });
    const timely = (answer: IndicatorsAnswer) => answer.rows.find((row) => row.id === 'timely-repair')!;
    expect(timely(snapshot.indicators!.answer)).toMatchObject({ pending: 1, late: 0 });
    // A critical fault is due within 4 h (semantics 7); exactly then it is still timely.
    server.clock.forward(4 * 3_600_000 + 1);
    const late = await deltas.until((delta) => answersIn(delta).some((answer) => timely(answer).late === 1));
    expect([late.from, late.to]).toEqual([to, to]);
  });

  it('gives one who was away for a moment what came since, and no whole snapshot', async () => {
    const away = client();
    const first = await watch(away, { scope: '440000', topics: ['status', 'indicators'] });
    const deltas = deltasOf(away);
    await server.must([observed('D1', 'down')]);
    const { to: known } = await deltas.until(isDown('D1'));
    away.disconnect();
    const [seq] = await server.must([observed('D2', 'down')]);
    const back = client();
    const backDeltas = deltasOf(back);
    const again = await watch(back, {
      scope: '440000',
      topics: ['status', 'indicators'],
      since: known,
      ledger: first.snapshot.ledger,
    });
    expect(known).toBeGreaterThan(first.to);
    expect([again.to, again.snapshot.status, again.snapshot.indicators]).toEqual([known, undefined, undefined]);
    const missed = await backDeltas.until(isDown('D2'));
    expect([missed.from, missed.to]).toEqual([known, seq]);
    expect([runningIn(missed).length, answersIn(missed).length]).toEqual([1, 1]);
    await server.must([observed('E1', 'down')]);
    expect((await backDeltas.until(isDown('E1'))).from).toBe(seq);
  });

  it('gives a snapshot to one who was away for longer than is remembered, or knows of a ledger that is not this one', async () => {
    const { to, snapshot: first } = await watch(client(), { scope: 'site:S1', topics: ['status'] });
    for (const since of [0, 1, to, to + 50]) {
      const { ledger } = first;
      const { snapshot } = await watch(client(), { scope: 'site:S1', topics: ['status'], since, ledger });
      expect(snapshot.status!.devices).toHaveLength(2);
    }
  });

  it('gives a snapshot to a cursor of another ledger, or one that names none (defect 5)', async () => {
    const { snapshot: first } = await watch(client(), { scope: 'site:S1', topics: ['status'] });
    await server.must([observed('D1', 'down')]);
    const { to } = await watch(client(), { scope: 'site:S1', topics: ['status'] });
    await server.must([observed('D2', 'down')]);
    const again = { scope: 'site:S1', topics: ['status' as const], since: to };
    for (const ledger of ['another ledger', undefined]) {
      const { snapshot } = await watch(client(), { ...again, ...(ledger && { ledger }) });
      expect(snapshot.status!.devices.map(({ status }) => status)).toEqual(['down', 'down']);
    }
    const own = await watch(client(), { ...again, ledger: first.ledger });
    expect([own.to, own.snapshot.status]).toEqual([to, undefined]);
  });

  it('stops when it is told to', async () => {
    const watcher = client();
    const deltas = deltasOf(watcher);
    await watch(watcher, { scope: 'site:S1', topics: ['status'] });
    await new Promise((done) => watcher.emit('unwatch', done));
    const other = client();
    const otherDeltas = deltasOf(other);
    await watch(other, { scope: 'site:S1', topics: ['status'] });
    await server.must([observed('D1', 'down')]);
    await otherDeltas.until(isDown('D1'));
    await heard<unknown>((hear) => watcher.on('pulse', hear)).until(() => true);
    expect(deltas.all).toEqual([]);
  });

  it('never speaks of a batch whose commit failed', async () => {
    const watcher = client();
    const deltas = deltasOf(watcher);
    await watch(watcher, { scope: '440000', topics: ['status'] });
    server.store.connection.exec('PRAGMA query_only = 1');
    const failed = await server.ask('/api/entries', { json: { entries: [observed('D1', 'down')] } });
    server.store.connection.exec('PRAGMA query_only = 0');
    expect(failed.status).toBe(503);
    await server.must([observed('D2', 'down')]);
    await deltas.until(isDown('D2'));
    expect(deltas.all.some(isDown('D1'))).toBe(false);
  });
});

describe('the live channel', () => {
  it('records as the door does', async () => {
    const socket = client();
    const entries = [observed('D1', 'down'), observed('D9', 'down')];
    const answer = await new Promise<EntriesAnswer>((done) =>
      socket.emit('record', { entries }, (said) => done(said as EntriesAnswer)),
    );
    expect(answer.results.map((one) => one.outcome)).toEqual(['recorded', 'refused']);
    const wrong = await new Promise((done) => socket.emit('record', { entries: 7 } as never, done));
    expect(wrong).toMatchObject({ error: { code: 'bad-request', field: 'entries' } });
  });

  it('answers a wrong request by naming its field', async () => {
    const socket = client();
    const ask = (request: unknown) => new Promise((done) => socket.emit('watch', request as never, done as never));
    const cases: [unknown, string][] = [
      [{ topics: ['status'], scope: 'nowhere' }, 'scope'],
      [{ topics: ['weather'], scope: '440781' }, 'topics.0'],
      [{ topics: ['status'], scope: '440781', period: 'May' }, 'period'],
      [{ topics: ['indicators'], scope: 'device:D1' }, 'scope'],
      [null, 'request'],
    ];
    for (const [request, field] of cases) expect(await ask(request)).toMatchObject({ error: { field } });
  });

  it('lets nobody in without a session, nor a page of another origin', async () => {
    const refusal = (socket: LiveSocket) => heard<Error>((hear) => socket.on('connect_error', hear)).until(() => true);
    const stranger = await refusal(client({ cookie: 'kaodian=nothing' }));
    expect(stranger).toMatchObject({ message: 'unauthenticated', data: { code: 'unauthenticated' } });
    expect(await refusal(client({ origin: 'http://elsewhere.test' }))).toBeInstanceOf(Error);
  });

  it('ends for one who logs out', async () => {
    const socket = client();
    await watch(socket, { scope: '440781', topics: ['status'] });
    const ended = heard<string>((hear) => socket.on('disconnect', hear)).until(() => true);
    await server.ask('/api/session', { method: 'DELETE' });
    expect(await ended).toBe('io server disconnect');
  });

  it('sends a pulse with the clock and the head', async () => {
    const socket = client();
    const pulse = await heard<{ now: number; seq: number }>((hear) => socket.on('pulse', hear)).until(() => true);
    expect(pulse).toEqual({ now: server.clock.at, seq: server.app.ledger.head.seq });
  });
});
