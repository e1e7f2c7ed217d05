import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiError, EntryItem, Page } from '../../shared/contract/http';
import { LIST_NAMES } from '../../shared/fold/lists/lists';
import { TOPICS, type WatchAck } from '../../shared/contract/live';
import { connect, deltasOf } from '../live/kit';
import { type Sent, type TestServer, discard, entry, startServer } from './kit';
import { type RouteRow, routesOf } from './matrix-routes';
import { Passer } from './voices/kit';
import { EVERYBODY, SCOPED, ScopedWorld, type Who, county } from './scoped-world';

let server: TestServer;
let world: ScopedWorld;
const paper: Record<string, string> = {};
beforeAll(async () => {
  server = await startServer();
  world = await ScopedWorld.make(server);
  for (const w of ['IN', 'ZZ']) {
    await new Passer(server).say(`D-${w}`, 'slow');
    const { body } = await server.ask<Page<EntryItem>>(`/api/entries?entity=fault:F-${w}`);
    paper[w] = String(body.items[0]!.body['note']).slice('sha256:'.length);
  }
});
afterAll(() => discard(server));

/** What a proxy passes on: the metrics are for the machine itself otherwise. */
const PASSED_ON = { 'x-forwarded-for': '192.0.2.1' };
const ask = (who: Who, row: RouteRow, path: string) =>
  world.ask<{ error?: ApiError }>(who, path, { method: row.method, json: row.json, headers: PASSED_ON });

const ROWS = routesOf(paper);

describe('who may ask what, and where (contract 3)', () => {
  it('is told of every route', async () => {
    const { body } = await server.ask<{ paths: Record<string, object> }>('/api/openapi.json');
    const all = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect([...new Set(ROWS.map((row) => `${row.method} ${row.route}`))].sort()).toEqual(all.sort());
  });

  it.each(ROWS.map((row) => [`${row.method} ${row.path('IN').replace(/undefined/, '')}`, row] as const))(
    '%s',
    async (_, row) => {
      for (const [index, who] of EVERYBODY.entries()) {
        const inside = await ask(who, row, row.path('IN'));
        expect(inside.status, `${who} within: ${JSON.stringify(inside.body)}`).toBe(row.inside[index]);
        const beyond = await ask(who, row, row.path('ZZ'));
        expect(beyond.status, `${who} beyond`).toBe(row.beyond[index]);
        if (who === 'admin' || row.beyond === row.inside) continue;
        expect(JSON.stringify(beyond.body), `${who} beyond`).not.toContain('ZZ');
        const absent = await ask(who, row, row.path('ZZ').replaceAll('ZZ', 'NO').replace('440782', '440783'));
        expect([absent.status, absent.body], `${who} absent`).toEqual([beyond.status, beyond.body]);
      }
    },
  );
});

describe('what is read within a scope', () => {
  const asOf = () => `asOf=${new Date(server.clock.at).toISOString()}`;
  const paths = () => [
    ...LIST_NAMES.flatMap((what) => [`/api/${what}`, `/api/${what}?${asOf()}`, `/api/${what}?count=true&q=z`]),
    ...[
      'devices?facets=project&facets=site',
      'rooms?facets=project&sort=-site',
      'payments?facets=project',
      'exams?facets=site',
    ].map((list) => `/api/${list}`),
    '/api/entries',
    '/api/entries?limit=1',
    '/api/entries?entity=site:S-ZZ',
    '/api/entries?entity=device:D-ZZ',
    '/api/uptime?scope=site:S-IN&from=2025-03-01T00:00:00Z&to=2025-03-05T00:00:00Z&by=device',
  ];

  it('never names a thing beyond it, also after things moved in and out', async () => {
    const moves = [
      entry('device.moved', { deviceId: 'D2-ZZ', siteId: 'S-IN' }),
      entry('device.changed', { deviceId: 'D2-IN', parentId: 'D-ZZ' }),
      entry('device.registered', { deviceId: 'D3-IN', siteId: 'S-IN', category: 'clock' }),
      entry('device.moved', { deviceId: 'D3-IN', siteId: 'S-ZZ', roomId: 'R-ZZ' }),
    ];
    for (const sent of moves) {
      server.clock.forward(60_000);
      expect((await world.record('admin', [sent]))[0]!.error).toBeUndefined();
    }
    server.clock.forward(60_000);
    for (const who of SCOPED) {
      for (const path of paths()) {
        const { body } = await world.ask(who, path);
        // The device that moved in is named; where it came from is not.
        expect(JSON.stringify(body).replaceAll('D2-ZZ', ''), `${who} ${path}`).not.toMatch(/ZZ|440782/);
      }
    }
    const all = 'from=2025-03-01T00:00:00Z&to=2026-01-01T00:00:00Z';
    const whole = await world.ask<{ intervals: object[] }>('admin', `/api/devices/D2-ZZ/timeline?${all}`);
    const part = await world.ask<{ intervals: { from: string }[] }>('viewer', `/api/devices/D2-ZZ/timeline?${all}`);
    expect(whole.body.intervals.length).toBeGreaterThan(part.body.intervals.length);
    expect(Date.parse(part.body.intervals[0]!.from)).toBe(server.clock.at - 4 * 60_000);
  });

  it('is the same list for those who reach the same', async () => {
    const ids = async (who: Who, path: string) =>
      (await world.ask<Page<{ id: string }>>(who, path)).body.items.map((one) => one.id);
    for (const what of [
      'sites',
      'rooms',
      'devices',
      'faults',
      'exams',
      'maintenances',
      'incidents',
      'schedules',
      'surveys',
      'opened-surveys',
      'targets',
    ]) {
      const office = await ids('office', `/api/${what}`);
      expect(office).toEqual(await ids('admin', `/api/${what}?scope=440781`));
      expect(await ids('technician', `/api/${what}`)).toEqual(office);
    }
    for (const what of ['areas', 'grants', 'projects', 'payments', 'milestones']) {
      const office = await ids('office', `/api/${what}`);
      expect(office).toEqual(await ids('admin', `/api/${what}?scope=440781`));
      expect(await ids('viewer', `/api/${what}`)).toEqual(office);
      // An area, and money with it, reaches beyond a technician's sites.
      expect(await ids('technician', `/api/${what}`)).toEqual([]);
    }
    expect(await ids('agent', '/api/devices')).toEqual(await ids('admin', '/api/devices?scope=site:S-IN'));
  });
});

