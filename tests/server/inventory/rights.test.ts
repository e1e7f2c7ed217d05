import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryItem, ImportItem, Page } from '../../../shared/contract/http';
import { type TestServer, discard, entry, startServer } from '../kit';
import { EVERYBODY, ScopedWorld, type Who } from '../scoped-world';
import { Importer, countsOf, findingsOf } from './kit';
import { type Cell, HEADS, bookOf } from './zip-kit';

let server: TestServer;
let world: ScopedWorld;
beforeAll(async () => {
  server = await startServer();
  world = await ScopedWorld.make(server);
});
afterAll(() => discard(server));

const as = (who: Who) =>
  new Importer(server, (path, init) => world.ask(who, path, init), { authorization: `Bearer ${world.tokens[who]}` });
const book = (sheets: Record<string, Cell[][]>) =>
  bookOf({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows })) });

describe('who may import what (contract 3)', () => {
  it('the office and the administrator, nobody else', async () => {
    const statuses: number[] = [];
    for (const who of EVERYBODY) statuses.push((await world.ask(who, '/api/imports')).status);
    expect(statuses).toEqual([403, 200, 403, 403, 200]);
  });

  it('an office writes in its area only: what lies beyond it is absent, and its ids are taken', async () => {
    const draft = await as('office').draft(
      book({
        考点: [HEADS.sites, ['S-NEW', '新', '440782'], ['S-ZZ', '别处', '440781'], ['S-IN', '本处', '440782']],
        考场: [HEADS.rooms, ['R-ZZ', 'S-IN', '一', '新建', 30], ['R-NEW', 'S-ZZ', '二', '新建', 30]],
        设备: [HEADS.devices, ['D-NEW', 'S-IN', 'R-ZZ', '时钟'], ['D-ZZ', 'S-IN', null, '时钟']],
        场次: [HEADS.sittings, ['E-ZZ', '考', 'S-IN', '2025-04-01 09:00', '2025-04-01 11:00', 'R-IN', 2]],
      }),
    );
    expect(new Set(findingsOf(draft))).toEqual(
      new Set([
        'sites!C2 beyond-area',
        'sites!A3 taken',
        // Its own site cannot be moved out of its area.
        'sites!C4 beyond-area',
        'rooms!A2 taken',
        'rooms!B3 depends',
        'devices!C2 depends',
        'devices!A3 taken',
        'sittings!A2 taken',
      ]),
    );
    // Nothing of the other county is told.
    expect(JSON.stringify(draft)).not.toMatch(/考点ZZ|考场ZZ/);
    expect(draft.totals.sites?.now).toBe(1);
    const admin = await as('admin').draft(book({ 考点: [HEADS.sites, ['S-ZZ', '考点ZZ', '440782']] }));
    expect(countsOf(admin)['sites']).toEqual([0, 0, 1, 0]);
  });

  it('an office exports and takes back its own; another’s is absent; the administrator sees all', async () => {
    const rows: Cell[][] = [HEADS.devices, ['D-X', 'S-IN', 'R-IN', '时钟']];
    const { draft } = await as('office').import(book({ 设备: rows }));
    expect((await as('office').list()).map(({ id }) => id)).toEqual([draft.id]);
    const byAdmin = await as('admin').import(book({ 设备: [HEADS.devices, ['D-Y', 'S-IN', null, '时钟']] }));
    expect((await as('office').list()).map(({ id }) => id)).toEqual([draft.id]);
    expect((await as('admin').list()).map(({ id }) => id).sort()).toEqual([draft.id, byAdmin.draft.id].sort());
    const path = `/api/imports/${byAdmin.draft.id}`;
    expect((await world.ask('office', path)).status).toBe(404);
    expect((await world.ask('office', `${path}/undo`, { method: 'POST', json: {} })).status).toBe(404);
    // A draft is of the account that sent the file.
    const other = await as('admin').draft(book({ 设备: rows }));
    expect((await world.ask('office', `/api/import-drafts/${other.id}`)).status).toBe(404);
    expect((await as('office').write(other)).status).toBe(404);
    expect((await as('admin').undo(draft.id)).state).toBe('undone');

    const csv = (who: Who, query: string) => as(who).bytes(`/api/inventory?format=csv&sheet=devices${query}`);
    expect(String(await csv('office', ''))).toContain('D-IN');
    expect(String(await csv('office', ''))).not.toContain('ZZ');
    expect(String(await csv('technician', '&scope=site:S-IN'))).toContain('D-IN');
    expect((await world.ask('office', '/api/inventory?scope=440782')).status).toBe(403);
  });

  it('who takes an import back is the author of its voids, also when its writer has no rights left', async () => {
    const made = await server.ask<{ id: string; token: string }>('/api/tokens', {
      json: { name: 't', role: 'office', scope: '440781' },
    });
    const headers = { authorization: `Bearer ${made.body.token}`, cookie: '' };
    const token = new Importer(server, (path, init = {}) =>
      server.ask(path, { ...init, headers: { ...headers, ...(init.headers as object) } }),
    );
    const device = (id: string): Cell[] => [id, 'S-IN', null, '时钟', 'X', '2023-09-01'];
    const rows: Cell[][] = [HEADS.devices, device('D-1'), device('D-2')];
    const { draft } = await token.import(book({ 设备: rows }));
    const fault = entry('fault.reported', { faultId: 'F-1', deviceId: 'D-2', impact: 'down', severity: 'minor' });
    await server.must([fault]);
    // The token takes back what it can: one device has a fault.
    expect(await token.undo(draft.id)).toMatchObject({ state: 'partly-undone', undone: 4 });
    await server.ask(`/api/tokens/${made.body.id}`, { method: 'DELETE' });
    await server.must([entry('entry.voided', { entryId: fault.id, reason: '误报' })]);
    // The administrator takes back the rest.
    const byAdmin = await as('admin').undo(draft.id);
    expect([byAdmin.state, byAdmin.troubles]).toEqual(['undone', []]);
    const { body } = await server.ask<Page<EntryItem>>('/api/entries?kind=entry.voided&limit=100');
    const voids = body.items.filter(({ id }) => id.startsWith(draft.id.slice(0, 23)));
    const admin = await server.ask<{ items: { id: string; name: string }[] }>('/api/tokens');
    const adminId = admin.body.items.find(({ name }) => name === 'admin')!.id;
    expect(new Set(voids.map(({ actor }) => actor))).toEqual(new Set([made.body.id, adminId]));
    // A registration and a commissioning of each device.
    expect(voids).toHaveLength(4);
  });

  it('an account that lost its rights while its import was waiting writes nothing', async () => {
    const made = await server.ask<{ id: string; token: string }>('/api/tokens', {
      json: { name: 't', role: 'office', scope: '440781' },
    });
    const headers = { authorization: `Bearer ${made.body.token}`, cookie: '' };
    const token = new Importer(server, (path, init = {}) =>
      server.ask(path, { ...init, headers: { ...headers, ...(init.headers as object) } }),
    );
    const draft = await token.draft(book({ 设备: [HEADS.devices, ['D-Z', 'S-IN', null, '时钟']] }));
    const { seq } = server.app.ledger.head;
    const [written] = await Promise.all([
      token.write(draft),
      server.ask(`/api/tokens/${made.body.id}`, { method: 'DELETE' }),
    ]);
    // Either it was refused at once, or every entry of it was, or it had been written before.
    if (written.status !== 200) return expect(written.status).toBe(401);
    const { body } = await server.ask<ImportItem>(`/api/imports/${draft.id}`);
    expect(['writing', 'stopped', 'written']).toContain(body.state);
    if (body.state === 'stopped') expect(server.app.ledger.head.seq).toBe(seq + 1);
  });
});
