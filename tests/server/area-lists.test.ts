import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AreaItem, GrantItem, Page, ProjectItem, TokenAnswer } from '../../shared/contract/http';
import { NOON, type TestServer, discard, entry, startServer } from './kit';

const DAY = 86_400_000;
const at = (days: number) => NOON + days * DAY;
const iso = (instant: number) => new Date(instant).toISOString();

/**
 * Two sites in 440781 with two rooms and one, one site in 440703 with one room; none in 440784. The city's grant G1 of
 * 1,000.00 元 pays P1 (budget 600.00, then 500.00; paid 200.00 + 100.00, 50.00 of it came back) and P2 (300.00, nothing
 * paid); the county's grant G2 pays P3.
 */
let server: TestServer;
let head: number;
beforeAll(async () => {
  server = await startServer();
  const site = (siteId: string, area: string) => entry('site.registered', { siteId, name: siteId, area }, at(-9));
  const room = (roomId: string, siteId: string, projectId?: string) =>
    entry('room.registered', { roomId, siteId, name: roomId, origin: 'new', seats: 30, projectId }, at(-9));
  const pay = (paymentId: string, projectId: string, amountFen: number) =>
    entry('payment.made', { paymentId, projectId, amountFen, purpose: '设备', voucher: 'V' }, at(-5));
  const grant = (grantId: string, area: string, amountFen: number) =>
    entry(
      'grant.received',
      { grantId, number: `粤财教〔2025〕${grantId}`, area, amountFen, purposes: ['设备'] },
      at(-9),
    );
  const budget = (projectId: string, grantId: string, budgetFen: number, days = -8) =>
    entry('project.budgeted', { projectId, grantId, name: `项目${projectId}`, budgetFen }, at(days));
  await server.must([
    site('S1', '440781'),
    site('S2', '440781'),
    site('S3', '440703'),
    grant('G1', '440700', 100_000),
    grant('G2', '440781', 50_000),
    budget('P1', 'G1', 60_000),
    budget('P2', 'G1', 30_000),
    budget('P3', 'G2', 40_000),
    room('R1', 'S1', 'P1'),
    room('R2', 'S1'),
    room('R3', 'S2', 'P3'),
    room('R4', 'S3', 'P1'),
    entry('device.registered', { deviceId: 'D1', siteId: 'S1', roomId: 'R1', category: 'camera', projectId: 'P1' }),
    pay('Y1', 'P1', 20_000),
    pay('Y2', 'P1', 10_000),
    pay('Y3', 'P3', 40_000),
  ]);
  head = server.app.ledger.head.seq;
  await server.must([
    budget('P1', 'G1', 50_000, -1),
    entry('payment.refunded', { paymentId: 'Y2', amountFen: 5_000 }, at(-1)),
  ]);
});
afterAll(() => discard(server));

const get = async <T>(path: string, headers: Record<string, string> = {}) => {
  const reply = await server.ask<T>(path, { headers });
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body;
};
const list = async <T>(path: string, headers?: Record<string, string>) => (await get<Page<T>>(path, headers)).items;
async function tokenOf(role: string, scope: string): Promise<Record<string, string>> {
  const made = await server.ask<TokenAnswer>('/api/tokens', { json: { name: role + scope, role, scope } });
  return { authorization: `Bearer ${made.body.token}`, cookie: '' };
}

const COUNTY: AreaItem = { id: '440781', sites: 2, rooms: 3 };
const G1: GrantItem = {
  id: 'G1',
  number: '粤财教〔2025〕G1',
  area: '440700',
  amountFen: 100_000,
  purposes: ['设备'],
  receivedAt: iso(at(-9)),
  // 500.00 of P1 and 300.00 of P2; of P1 200.00 + 100.00 − 50.00 were paid.
  budgetedFen: 80_000,
  paidFen: 25_000,
};
const P1: ProjectItem = {
  id: 'P1',
  grantId: 'G1',
  name: '项目P1',
  budgetFen: 50_000,
  paidFen: 25_000,
  budgets: [
    { at: iso(at(-8)), grantId: 'G1', name: '项目P1', budgetFen: 60_000 },
    { at: iso(at(-1)), grantId: 'G1', name: '项目P1', budgetFen: 50_000 },
  ],
  rooms: 2,
  devices: 1,
};

