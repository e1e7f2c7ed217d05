import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startKeeper } from '../../../server/start-thread';
import type {
  AuditChainAnswer,
  AuditMarksAnswer,
  AuditSampleAnswer,
  EntryItem,
  Page,
  TokenAnswer,
  UserItem,
} from '../../../shared/contract/http';
import { NOON, type TestServer, discard, entry, observed, oneSite, startServer, tempFolder } from '../kit';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let server: TestServer;
let admin: string;
let office: { id: string; token: string };
let lateId: string;

const as = (token: string) => ({ headers: { authorization: `Bearer ${token}`, cookie: '' } });
const get = async <T>(path: string, init: object = {}) => (await server.ask<T>(path, init)).body;
const trail = async (query: string, init: object = {}) =>
  (await get<Page<EntryItem>>(`/api/entries?${query}`, init)).items;
const marks = (query: string, init: object = {}) => get<AuditMarksAnswer>(`/api/audit/marks?${query}`, init);

beforeAll(async () => {
  const folder = tempFolder();
  server = await startServer({ folder, deps: { startKeeper: (task) => startKeeper({ folder, task }) } });
  admin = (await get<Page<UserItem>>('/api/users')).items[0]!.id;
  // Registered and commissioned a week before they are recorded: 5 entries, backdated.
  await server.must([...oneSite(['D1', 'D2']), ...oneSite(['E1'], 'S2', '440782')]);
  const json = { name: '考务办', role: 'office', scope: '440781' };
  office = (await server.ask<TokenAnswer>('/api/tokens', { json })).body;
  const late = observed('D1', 'down', NOON - 3 * HOUR);
  lateId = late.id;
  await server.must([
    entry('fault.reported', { faultId: 'F1', deviceId: 'D2', impact: 'down', severity: 'minor' }, NOON - HOUR),
    entry('fault.reported', { faultId: 'F2', deviceId: 'E1', impact: 'down', severity: 'minor' }),
    entry('fault.regraded', { faultId: 'F1', severity: 'major' }),
    late,
  ]);
  server.clock.forward(40 * DAY);
  // In April, by the office's program: a void and a cancellation in its area.
  const sent = { entries: [entry('entry.voided', { entryId: lateId, reason: '登错机号' })] };
  await server.ask('/api/entries', { json: sent, ...as(office.token) });
  const cancelled = { entries: [entry('fault.cancelled', { faultId: 'F1', reason: '误报' })] };
  await server.ask('/api/entries', { json: cancelled, ...as(office.token) });
  // The session has ended long ago.
  await server.logIn();
});
afterAll(() => discard(server));

describe('the trail by person, kind, thing and time (screens.md, Administration)', () => {
  it('finds what an account recorded, also together with a scope, a kind and a mark', async () => {
    expect((await trail(`actor=${office.id}`)).map(({ kind }) => kind)).toEqual(['fault.cancelled', 'entry.voided']);
    expect((await trail(`actor=${office.id}&kind=entry.voided`)).map(({ kind }) => kind)).toEqual(['entry.voided']);
    expect(await trail(`actor=${office.id}&scope=440782`)).toEqual([]);
    expect((await trail(`actor=${admin}&scope=440782&mark=backdated`)).map(({ kind }) => kind)).toEqual([
      'device.commissioned',
      'device.registered',
      'site.registered',
    ]);
    expect(await trail('actor=nobody')).toEqual([]);
  });

  it('finds a thing by its id alone, whatever it is', async () => {
    expect((await trail('thing=F1')).map(({ kind }) => kind)).toEqual([
      'fault.cancelled',
      'fault.regraded',
      'fault.reported',
    ]);
    expect((await trail('thing=S2&kind=site.registered')).length).toBe(1);
    expect(await trail('thing=nothing')).toEqual([]);
  });

  it('takes several kinds and marks, pages, and a span of time', async () => {
    const several = await trail('mark=voided&mark=cancelled&mark=regraded');
    expect(several.map(({ kind }) => kind)).toEqual(['fault.cancelled', 'entry.voided', 'fault.regraded']);
    expect((await trail('kind=fault.regraded&kind=fault.cancelled')).length).toBe(2);
    const first = await get<Page<EntryItem>>('/api/entries?mark=backdated&limit=4');
    const second = await get<Page<EntryItem>>(`/api/entries?mark=backdated&limit=100&after=${first.next}`);
    expect([first.items.length, second.items.length, second.next]).toEqual([4, 5, undefined]);
    const april = '2025-04-01T00:00:00%2B08:00';
    expect((await trail(`mark=regraded&from=${april}`)).length).toBe(0);
    expect((await trail(`mark=regraded&to=${april}`)).length).toBe(1);
  });

  it('shows an account its own scope and no more; a wrong value is named', async () => {
    const own = await trail('mark=backdated', as(office.token));
    expect(own.map(({ kind }) => kind)).toEqual([
      'status.observed',
      'device.commissioned',
      'device.registered',
      'device.commissioned',
      'device.registered',
      'site.registered',
    ]);
    expect(await trail('thing=F2', as(office.token))).toEqual([]);
    for (const wrong of ['mark=nonsense', 'thing=a%20b', 'actor=a/b']) {
      const answer = await server.ask<{ error: { field: string } }>(`/api/entries?${wrong}`);
      expect([answer.status, answer.body.error.field]).toEqual([400, wrong.split('=')[0]]);
    }
  });
});

