import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOON, type TestServer, discard, entry, oneSite, startServer } from './kit';

const DAY = 86_400_000;
const iso = (at: number) => new Date(at).toISOString();

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  const grant = { grantId: 'G1', number: 'N1', area: '440781', amountFen: 100_000, purposes: ['设备', '布线'] };
  const payment = { projectId: 'P1', voucher: 'V' };
  const target = { scope: '440781', indicator: 'fault-rate', op: '<=', value: 0.02 };
  const answer = (token: string, group: string, score: number) =>
    entry('survey.answered', { siteId: 'S1', token, group, score }, NOON - DAY);
  await server.must([
    ...oneSite(['D1', 'D2', 'D3']),
    entry('grant.received', grant, NOON - 9 * DAY),
    entry('project.budgeted', { projectId: 'P1', grantId: 'G1', name: '一期', budgetFen: 90_000 }, NOON - 8 * DAY),
    entry('payment.made', { paymentId: 'Y1', ...payment, amountFen: 20_000, purpose: '设备' }, NOON - 5 * DAY),
    entry('payment.made', { paymentId: 'Y2', ...payment, amountFen: 30_000, purpose: '布线' }, NOON - 4 * DAY),
    entry('payment.refunded', { paymentId: 'Y1', amountFen: 5_000 }, NOON - DAY),
    entry(
      'milestone.planned',
      { milestoneId: 'L1', projectId: 'P1', name: '初验', dueAt: iso(NOON - DAY) },
      NOON - 8 * DAY,
    ),
    entry(
      'milestone.planned',
      { milestoneId: 'L2', projectId: 'P1', name: '终验', dueAt: iso(NOON + DAY) },
      NOON - 8 * DAY,
    ),
    entry('category.set', { category: 'camera', validityS: 86_400 }),
    entry('category.set', { category: 'drone', defaultSeverity: 'minor' }),
    entry('profile.set', { profileId: 'small', requires: [{ category: 'camera', count: 2, per: 'room' }] }),
    entry('target.set', { ...target, period: '2025' }),
    entry('target.set', { ...target, scope: 'site:S1', period: '2024' }),
    answer('T1', 'student', 5),
    answer('T2', 'student', 4),
    answer('T3', 'student', 2),
    answer('T4', 'teacher', 1),
    entry('site.scheduleSet', { siteId: 'S1', schedule: { weekly: [{ days: [1], from: '08:00', to: '12:00' }] } }),
    entry('site.scheduleSet', { siteId: 'S1', from: iso(NOON + DAY), schedule: 'always' }),
  ]);
});
afterAll(() => discard(server));