describe('areas (contract 5)', () => {
  it('are those that sites lie in and those that hold them, with their sites and rooms', async () => {
    expect(await list<AreaItem>('/api/areas')).toEqual([
      { id: '440000', sites: 3, rooms: 4 },
      { id: '440700', sites: 3, rooms: 4 },
      { id: '440703', sites: 1, rooms: 1 },
      COUNTY,
    ]);
    expect(await list('/api/areas?scope=440781')).toEqual([COUNTY]);
    expect(await list('/api/areas?scope=site:S1')).toEqual([]);
    expect(await get('/api/areas/440781')).toEqual(COUNTY);
    expect((await server.ask('/api/areas/440784')).status).toBe(404);
  });

  it('are paged by cursor', async () => {
    const first = await get<Page<AreaItem>>('/api/areas?limit=3');
    expect([first.items.length, first.next]).toEqual([3, '440703']);
    expect(await get(`/api/areas?limit=3&after=${first.next}`)).toEqual({ items: [COUNTY] });
  });

  it('are of the account’s own areas; an account of sites has none', async () => {
    expect(await list('/api/areas', await tokenOf('office', '440781'))).toEqual([COUNTY]);
    expect((await list<AreaItem>('/api/areas', await tokenOf('viewer', '440700'))).map(({ id }) => id)).toEqual([
      '440700',
      '440703',
      '440781',
    ]);
    const technician = await tokenOf('technician', 'site:S1');
    expect(await list('/api/areas', technician)).toEqual([]);
    expect((await server.ask('/api/areas/440781', { headers: technician })).status).toBe(404);
  });
});

describe('grants and projects (contract 5)', () => {
  it('tell what was received, budgeted and paid, less what came back', async () => {
    expect((await list<GrantItem>('/api/grants')).map(({ id }) => id)).toEqual(['G1', 'G2']);
    expect(await get('/api/grants/G1')).toEqual(G1);
    expect(await get('/api/grants/G2')).toMatchObject({ budgetedFen: 40_000, paidFen: 40_000 });
    expect((await list<ProjectItem>('/api/projects')).map(({ id }) => id)).toEqual(['P1', 'P2', 'P3']);
    expect(await get('/api/projects/P1')).toEqual(P1);
    expect(await get('/api/projects/P2')).toMatchObject({ budgetFen: 30_000, paidFen: 0, rooms: 0, devices: 0 });
    expect((await server.ask('/api/grants/G9')).status).toBe(404);
    expect((await server.ask('/api/projects/P9')).status).toBe(404);
  });

  it('are as they were known at a seq', async () => {
    expect(await get(`/api/grants/G1?asOf=${head}`)).toMatchObject({ budgetedFen: 90_000, paidFen: 30_000 });
    expect(await get(`/api/projects/P1?asOf=${head}`)).toMatchObject({ budgetFen: 60_000, paidFen: 30_000 });
    expect(await list(`/api/projects?asOf=${head - 4}&scope=grant:G2`)).toMatchObject([{ id: 'P3', paidFen: 0 }]);
    expect(await list(`/api/areas?asOf=${head - 4}&scope=440781`)).toEqual([COUNTY]);
  });

  it('are those of a grant, or of the areas that the grant is of', async () => {
    const ids = async (path: string, headers?: Record<string, string>) =>
      (await list<{ id: string }>(path, headers)).map(({ id }) => id);
    expect(await ids('/api/projects?scope=grant:G1')).toEqual(['P1', 'P2']);
    expect(await ids('/api/projects?scope=project:P2')).toEqual(['P2']);
    expect(await ids('/api/projects?scope=site:S1')).toEqual([]);
    expect(await ids('/api/grants?scope=440781')).toEqual(['G2']);
    // The city's grant is a word on the county's room, and no more (contract 3).
    const office = await tokenOf('office', '440781');
    expect(await ids('/api/grants', office)).toEqual(['G2']);
    expect(await ids('/api/projects', office)).toEqual(['P3']);
    for (const path of ['/api/grants/G1', '/api/projects/P1']) {
      expect((await server.ask(path, { headers: office })).status).toBe(404);
    }
    const technician = await tokenOf('technician', 'site:S1');
    expect([await ids('/api/grants', technician), await ids('/api/projects', technician)]).toEqual([[], []]);
  });

  it('count of a project what names it within the account’s areas', async () => {
    // R1, R3 and D1 name projects of the city; a room of another city that names P1, too, is not the city office's.
    await server.must([
      entry('site.registered', { siteId: 'S4', name: 'S4', area: '440305' }),
      entry('room.registered', { roomId: 'R5', siteId: 'S4', name: 'R5', origin: 'new', seats: 30, projectId: 'P1' }),
    ]);
    expect(await get('/api/projects/P1')).toEqual({ ...P1, rooms: 3 });
    expect(await get('/api/projects/P1', await tokenOf('office', '440700'))).toEqual(P1);
  });
});

describe('a scope by its kind (contract 4)', () => {
  it('is not that of another thing of the same id', async () => {
    await server.must([
      entry('room.registered', { roomId: 'S3', siteId: 'S1', name: '与考点同号', origin: 'new', seats: 30 }),
      entry('exam.scheduled', {
        sittingId: 'X1',
        exam: '模拟',
        siteId: 'S1',
        rooms: [{ roomId: 'S3', placed: 1 }],
        from: iso(at(1)),
        to: iso(at(2)),
      }),
    ]);
    // The account of site S3 sees neither the sitting in room S3 nor that room's site.
    const technician = await tokenOf('technician', 'site:S3');
    expect(await list('/api/exams', technician)).toEqual([]);
    expect((await list<{ id: string }>('/api/sites', technician)).map(({ id }) => id)).toEqual(['S3']);
  });
});