describe('what was recorded late or taken back, by account and month', () => {
  // In March: 8 registrations and commissionings a week late, one observation 3 hours late, the fault 1 hour (not late).
  const MARCH = { month: '2025-03', actor: '' };
  it('counts each by the month of its recording, and the account that recorded it', async () => {
    const { months, cells, period } = await marks('period=2025');
    expect([period, months]).toEqual(['2025', ['2025-01', '2025-02', '2025-03', '2025-04']]);
    expect(cells).toEqual([
      { ...MARCH, mark: 'backdated', actor: admin, count: 9 },
      { mark: 'voided', actor: office.id, month: '2025-04', count: 1 },
      { mark: 'cancelled', actor: office.id, month: '2025-04', count: 1 },
      { ...MARCH, mark: 'regraded', actor: admin, count: 1 },
    ]);
  });

  it('is the same by reading the marked entries of a scope, and less for who sees less', async () => {
    expect((await marks('period=2025&scope=440700')).cells).toEqual((await marks('period=2025')).cells);
    const inside = await marks('period=2025', as(office.token));
    expect(inside.cells.map(({ mark, count }) => [mark, count])).toEqual([
      ['backdated', 6],
      ['voided', 1],
      ['cancelled', 1],
      ['regraded', 1],
    ]);
    expect((await marks('period=2025&scope=440782')).cells.map(({ count }) => count)).toEqual([3]);
    expect((await server.ask('/api/audit/marks?period=2025&scope=440782', as(office.token))).status).toBe(403);
  });

  it('of another period has nothing', async () => {
    expect((await marks('period=2024')).cells).toEqual([]);
    expect((await marks('period=2025-03..2025-03')).cells.map(({ mark }) => mark)).toEqual(['backdated', 'regraded']);
    expect(await marks('period=2027')).toMatchObject({ months: [], cells: [] });
  });
});