const get = async <T>(path: string) => {
  const { status, body } = await server.ask<T>(path);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const list = async (path: string) => (await get<{ items: unknown[] }>(path)).items;
const ids = async (path: string) => (await get<{ items: { id: string }[] }>(path)).items.map(({ id }) => id);

describe('the lists of money (contract 5)', () => {
  it('give payments with what came back', async () => {
    const common = { projectId: 'P1', voucher: 'V' };
    expect(await list('/api/payments?sort=-amountFen')).toEqual([
      { id: 'Y2', ...common, amountFen: 30_000, purpose: '布线', at: iso(NOON - 4 * DAY), refundedFen: 0 },
      {
        id: 'Y1',
        ...common,
        amountFen: 20_000,
        purpose: '设备',
        at: iso(NOON - 5 * DAY),
        refundedFen: 5_000,
        refunds: [{ at: iso(NOON - DAY), amountFen: 5_000 }],
      },
    ]);
    expect(await ids('/api/payments?purpose=设备')).toEqual(['Y1']);
    expect(await ids(`/api/payments?from=${iso(NOON - 4 * DAY)}`)).toEqual(['Y2']);
    expect(await ids('/api/payments?scope=grant:G1')).toEqual(['Y1', 'Y2']);
    expect(await ids('/api/payments?scope=440703')).toEqual([]);
  });

  it('give milestones by what became of them', async () => {
    expect(await ids('/api/milestones?state=overdue')).toEqual(['L1']);
    expect(await ids('/api/milestones?state=overdue&state=open')).toEqual(['L1', 'L2']);
  });
});

describe('the lists of rules (contract 5)', () => {
  it('give the categories, built in or added, with the values in force', async () => {
    const camera = await get('/api/categories/camera');
    expect(camera).toEqual({
      id: 'camera',
      builtIn: true,
      validityS: 86_400,
      defaultSeverity: 'major',
      since: iso(NOON),
    });
    // 31 days × 86,400 s.
    const drone = { id: 'drone', builtIn: false, validityS: 2_678_400, defaultSeverity: 'minor', since: iso(NOON) };
    expect(await list('/api/categories?builtIn=no')).toEqual([drone]);
    expect(await get('/api/categories?limit=1&count=true')).toMatchObject({ total: 16 });
  });

  it('give profiles, limits and settings', async () => {
    const requires = [{ category: 'camera', count: 2, per: 'room' }];
    expect(await list('/api/profiles')).toEqual([{ id: 'small', requires, since: iso(NOON) }]);
    expect(await list('/api/limits')).toEqual([
      {
        id: 'general',
        critical: { normalMin: 240, sittingMin: 15 },
        major: { normalMin: 1440, sittingMin: 30 },
        minor: { normalMin: 4320, sittingMin: null },
      },
    ]);
    expect(await list('/api/settings')).toEqual([]);
  });

  it('give targets of areas and of things within them', async () => {
    expect(await ids('/api/targets?scope=440700&sort=-period')).toEqual([
      '440781|fault-rate|2025',
      'site:S1|fault-rate|2024',
    ]);
    expect(await ids('/api/targets?scope=site:S1')).toEqual(['site:S1|fault-rate|2024']);
    expect(await ids('/api/targets?period=2025')).toEqual(['440781|fault-rate|2025']);
  });
});

describe('the lists of plans and answers (contract 5)', () => {
  it('give the schedule of each site, now and later', async () => {
    expect(await list('/api/schedules')).toEqual([
      {
        id: 'S1',
        schedule: { weekly: [{ days: [1], from: '08:00', to: '12:00' }] },
        later: [{ from: iso(NOON + DAY), schedule: 'always' }],
      },
    ]);
  });

  it('give the answers of surveys as counts, and no token', async () => {
    const student = { id: 'S1|student', siteId: 'S1', group: 'student', n: 3, satisfied: 2, scores: [0, 1, 0, 1, 1] };
    const teacher = { id: 'S1|teacher', siteId: 'S1', group: 'teacher', n: 1, satisfied: 0, scores: [1, 0, 0, 0, 0] };
    expect(await list('/api/surveys')).toEqual([student, teacher]);
    expect(await list('/api/surveys?scope=440781&group=teacher')).toEqual([teacher]);
  });
});

describe('accounts and tokens', () => {
  it('are listed by role, and by the scope that theirs covers', async () => {
    const make = (name: string, role: string, scope: string) =>
      server.ask('/api/users', { json: { name, role, scope } });
    await make('county', 'office', '440781');
    await make('city', 'viewer', '440700');
    await make('school', 'technician', 'site:S1');
    await make('elsewhere', 'technician', 'site:S9');
    await server.ask('/api/tokens', { json: { name: 'agent', role: 'agent', scope: 'site:S1' } });
    const names = async (path: string) =>
      (await get<{ items: { name: string }[] }>(path)).items.map(({ name }) => name).sort();
    // An administrator reaches everything.
    expect(await names('/api/users?scope=site:S1')).toEqual(['admin', 'city', 'county', 'school']);
    expect(await names('/api/users?scope=440781')).toEqual(['admin', 'city', 'county']);
    expect(await names('/api/users?role=technician')).toEqual(['elsewhere', 'school']);
    expect(await names('/api/users?role=technician&scope=site:S1')).toEqual(['school']);
    expect(await names('/api/tokens?scope=site:S1')).toEqual(['agent']);
    expect(await names('/api/tokens?role=viewer')).toEqual([]);
  });
});

describe('a wrong question to a list', () => {
  it.each([
    ['/api/devices?status=broken', 'status'],
    ['/api/devices?sort=colour', 'sort'],
    ['/api/devices?facets=colour', 'facets'],
    ['/api/devices?colour=red', 'colour'],
    ['/api/devices?count=maybe', 'count'],
    ['/api/devices?sort=label&after=D1', 'after'],
    ['/api/devices?from=2025-01-01T00:00:00Z', 'from'],
    ['/api/payments?from=2025-01-02T00:00:00Z&to=2025-01-01T00:00:00Z', 'to'],
    ['/api/limits?sort=id', 'sort'],
  ])('%s is 400 and names %s', async (path, field) => {
    const { status, body } = await server.ask(path);
    expect([status, body]).toMatchObject([400, { error: { code: 'bad-request', field } }]);
  });
});

describe('a sorted list (contract 5)', () => {
  it('is paged by the cursor of its answer', async () => {
    const first = await get<{ items: { id: string }[]; next: string; total: number }>(
      '/api/devices?sort=-since&limit=2&count=true',
    );
    expect([first.items.map(({ id }) => id), first.total]).toEqual([['D1', 'D2'], 3]);
    const rest = await get<{ items: { id: string }[] }>(
      `/api/devices?sort=-since&limit=2&after=${encodeURIComponent(first.next)}`,
    );
    expect(rest.items.map(({ id }) => id)).toEqual(['D3']);
    expect(rest).not.toHaveProperty('next');
  });
});
