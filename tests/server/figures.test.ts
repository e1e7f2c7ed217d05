import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  DeviceItem,
  EntryItem,
  FiguresAnswer,
  IndicatorsAnswer,
  Page,
  TimelineAnswer,
  UptimeAnswer,
} from '../../shared/contract/http';
import { NOON, type TestServer, discard, entry, observed, oneSite, startServer } from './kit';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  await server.must(oneSite(['D1', 'D2']));
});
afterEach(() => discard(server));

const HOUR = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();
const get = async <T>(path: string, query: Record<string, string> = {}) => {
  const reply = await server.ask<T>(`${path}?${new URLSearchParams(query)}`);
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body;
};
const window = { from: iso(NOON - 10 * HOUR), to: iso(NOON) };

describe('settings', () => {
  it('say how the rows are grouped: nothing while the default holds', async () => {
    const grouping = async () =>
      (await get<IndicatorsAnswer>('/api/indicators', { scope: '440781', period: '2025' })).grouping;
    expect(await grouping()).toBeUndefined();
    await server.must([entry('setting.set', { name: 'grouping', value: 'printed' })]);
    expect(await grouping()).toBe('printed');
    await server.must([entry('setting.set', { name: 'grouping', value: 'national' })]);
    expect(await grouping()).toBeUndefined();
  });
});

