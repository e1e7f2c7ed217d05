import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Outcome, Sendable } from '../../../client/api/record';
import { RequestFailure } from '../../../client/api/failure';
import { type Server, drainRound } from '../../../client/offline/drain';
import { withDatabase } from '../../../client/offline/database';
import { type NewEntry, enter, mend, readQueue, remove, undo } from '../../../client/offline/queue';

const NOW = Date.parse('2025-03-05T03:00:00Z');
const by = (author: string, more: object = {}) => ({ author, at: NOW, offset: 0, undoMs: 0, ...more });
const down = (deviceId: string): NewEntry => ({ kind: 'status.observed', body: { deviceId, status: 'down' } });
const deviceOf = ({ body }: { body: object }) => (body as { deviceId: string }).deviceId;

/** A server that takes each id once, and loses what it is told to lose. */
class FakeServer implements Server {
  account: string | null = 'A';
  clock = NOW;
  readonly taken = new Map<string, Sendable>();
  readonly order: string[] = [];
  readonly batches: Sendable[][] = [];
  /** What becomes of the next sendings: nothing arrives, or the answer is lost. */
  fate: ('request lost' | 'answer lost')[] = [];
  refuse: (entry: Sendable) => Outcome | null = () => null;
  offset = 0;

  now = () => this.clock;
  async whoAmI() {
    if (this.account === null) return null;
    return { accountId: this.account, measured: { offset: this.offset, uncertainty: 10, at: this.clock } };
  }
  async send(entries: readonly Sendable[]): Promise<Outcome[]> {
    this.batches.push([...entries]);
    const fate = this.fate.shift();
    const failure = new RequestFailure('offline', 'no network');
    if (fate === 'request lost') return entries.map(({ id }) => ({ id, outcome: 'unknown', failure }));
    const outcomes = entries.map((entry): Outcome => {
      const refused = this.refuse(entry);
      if (refused) return refused;
      const known = this.taken.get(entry.id);
      const seq = known ? this.order.indexOf(entry.id) + 1 : this.order.push(entry.id);
      if (known) expect(entry).toEqual(known);
      this.taken.set(entry.id, entry);
      return { id: entry.id, outcome: known ? 'duplicate' : 'recorded', seq };
    });
    return fate === 'answer lost' ? entries.map(({ id }) => ({ id, outcome: 'unknown', failure })) : outcomes;
  }
}

const told = () => undefined;

describe('the durable queue', () => {
  beforeEach(async () => {
    await withDatabase((database) => database.clear('queue'));
  });

  it('sends 56 entries in the order of entry, at most 20 at once, each once', async () => {
    const server = new FakeServer();
    for (let n = 0; n < 56; n += 1) await enter([down(`D${n}`)], by('A'));
    expect(await drainRound(server, told)).toEqual({ end: 'done', nextAt: null, taken: 56 });
    expect(server.batches.map(({ length }) => length)).toEqual([20, 20, 16]);
    expect(server.order.map((id) => deviceOf(server.taken.get(id)!))).toEqual(
      Array.from({ length: 56 }, (_, n) => `D${n}`),
    );
    expect((await readQueue()).every(({ state }) => state === 'taken')).toBe(true);
  });

  it('keeps everything when requests and answers are lost, and sends the same content again', async () => {
    const server = new FakeServer();
    await enter([down('D1'), down('D2')], by('A'));
    server.fate = ['request lost', 'answer lost'];
    expect((await drainRound(server, told)).end).toBe('failed');
    expect((await readQueue()).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    // The clock is set right between the sendings: what was frozen stays as it was.
    server.offset = -180_000;
    expect((await drainRound(server, told)).end).toBe('failed');
    expect(await drainRound(server, told)).toEqual({ end: 'done', nextAt: null, taken: 2 });
    expect(server.order).toHaveLength(2);
    expect((await readQueue()).map(({ again, state }) => [state, again])).toEqual([
      ['taken', true],
      ['taken', true],
    ]);
  });

  it('corrects each entry by the clocks as they stood when it was made', async () => {
    const server = new FakeServer();
    await enter([down('D1')], by('A', { offset: -180_000 }));
    await enter([down('D2')], by('A', { offset: null }));
    server.offset = 2_400_000;
    await drainRound(server, told);
    expect(server.order.map((id) => server.taken.get(id)!.at)).toEqual([
      '2025-03-05T02:57:00.000Z',
      '2025-03-05T03:40:00.000Z',
    ]);
  });

  it('sends nothing without a session, and nothing of another account', async () => {
    const server = new FakeServer();
    await enter([down('D1')], by('A'));
    server.account = null;
    expect(await drainRound(server, told)).toEqual({ end: 'nobody', taken: 0 });
    server.account = 'B';
    expect(await drainRound(server, told)).toEqual({ end: 'other-account', taken: 0 });
    expect(server.batches).toEqual([]);
    server.account = 'A';
    expect((await drainRound(server, told)).taken).toBe(1);
  });

  it('lets a refused entry step aside, shows why, and sends the mended one under a new id', async () => {
    const server = new FakeServer();
    await enter([down('D1'), down('NOBODY'), down('D2')], by('A'));
    server.refuse = ({ id, body }) =>
      deviceOf({ body }) === 'NOBODY'
        ? {
            id,
            outcome: 'refused',
            error: { code: 'unknown-device', message: 'no such device', field: 'body.deviceId' },
          }
        : null;
    expect((await drainRound(server, told)).taken).toBe(2);
    const refused = (await readQueue()).find(({ state }) => state === 'refused')!;
    expect(refused.refusal?.code).toBe('unknown-device');
    await mend(refused.position, down('D3'));
    expect((await drainRound(server, told)).taken).toBe(1);
    expect(server.order.map((id) => deviceOf(server.taken.get(id)!))).toEqual(['D1', 'D2', 'D3']);
    expect(server.order).not.toContain(refused.id);
  });

  it('isolates the one entry that no request is taken with', async () => {
    const server = new FakeServer();
    await enter([down('D1'), down('BAD'), down('D2')], by('A'));
    const send = server.send.bind(server);
    server.send = async (entries) => {
      if (!entries.some(({ body }) => deviceOf({ body }) === 'BAD')) return send(entries);
      const failure = new RequestFailure('bad-request', 'not JSON');
      return entries.map(({ id }) => ({ id, outcome: 'unsent', failure }));
    };
    expect(await drainRound(server, told)).toEqual({ end: 'done', nextAt: null, taken: 2 });
    expect((await readQueue()).map(({ state }) => state)).toEqual(['taken', 'refused', 'taken']);
  });

  it('sends nothing that can still be undone, nor what was entered after it', async () => {
    const server = new FakeServer();
    const [first] = await enter([down('D1')], by('A', { undoMs: 10_000 }));
    await enter([down('D2')], by('A'));
    expect(await drainRound(server, told)).toEqual({ end: 'done', nextAt: NOW + 10_000, taken: 0 });
    expect(await undo([first!.position])).toEqual([first!.position]);
    expect((await drainRound(server, told)).taken).toBe(1);
    const [second] = await readQueue();
    // What was sent is not taken back.
    expect(await undo([second!.position])).toEqual([]);
    await remove(second!.position);
    expect(await readQueue()).toEqual([]);
  });

  it('a clock that was set back does not hold an entry longer than it can be undone', async () => {
    const server = new FakeServer();
    await enter([down('D1')], by('A', { undoMs: 10_000 }));
    server.clock = NOW - 24 * 3_600_000;
    expect((await drainRound(server, told)).taken).toBe(1);
  });
});
