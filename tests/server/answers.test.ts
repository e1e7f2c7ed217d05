import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schemaNamed } from '../../shared/contract/components';
import { INDICATOR_IDS } from '../../shared/model/vocabulary';
import type { SummaryStatus } from '../../shared/contract/http';
import { LIST_NAMES } from '../../shared/fold/lists/lists';
import { Release } from '../fixtures/release';
import { announcementOf, jpeg, photoOf, rangeOf } from '../helpers/photos';
import { codeAt } from '../helpers/totp';
import { PASSWORD, TestClock, type TestServer, discard, entry, startServer, tempFolder } from './kit';
import { Passer } from './voices/kit';

interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: { $ref: string } }> }>;
}
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
interface Asked {
  json?: unknown;
  body?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

const release = new Release('0.1.0');
const DAY = 86_400_000;
const iso = (at: number) => new Date(at).toISOString();

let folder: string;
let server: TestServer;
let paths: Record<string, Record<string, Operation>>;
/** Every `METHOD /path` whose answer was parsed. */
const parsed = new Set<string>();

beforeAll(async () => {
  folder = tempFolder();
  release.copyTo(folder);
  const clock = new TestClock(release.keys.end + 60_000);
  server = await startServer({ folder, clock, adminPassword: null });
  await server.logIn(release.keys.passwords['admin']);
  paths = (await server.ask<{ paths: typeof paths }>('/api/openapi.json')).body.paths;
  await server.must(more(clock.at));
  await new Passer(server).send('K1-NVR', [['note', '没有画面']]);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What the story of the release has not: every field of a device, and one of each thing that is listed. */
function more(now: number) {
  const device = {
    deviceId: 'FULL',
    siteId: 'K1',
    roomId: 'K1-1',
    seat: '9',
    spare: true,
    category: 'computer',
    domestic: true,
    projectId: 'P1',
    parentId: 'K1-NVR',
    reportWithinS: 60,
    ...Object.fromEntries(
      ['label', 'model', 'vendor', 'serial', 'assetNo', 'contractNo', 'acceptanceNo', 'cpu', 'os', 'ip', 'mac'].map(
        (field) => [field, field],
      ),
    ),
  };
  const maintenance = { scope: 'room:K1-1', from: iso(now + DAY), to: iso(now + 2 * DAY), reason: '保养' };
  const weekly = { weekly: [{ days: [1, 2], from: '08:00', to: '18:00' }] };
  return [
    entry('device.registered', device),
    entry('maintenance.planned', { maintenanceId: 'M-A', ...maintenance }),
    entry('maintenance.planned', { maintenanceId: 'M-B', ...maintenance }),
    entry('maintenance.cancelled', { maintenanceId: 'M-B' }),
    entry('site.scheduleSet', { siteId: 'K2', schedule: weekly }),
    entry('site.scheduleSet', { siteId: 'K2', from: iso(now + DAY), schedule: 'always' }),
    entry('incident.reported', { incidentId: 'I-A', siteId: 'K1', grade: 'IV', note: '雨' }),
    entry('survey.answered', { group: 'student', siteId: 'K1', score: 5, token: 'T-A' }),
    entry('survey.opened', {
      surveyId: 'Q-A',
      siteId: 'K1',
      name: '年度满意度',
      groups: ['student', 'teacher'],
      slips: 2,
      from: iso(now),
      to: iso(now + DAY),
    }),
    entry('survey.closed', { surveyId: 'Q-A', note: '收齐' }),
    entry('survey.counted', { surveyId: 'Q-A', siteId: 'K1', group: 'teacher', counts: [0, 0, 0, 1, 2] }),
    entry('milestone.planned', { milestoneId: 'L-A', projectId: 'P1', name: '终验', dueAt: iso(now + DAY) }),
    entry('milestone.done', { milestoneId: 'L-A' }),
    entry('room.changed', { roomId: 'K1-2', layout: { rows: 5, cols: 6 }, spareSeats: 1 }),
  ];
}

/** The route of the document that a path belongs to. */
function routeOf(method: Method, path: string): string {
  const bare = path.split('?')[0]!;
  const fits = Object.keys(paths).filter(
    (route) =>
      new RegExp(`^${route.replace(/\{\w+\}/g, '[^/]+')}$`).test(bare) && method.toLowerCase() in paths[route]!,
  );
  return fits.find((route) => route === bare) ?? fits[0]!;
}

/** Asks, and parses the answer with the schema that the document names: an unknown field fails. */
async function answer<T>(method: Method, path: string, asked: Asked = {}, at = server): Promise<T> {
  const route = routeOf(method, path);
  const { status, body } = await at.ask<T>(path, { method, ...asked });
  expect(status, `${method} ${path}: ${JSON.stringify(body)}`).toBeLessThan(300);
  const ref = paths[route]![method.toLowerCase()]!.responses[status]!.content!['application/json']!.schema!.$ref;
  const schema = schemaNamed(ref.split('/').at(-1)!);
  const result = schema!.safeParse(body);
  expect(result.error?.issues, `${method} ${path}`).toBeUndefined();
  parsed.add(`${method} ${route}`);
  return body;
}

describe('every answer is what the document says, and nothing more (contract 5)', () => {
  it.each(LIST_NAMES)('the list of %s, and each of its items', async (what) => {
    const page = await answer<{ items: { id: string }[] }>('GET', `/api/${what}?count=true`);
    expect(page.items.length).toBeGreaterThan(0);
    for (const { id } of page.items.slice(0, 20)) {
      expect(await answer('GET', `/api/${what}/${encodeURIComponent(id)}`)).toMatchObject({ id });
    }
  });

  it('the list of devices carries every field of a device', async () => {
    const full = await answer<object>('GET', '/api/devices/FULL');
    // The 20 fields of its registration, its id, its status and its open faults.
    expect(Object.keys(full)).toHaveLength(23);
  });

  it('the story of each fault, with its entries and texts, and faults with theirs', async () => {
    const { items } = await answer<{ items: { id: string }[] }>('GET', '/api/faults?texts=true&limit=50');
    for (const { id } of items) await answer('GET', `/api/faults/${encodeURIComponent(id)}/story`);
    await answer('GET', '/api/opened-surveys/Q-A/slips');
    await answer('GET', '/api/people');
  });

  it('what each sitting lost', async () => {
    const { items } = await answer<{ items: { id: string }[] }>('GET', '/api/exams?limit=5');
    for (const { id } of items) await answer('GET', `/api/exams/${encodeURIComponent(id)}/losses`);
  });

  it('how ready each sitting was then', async () => {
    const { items } = await answer<{ items: { id: string; from: string }[] }>('GET', '/api/exams?limit=5');
    for (const { id, from } of items) {
      const asOf = new Date(Math.min(Date.parse(from), server.clock.at)).toISOString();
      await answer('GET', `/api/exams/${encodeURIComponent(id)}/readiness?asOf=${asOf}`);
    }
  });

  it('who erased a paper, when and why', async () => {
    const { items } = await answer<{ items: { body: { note?: string } }[] }>('GET', '/api/entries?kind=fault.reported');
    const id = items.find(({ body }) => body.note !== undefined)!.body.note!.slice('sha256:'.length);
    await server.ask(`/api/papers/${id}/erase`, { json: { reason: '测试' } });
    expect(await answer('GET', `/api/papers/${id}/erasure`)).toMatchObject({ reason: '测试' });
  });

  it('figures, indicators and time lines, as they were asked of the release', async () => {
    const asked = release.expected.filter(({ who, status }) => who === 'admin' && status === 200);
    for (const { path } of asked) await answer('GET', path);
    const window = 'from=2024-01-01T00:00:00Z&to=2025-01-01T00:00:00Z';
    for (const by of ['none', 'category', 'vendor', 'model', 'site']) {
      await answer('GET', `/api/figures?scope=440781&${window}&by=${by}`);
    }
    await answer('GET', '/api/audit/marks?period=2024');
    await answer('GET', '/api/audit/marks?period=2024&scope=440781');
    await answer('GET', '/api/audit/sample?indicator=fault-rate&scope=440781&period=2024&seed=s');
    await answer('GET', '/api/audit/chain');
    await answer('POST', '/api/audit/chain');
    for (const path of ['/api/people', '/api/roles', '/api/health']) await answer('GET', path);
    await answer('GET', '/api/indicators/trend?scope=440781&period=2024');
    for (const id of INDICATOR_IDS) await answer('GET', `/api/indicators/${id}/evidence?scope=440781&period=2024`);
    for (const q of ['S', 'F', '考']) await answer('GET', `/api/search?q=${encodeURIComponent(q)}`);
  });

  it('what is public, and what an account is told of itself', async () => {
    for (const path of ['/healthz', '/readyz', '/api/openapi.json', '/api/session', '/api/sign-ins']) {
      await answer('GET', path);
    }
    const beats = await answer<{ accepted: number }>('POST', '/api/heartbeats', { json: { deviceIds: ['K1-NVR'] } });
    expect(beats.accepted).toBe(1);
    await answer('POST', '/api/entries', { json: { entries: [entry('dreamt', {}), entry('fault.commented', {})] } });
    const room = { kind: 'room.changed', body: { roomId: 'K1-2', seats: 5 } };
    await answer('GET', '/api/refused-payments?scope=440781');
    await answer('POST', '/api/preview', { json: { entries: [room, room], scope: '440781', period: '2024' } });
    await answer('GET', '/api/sync');
    await answer('GET', '/api/sync?since=1');
    const made = await answer<{ path: string }>('POST', '/api/push-tokens', { json: { deviceId: 'FULL' } });
    await answer('GET', '/api/push-tokens');
    await server.must([entry('device.commissioned', { deviceId: 'FULL' })]);
    await answer('GET', `${made.path}?status=up`);
  });

  it('a photo, announced and sent', async () => {
    const photo = photoOf(jpeg());
    const { length } = photo.bytes;
    await answer('POST', '/api/papers', { json: announcementOf(photo) });
    const headers = { 'content-range': rangeOf(0, length, length) };
    await answer('PUT', `/api/papers/${photo.hash}`, { body: Uint8Array.from(photo.bytes), headers });
  });

  it('an inventory workbook, read, mended, written and taken back', async () => {
    const headers = { 'content-type': 'application/octet-stream' };
    const csv = '设备编号,考点编号,类别\r\nNEW 1,K1,时钟\r\n';
    const path = '/api/import-drafts?name=a.csv';
    const { draft } = await answer<{ draft: { id: string } }>('POST', path, {
      body: Uint8Array.from(Buffer.from(csv)),
      headers,
    });
    const fixes = [{ sheet: 'devices', cell: 'A2', text: 'NEW-1' }];
    await answer('PATCH', `/api/import-drafts/${draft.id}`, { json: { fixes } });
    const { draft: again } = await answer<{ draft: { plan: string } }>('GET', `/api/import-drafts/${draft.id}`);
    await answer('POST', '/api/imports', { json: { draft: draft.id, plan: again.plan } });
    for (let state = 'writing'; state === 'writing';) {
      ({ state } = await answer<{ state: string }>('GET', `/api/imports/${draft.id}`));
    }
    await answer('POST', `/api/imports/${draft.id}/undo`, { json: {} });
    await answer('GET', '/api/imports');
    await answer('POST', path, { body: Uint8Array.from([0x50, 0x4b]), headers });
  });

  it('accounts, tokens and second factors', async () => {
    const json = { name: 'someone', role: 'office', scope: '440781' };
    const { user, password } = await answer<{ user: { id: string }; password: string }>('POST', '/api/users', { json });
    await answer('PATCH', `/api/users/${user.id}`, { json: { scope: ['440703'] } });
    await answer('PATCH', '/api/users', { json: { id: user.id, scope: ['440781'] } });
    await answer('GET', `/api/users/${user.id}/sessions`);
    await answer('POST', '/api/tokens', { json: { name: 'reader', role: 'viewer', scope: '440781' } });
    const screen = await answer<{ path: string }>('POST', '/api/kiosks', { json: { name: '大屏', scope: '440781' } });
    const opened = { json: { secret: screen.path.split('#')[1] }, headers: { cookie: '' } };
    await answer('POST', '/api/session/kiosk', opened);
    await answer('GET', '/api/kiosks');
    const logIn = { username: 'someone', password };
    await answer('POST', '/api/session', { json: logIn, headers: { cookie: '' } });
    const session = await server.ask('/api/session', { json: logIn, headers: { cookie: '' } });
    const headers = { cookie: session.headers.get('set-cookie')!.split(';')[0]! };
    // A one-time password: the session is told what it must do first.
    expect(await answer('GET', '/api/session', { headers })).toMatchObject({ must: ['password'] });
    const own = { password, newPassword: PASSWORD };
    const changed = await server.ask('/api/session', { method: 'PATCH', json: own, headers });
    headers.cookie = changed.headers.get('set-cookie')!.split(';')[0]!;
    await answer('PATCH', '/api/session', { json: { password: PASSWORD, newPassword: `${PASSWORD}!` }, headers });
    const again = { username: 'someone', password: `${PASSWORD}!` };
    const renewed = await server.ask('/api/session', { json: again, headers: { cookie: '' } });
    headers.cookie = renewed.headers.get('set-cookie')!.split(';')[0]!;
    const offer = await answer<{ secret: string }>('POST', '/api/session/second-factor', {
      json: { password: again.password },
      headers,
    });
    const code = codeAt(offer.secret, server.clock.at);
    await answer('GET', '/api/session/second-factor', { headers });
    await answer('POST', '/api/session/second-factor/confirm', { json: { code }, headers });
  });

  it('the form of a year, signed, closed and sent back', async () => {
    const scope = '440781';
    // Nothing is wanted of a scope of one row: it carries all the weight, and its target is met.
    const about = { scope, indicator: 'schools-covered', period: '2024' };
    await server.must([
      entry('target.set', { ...about, op: '>=', value: 0 }),
      entry('weights.set', { scope, year: 2024, weights: { 'schools-covered': 90 }, execution: 10 }),
      entry('setting.set', { name: 'countersign', value: true }),
    ]);
    const status = await answer<SummaryStatus>('GET', `/api/summary/2024/status?scope=${scope}`);
    for (const { indicator } of status.gaps.filter(({ blocks, what }) => blocks && what !== 'notOver')) {
      await server.must([entry('deviation.explained', { ...about, indicator, reason: '有原因' })]);
    }
    await answer('GET', `/api/summary/2024?scope=${scope}&form=monitoring`);
    await answer('POST', '/api/summary/2024/close', { json: { scope } });
    await answer('GET', `/api/summary/2024/status?scope=${scope}`);
    await server.must([entry('setting.set', { name: 'countersign', value: false })]);
    await answer('POST', '/api/summary/2024/close', { json: { scope } });
    const reopened = { scope, reason: '退回' };
    expect((await server.ask('/api/summary/2024/reopen', { json: reopened })).status).toBe(204);
    const { editions } = await answer<SummaryStatus>('GET', `/api/summary/2024/status?scope=${scope}`);
    expect(editions[0]).toMatchObject({ edition: 1, reopened: {} });
    await answer('GET', `/api/summary/2024?scope=${scope}&edition=1`);
  });

  it('the first start', async () => {
    const first = await startServer({ adminPassword: null });
    try {
      const link = first.app.setUpSecret;
      await answer('POST', '/api/setup', { json: { secret: link, password: PASSWORD } }, first);
    } finally {
      await discard(first);
    }
  });

  it('is seen of every route that answers JSON', () => {
    const all = Object.entries(paths).flatMap(([route, methods]) =>
      Object.entries(methods).flatMap(([method, { responses }]) =>
        Object.entries(responses).some(([status, one]) => status !== 'default' && one.content?.['application/json'])
          ? [`${method.toUpperCase()} ${route}`]
          : [],
      ),
    );
    expect([...parsed].sort()).toEqual(all.sort());
  });
});