describe('figures (contract 5)', () => {
  it('are the uptime of a window, by every cut', async () => {
    await server.must([observed('D1', 'down', NOON - 2 * HOUR)]);
    const { rows } = await get<UptimeAnswer>('/api/uptime', { scope: '440781', ...window });
    // Two devices of ten hours each, one of them down for two.
    expect(rows).toEqual([
      {
        key: '',
        serviceMs: 20 * HOUR,
        upMs: 18 * HOUR,
        degradedMs: 0,
        downMs: 2 * HOUR,
        unknownMs: 0,
        maintenanceMs: 0,
        faultRate: 0.1,
        low: 0.1,
        high: 0.1,
        coverage: 1,
      },
    ]);
    const keys = async (by: string) =>
      (await get<UptimeAnswer>('/api/uptime', { scope: '440781', by, ...window })).rows.map((row) => row.key);
    expect(await keys('area')).toEqual(['440781']);
    expect(await keys('site')).toEqual(['S1']);
    expect(await keys('room')).toEqual(['']);
    expect(await keys('device')).toEqual(['D1', 'D2']);
    expect(await keys('category')).toEqual(['camera']);
    expect(await keys('day')).toEqual(['2025-03-05']);
  });

  it('are cut by site and hour in one answer: whole hours, parts of hours, unknown time, and service hours', async () => {
    await server.must([
      ...oneSite(['E1'], 'S2', '440781'),
      // S2 is open from 09:30 to 11:15 on weekdays; its first schedule holds from its beginning.
      entry('site.scheduleSet', {
        siteId: 'S2',
        schedule: { weekly: [{ days: [1, 2, 3, 4, 5], from: '09:30', to: '11:15' }] },
      }),
      observed('D1', 'down', NOON - 2.5 * HOUR),
      observed('D1', 'up', NOON - 1.5 * HOUR),
      observed('E1', 'unknown', NOON - HOUR),
    ]);
    const query = { scope: '440781', by: 'site,hour', from: iso(NOON - 3 * HOUR), to: iso(NOON + HOUR) };
    const { rows } = await get<UptimeAnswer>('/api/uptime', query);
    const minutes = (ms: number) => ms / 60_000;
    const shown = rows.map(({ key, serviceMs, upMs, downMs, unknownMs, faultRate }) => [
      key,
      ...[serviceMs, upMs, downMs, unknownMs].map(minutes),
      faultRate,
    ]);
    // S1: two devices always in service, D1 down 9:30–10:30. S2: one device, 30 + 60 + 15 minutes, the last 15 unknown.
    // 12:00 has not begun: no figure counts the future.
    expect(shown).toEqual([
      ['S1|2025-03-05T09', 120, 90, 30, 0, 0.25],
      ['S1|2025-03-05T10', 120, 90, 30, 0, 0.25],
      ['S1|2025-03-05T11', 120, 120, 0, 0, 0],
      ['S2|2025-03-05T09', 30, 30, 0, 0, 0],
      ['S2|2025-03-05T10', 60, 60, 0, 0, 0],
      ['S2|2025-03-05T11', 15, 0, 0, 15, null],
    ]);
    const hourly = await get<UptimeAnswer>('/api/uptime', { ...query, by: 'hour' });
    expect(hourly.rows.map(({ key, serviceMs }) => [key, minutes(serviceMs)])).toEqual([
      ['2025-03-05T09', 150],
      ['2025-03-05T10', 180],
      ['2025-03-05T11', 135],
    ]);
    const long = new URLSearchParams({ ...query, from: iso(NOON - 31 * 24 * HOUR - 1), to: iso(NOON) });
    const refused = await server.ask(`/api/uptime?${long}`);
    expect([refused.status, refused.body]).toMatchObject([400, { error: { field: 'to' } }]);
  });

  it('are as they were known at a seq, and at an instant', async () => {
    const head = server.app.ledger.head.seq;
    server.clock.forward(60_000);
    await server.must([observed('D1', 'down', NOON - 2 * HOUR)]);
    const down = async (asOf?: string) => {
      const query = { scope: '440781', ...window, ...(asOf ? { asOf } : {}) };
      return (await get<UptimeAnswer>('/api/uptime', query)).rows[0]!.downMs;
    };
    expect(await down()).toBe(2 * HOUR);
    expect(await down(String(head))).toBe(0);
    expect(await down(String(head + 1))).toBe(2 * HOUR);
    expect(await down(iso(NOON))).toBe(0);
    expect(await down(iso(NOON + 60_000))).toBe(2 * HOUR);
    // Asked again, going back and forth.
    expect(await down(String(head))).toBe(0);
  });

  it('cut the window at the now of what was known', async () => {
    const query = { scope: '440781', from: iso(NOON - 10 * HOUR), to: iso(NOON + 10 * HOUR), asOf: iso(NOON - HOUR) };
    // At that instant nothing had been recorded: the server took it all at noon.
    expect((await get<UptimeAnswer>('/api/uptime', query)).rows).toEqual([]);
    server.clock.forward(HOUR);
    const later = await get<UptimeAnswer>('/api/uptime', { ...query, asOf: iso(NOON) });
    expect(later.rows[0]!.serviceMs).toBe(20 * HOUR);
  });

  it('are the twenty rows with the ledger that they stand on', async () => {
    const answer = await get<IndicatorsAnswer>('/api/indicators', { scope: '440781', period: '2025' });
    const { seq, hash } = server.app.ledger.head;
    expect(answer).toMatchObject({ scope: '440781', period: '2025', evaluatedAt: iso(NOON), ledger: { seq, hash } });
    expect(answer.rows).toHaveLength(20);
    const past = await get<IndicatorsAnswer>('/api/indicators', { scope: '440781', period: '2025', asOf: '1' });
    expect(past.ledger.seq).toBe(1);
  });

  it('are MTTA, MTTR and MTBF, by every cut and as they were known (semantics 7)', async () => {
    const fault = { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'major' };
    await server.must([
      entry('fault.reported', fault, NOON - 4 * HOUR),
      entry('fault.acknowledged', { faultId: 'F1' }, NOON - 3 * HOUR),
    ]);
    const head = server.app.ledger.head.seq;
    await server.must([entry('fault.repaired', { faultId: 'F1' }, NOON - 2 * HOUR)]);
    const figure = (id: string, numerator: number, denominator: number) => {
      const value = denominator === 0 ? null : numerator / denominator;
      return { id, version: 1, unit: 'ms', value, numerator, denominator };
    };
    // One fault, acknowledged after 1 h, repaired after 2 h; two devices of ten hours each.
    const figures = [figure('mtta', HOUR, 1), figure('mttr', 2 * HOUR, 1), figure('mtbf', 20 * HOUR, 1)];
    const query = { scope: '440781', ...window };
    expect(await get('/api/figures', query)).toEqual({ rows: [{ key: '', figures }] });
    for (const [by, key] of [
      ['site', 'S1'],
      ['category', 'camera'],
      ['vendor', ''],
      ['model', ''],
    ] as const) {
      expect(await get('/api/figures', { ...query, by })).toEqual({ rows: [{ key, figures }] });
    }
    const before = await get<FiguresAnswer>('/api/figures', { ...query, asOf: String(head) });
    expect(before.rows[0]!.figures[1]).toEqual(figure('mttr', 0, 0));
    expect(await get('/api/figures', { scope: '440703', ...window })).toEqual({ rows: [] });
  });

  it('are a device’s timeline', async () => {
    await server.must([observed('D1', 'down', NOON - 2 * HOUR)]);
    const { intervals } = await get<TimelineAnswer>('/api/devices/D1/timeline', window);
    expect(intervals).toEqual([
      { from: window.from, to: iso(NOON - 2 * HOUR), status: 'up', service: true },
      { from: iso(NOON - 2 * HOUR), to: window.to, status: 'down', service: true },
    ]);
  });
});