describe('the live channel within a scope', () => {
  const socketOf = (who: Who) => {
    const socket = connect({ url: server.url, cookie: '' });
    socket.auth = { token: world.tokens[who] };
    return socket;
  };
  const watch = async (who: Who, scope: string): Promise<string> => {
    const socket = socketOf(who);
    const answer = await new Promise<WatchAck>((done) =>
      socket.emit('watch', { scope, topics: ['status', 'faults', 'exams'] }, done),
    );
    socket.disconnect();
    if (who !== 'admin') expect(JSON.stringify(answer).replaceAll('D2-ZZ', '')).not.toContain('ZZ');
    return 'error' in answer ? answer.error.code : 'watched';
  };

  it('lets every role watch what it reads, and nothing else', async () => {
    const rows: [scope: string, technician: string, office: string, viewer: string, agent: string][] = [
      ['site:S-IN', 'watched', 'watched', 'watched', 'forbidden'],
      ['room:R-IN', 'watched', 'watched', 'watched', 'forbidden'],
      ['440781', 'forbidden', 'watched', 'watched', 'forbidden'],
      ['440700', 'forbidden', 'forbidden', 'forbidden', 'forbidden'],
      ['site:S-ZZ', 'forbidden', 'forbidden', 'forbidden', 'forbidden'],
      ['site:nothing', 'forbidden', 'forbidden', 'forbidden', 'forbidden'],
      ['440782', 'forbidden', 'forbidden', 'forbidden', 'forbidden'],
    ];
    for (const [scope, ...expected] of rows) {
      for (const [index, who] of SCOPED.entries())
        expect(await watch(who, scope), `${who} ${scope}`).toBe(expected[index]);
      expect(await watch('admin', scope)).toBe('watched');
    }
  });

  const LIVE_KINDS = ['fault.reported', 'exam.scheduled'];
  /** The same once more, under an id of its own. */
  const again = ({ kind, body }: Sent): Sent =>
    entry(kind, JSON.parse(JSON.stringify(body).replaceAll('"F-', '"F2-').replaceAll('"E-', '"E2-')));
  it('tells a watcher nothing of what happens beyond its scope', async () => {
    const socket = socketOf('office');
    const deltas = deltasOf(socket);
    await new Promise((done) => socket.emit('watch', { scope: '440781', topics: [...TOPICS] }, done));
    const seen = (deviceId: string) => entry('status.observed', { deviceId, status: 'degraded' });
    await world.record('admin', [
      seen('D-ZZ'),
      ...county('ZZ')
        .filter(({ kind }) => LIVE_KINDS.includes(kind))
        .map(again),
    ]);
    const [last] = await world.record('admin', [seen('D2-IN')]);
    await deltas.until((delta) => delta.to >= last!.seq!);
    expect(JSON.stringify(deltas.all)).not.toMatch(/S-ZZ|"D-ZZ|F2-|E2-|440782/);
    socket.disconnect();
  });
});
