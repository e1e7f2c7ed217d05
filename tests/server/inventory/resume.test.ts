import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DeviceItem, ImportItem, Page } from '../../../shared/contract/http';
import { entryId, newImportId } from '../../../server/workbooks/import-ids';
import { packPlan } from '../../../server/services/imports/writing';
import { type TestServer, discard, entry, startServer, tempFolder } from '../kit';
import { Importer } from './kit';
import { type Cell, HEADS, bookOf } from './zip-kit';

const DEVICES = 1100;
const site = () => entry('site.registered', { siteId: 'S1', name: '一', area: '440781' });
const file = (count: number) => {
  const rows: Cell[][] = [HEADS.devices];
  for (let n = 1; n <= count; n += 1)
    rows.push([`D${String(n).padStart(5, '0')}`, 'S1', null, '考生机', `SN${n}`, '2024-01-02']);
  return bookOf({ sheets: [{ name: '设备', rows }] });
};
const devices = async (server: TestServer) =>
  (await server.ask<{ total: number }>('/api/devices?limit=1&count=true')).body.total;

describe('an import that is interrupted', () => {
  it('goes on after the next start: every entry is in the ledger once', { timeout: 180_000 }, async () => {
    const folder = tempFolder();
    const first = await startServer({ folder });
    await first.must([site()]);
    const importer = new Importer(first);
    const draft = await importer.draft(file(DEVICES));
    expect(draft.entries).toBe(2 * DEVICES);
    expect((await importer.write(draft)).body.state).toBe('writing');
    // Stopped in the middle of it: some batches are written.
    while (first.app.ledger.head.seq < 300) await new Promise((next) => setImmediate(next));
    await first.stop();
    const half = first.app.ledger.head.seq;
    expect(half).toBeLessThan(2 * DEVICES);

    const second = await startServer({ folder });
    const item = await new Importer(second).ended(draft.id);
    expect(item).toMatchObject({ state: 'written', total: 2 * DEVICES, done: 2 * DEVICES, troubles: [] });
    expect(await devices(second)).toBe(DEVICES);
    const { body } = await second.ask<Page<DeviceItem>>('/api/devices?limit=1000');
    expect(body.items.every(({ commissionedAt }) => commissionedAt === '2024-01-01T16:00:00.000Z')).toBe(true);
    // The account, the site, and each entry of the import once.
    const ids = (await ledger(second)).map(({ id }) => id).filter((id) => id.startsWith(draft.id.slice(0, 23)));
    expect(ids.sort()).toEqual(Array.from({ length: 2 * DEVICES }, (_, index) => entryId(draft.id, index)));

    // Taking it back is interrupted, too, and goes on.
    await second.ask(`/api/imports/${draft.id}/undo`, { method: 'POST', json: {} });
    const before = second.app.ledger.head.seq;
    while (second.app.ledger.head.seq < before + 60) await new Promise((next) => setImmediate(next));
    await second.stop();
    const third = await startServer({ folder });
    expect(await new Importer(third).ended(draft.id)).toMatchObject({
      state: 'undone',
      undone: 2 * DEVICES,
      troubles: [],
    });
    expect(await devices(third)).toBe(0);
    const voids = (await ledger(third)).filter(({ kind }) => kind === 'entry.voided');
    expect(voids).toHaveLength(2 * DEVICES);
    await third.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('of a disabled account is refused entry by entry, and says so', async () => {
    const server = await startServer();
    await server.must([site()]);
    const id = newImportId();
    const body = { deviceId: 'D1', siteId: 'S1', category: 'clock' };
    const plan = await packPlan([{ kind: 'device.registered', body, sheet: 'devices', row: 2 }]);
    const counts = JSON.stringify({ added: 1, changed: 0, same: 0, bad: 0 });
    const rest = { file: 'a.xlsx', digest: '0'.repeat(64), startedAt: server.clock.at, total: 1, done: 0, undone: 0 };
    const troubles = JSON.stringify({ list: [], count: 0 });
    await server.store.imports.insert({ id, accountId: 'nobody', state: 'writing', counts, troubles, ...rest }, plan);
    const { folder } = server;
    await server.stop();
    const again = await startServer({ folder });
    const item: ImportItem = await new Importer(again).ended(id);
    expect(item).toMatchObject({
      state: 'stopped',
      done: 1,
      troubles: [{ kind: 'device.registered', about: 'device:D1', code: 'forbidden' }],
    });
    expect(await devices(again)).toBe(0);
    await discard(again);
  });
});

async function ledger(server: TestServer): Promise<{ id: string; kind: string }[]> {
  const { body } = await server.ask<string>('/api/ledger?after=0&limit=100000');
  return body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; kind: string });
}