describe('a wrong question', () => {
  const cases: [string, string][] = [
    ['/api/uptime?from=2025-01-01T00:00:00Z&to=2025-02-01T00:00:00Z', 'scope'],
    ['/api/uptime?scope=taishan&from=2025-01-01T00:00:00Z&to=2025-02-01T00:00:00Z', 'scope'],
    ['/api/uptime?scope=440781&from=2025-01-01&to=2025-02-01T00:00:00Z', 'from'],
    ['/api/uptime?scope=440781&from=2025-02-01T00:00:00Z&to=2025-02-01T00:00:00Z', 'to'],
    ['/api/uptime?scope=440781&from=2025-01-01T00:00:00Z&to=2025-02-01T00:00:00Z&by=week', 'by'],
    ['/api/uptime?scope=440781&from=2025-01-01T00:00:00Z&to=2025-02-01T00:00:00Z&asof=1', 'asof'],
    ['/api/uptime?scope=440781&from=2025-01-01T00:00:00Z&to=2025-02-01T00:00:00Z&asOf=99', 'asOf'],
    ['/api/uptime?scope=440781&from=2025-01-01T00:00:00Z&to=2025-02-01T00:00:00Z&asOf=soon', 'asOf'],
    ['/api/figures?scope=440781&from=2025-01-01T00:00:00Z&to=2025-02-01T00:00:00Z&by=room', 'by'],
    ['/api/indicators?scope=440781', 'period'],
    ['/api/indicators?scope=440781&period=2025-13', 'period'],
    ['/api/devices?limit=0', 'limit'],
    ['/api/devices?after=%20', 'after'],
    ['/api/entries?kind=site.dreamt', 'kind'],
    ['/api/ledger?limit=100001', 'limit'],
  ];
  it.each(cases)('%s is 400 and names %s', async (path, field) => {
    const { status, body } = await server.ask(path);
    expect([status, body]).toMatchObject([400, { error: { code: 'bad-request', field } }]);
  });

  it('about what is not there is 404, and nobody asks without a session', async () => {
    const paths = ['/api/devices/D9', '/api/sites/S9', '/api/nothing'];
    for (const path of paths) expect((await server.ask(path)).status).toBe(404);
    expect((await server.ask(`/api/devices/D9/timeline?${new URLSearchParams(window)}`)).status).toBe(404);
    for (const path of ['/api/sites', '/api/ledger', '/api/entries', '/api/uptime', '/api/indicators']) {
      expect([401, 400]).toContain((await server.ask(path, { headers: { cookie: '' } })).status);
    }
    expect((await server.ask('/api/ledger', { headers: { cookie: '' } })).status).toBe(401);
  });
});