describe('a sample that can be drawn again', () => {
  const sample = (query: string) => get<AuditSampleAnswer>(`/api/audit/sample?indicator=device-compliance&${query}`);
  it('is all of few, and the same for the same seed and ledger number, whatever came after', async () => {
    const devices = Array.from({ length: 60 }, (_, n) => `X${n}`);
    await server.must([
      entry('profile.set', { profileId: 'p', requires: [{ category: 'camera', count: 60, per: 'room' }] }),
      entry('room.registered', { roomId: 'R1', siteId: 'S1', name: '1', origin: 'new', seats: 1, profile: 'p' }),
      entry('room.accepted', { roomId: 'R1' }),
      ...devices.flatMap((deviceId) => [
        entry('device.registered', { deviceId, siteId: 'S1', roomId: 'R1', category: 'camera' }),
        entry('device.commissioned', { deviceId }),
      ]),
    ]);
    const few = await sample('scope=site:S2&period=2025&seed=s1');
    expect([few.total, few.items]).toEqual([0, []]);
    const rate = await get<AuditSampleAnswer>(
      '/api/audit/sample?indicator=fault-rate&scope=440700&period=2025&seed=s1',
    );
    expect(rate.total).toBe(rate.items.length);
    expect(rate.total).toBeGreaterThan(0);

    const domestic = '/api/audit/sample?indicator=domestic-computers&scope=440700&period=2025&seed=s1';
    expect((await get<AuditSampleAnswer>(domestic)).items).toEqual([]);
    const drawn = await get<AuditSampleAnswer>(
      '/api/audit/sample?indicator=timely-repair&scope=440700&period=2025&seed=s1',
    );
    expect(drawn.ledger.seq).toBe(server.app.ledger.head.seq);
    expect(drawn.ledger.hash).toBe(server.app.ledger.head.hash);
    await server.must([entry('fault.reported', { faultId: 'F9', deviceId: 'D1', impact: 'down', severity: 'minor' })]);
    const again = `indicator=timely-repair&scope=440700&period=2025&seed=s1&seq=${drawn.ledger.seq}`;
    expect(await get(`/api/audit/sample?${again}`)).toEqual(drawn);
    const now = await get<AuditSampleAnswer>(
      '/api/audit/sample?indicator=timely-repair&scope=440700&period=2025&seed=s1',
    );
    expect(now.total).toBe(drawn.total + 1);
  });

  it('draws 25 of many, each once, others with another seed', async () => {
    const faults = Array.from({ length: 80 }, (_, n) => {
      const body = { faultId: `G${n}`, deviceId: `X${n % 60}`, impact: 'degraded', severity: 'minor' };
      return entry('fault.reported', body);
    });
    await server.must(faults);
    const of = async (seed: string) => {
      const path = `/api/audit/sample?indicator=timely-repair&scope=440781&period=2025&seed=${seed}`;
      return (await get<AuditSampleAnswer>(path)).items.map(({ id }) => id);
    };
    const first = await of('a');
    expect([first.length, new Set(first).size]).toEqual([25, 25]);
    expect(await of('a')).toEqual(first);
    expect(await of('b')).not.toEqual(first);
  });

  it('is of the account’s own scope, and names what is wrong', async () => {
    const status = async (query: string, init: object = {}) =>
      (await server.ask(`/api/audit/sample?indicator=fault-rate&period=2025&${query}`, init)).status;
    expect(await status('scope=440782&seed=a', as(office.token))).toBe(403);
    expect(await status('scope=440781&seed=a', as(office.token))).toBe(200);
    expect(await status('scope=440781&seed=a%20b')).toBe(400);
    expect(await status('scope=440781&seed=a&seq=999999')).toBe(400);
  });
});

describe('the chain', { timeout: 120_000 }, () => {
  const chain = () => get<AuditChainAnswer>('/api/audit/chain');
  const checked = async () => {
    await server.ask('/api/audit/chain', { method: 'POST' });
    for (;;) {
      const state = await chain();
      if (state.progress === null) return state;
    }
  };

  it('is checked when the administrator asks, and the first entry that was changed is named', async () => {
    expect(await chain()).toMatchObject({ checked: null, progress: null });
    expect((await server.ask('/api/audit/chain', { method: 'POST', ...as(office.token) })).status).toBe(403);
    const { seq, hash } = server.app.ledger.head;
    expect((await checked()).checked).toMatchObject({ seq, hash, bad: null });

    const { connection } = server.store;
    const line = connection.get<{ line: string }>('SELECT line FROM entries WHERE seq = 6')!.line;
    connection.run('UPDATE entries SET line = ? WHERE seq = 6', [line.replace('440782', '440783')]);
    expect((await checked()).checked).toMatchObject({
      hash: null,
      bad: { seq: 6, message: expect.stringMatching(/hash/) },
    });
    connection.run('UPDATE entries SET line = ? WHERE seq = 6', [line]);
    expect((await checked()).checked).toMatchObject({ bad: null });
  });
});