describe('lists (contract 5)', () => {
  it('come by cursor, in a scope, and each thing by its id', async () => {
    await server.must(oneSite(['E1', 'E2', 'E3'], 'S2', '440703'));
    const first = await get<Page<DeviceItem>>('/api/devices', { limit: '2' });
    expect(first.items.map((one) => one.id)).toEqual(['D1', 'D2']);
    const second = await get<Page<DeviceItem>>('/api/devices', { limit: '2', after: first.next! });
    expect(second.items.map((one) => one.id)).toEqual(['E1', 'E2']);
    const third = await get<Page<DeviceItem>>('/api/devices', { limit: '2', after: second.next! });
    expect(third).toMatchObject({ items: [{ id: 'E3' }] });
    expect(third.next).toBeUndefined();
    const scoped = await get<Page<DeviceItem>>('/api/devices', { scope: '440703' });
    expect(scoped.items.map((one) => one.id)).toEqual(['E1', 'E2', 'E3']);
    expect(await get('/api/sites/S2')).toMatchObject({ id: 'S2', area: '440703' });
    expect(await get('/api/devices/D1')).toMatchObject({ id: 'D1', status: 'up', openFaults: [] });
  });

  it('hold the faults and sittings', async () => {
    await server.must([
      entry('fault.reported', { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'major' }, NOON - HOUR),
    ]);
    expect((await get<Page<{ id: string }>>('/api/faults')).items.map((one) => one.id)).toEqual(['F1']);
    expect(await get('/api/faults/F1')).toMatchObject({ id: 'F1', state: 'open', deviceId: 'D1' });
    expect(await get('/api/exams')).toEqual({ items: [] });
  });
});

describe('the audit trail (contract 5)', () => {
  it('reads from the newest back, by entity, kind and scope, and shows what was voided', async () => {
    const wrong = observed('D1', 'down');
    await server.must([wrong, observed('D2', 'degraded')]);
    const [voidSeq] = await server.must([entry('entry.voided', { entryId: wrong.id, reason: '点错了' })]);
    const seqs = async (query: Record<string, string>) =>
      (await get<Page<EntryItem>>('/api/entries', query)).items.map((one) => one.seq);
    const head = server.app.ledger.head.seq;
    expect(await seqs({ limit: '2' })).toEqual([head, head - 1]);
    expect(await seqs({ limit: '2', after: String(head - 1) })).toEqual([head - 2, head - 3]);
    expect(await seqs({ entity: 'device:D2', kind: 'status.observed' })).toEqual([head - 1]);
    expect(await seqs({ scope: '440781', kind: 'status.observed' })).toEqual([head - 1, head - 2]);
    expect(await seqs({ scope: '110000', kind: 'status.observed' })).toEqual([]);
    const { items } = await get<Page<EntryItem>>('/api/entries', { entity: 'device:D1', kind: 'status.observed' });
    expect(items[0]).toMatchObject({ id: wrong.id, voidedBy: voidSeq });
  });
});

describe('the ledger (contract 5, 7)', () => {
  it('is served as the lines of an export, page by page', async () => {
    const all = await get<string>('/api/ledger');
    const lines = await server.store.entries.lines(0, 100);
    expect(all).toBe(`${lines.join('\n')}\n`);
    expect(await get<string>('/api/ledger', { after: '1', limit: '2' })).toBe(`${lines[1]}\n${lines[2]}\n`);
  });
});

describe('probes', () => {
  it('hear that the server lives and is ready', async () => {
    expect(await get('/healthz')).toEqual({ alive: true });
    expect(await get('/readyz')).toEqual({ ready: true, seq: server.app.ledger.head.seq });
  });
});
