import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceItem, EntryItem, Page, RoomItem, SittingItem } from '../../../shared/contract/http';
import { readFile } from '../../../server/workbooks/read-file';
import { type TestServer, NOON, discard, entry, startServer } from '../kit';
import { Importer, countsOf, findingsOf } from './kit';
import { type Cell, HEADS, bookOf } from './zip-kit';

let server: TestServer;
let importer: Importer;
beforeEach(async () => {
  server = await startServer();
  importer = new Importer(server);
});
afterEach(() => discard(server));

const book = (sheets: Record<string, Cell[][]>) =>
  bookOf({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows })) });
const SITES: Cell[][] = [HEADS.sites, ['S1', '第一中学', '440781', 22.25, 112.79]];
const ROOMS: Cell[][] = [HEADS.rooms, ['R1', 'S1', '第 1 考场', '新建', 30]];
const DEVICES: Cell[][] = [
  HEADS.devices,
  ['D1', 'S1', 'R1', '考生机', '0000000001', '2023-09-01'],
  ['D2', 'S1', null, '摄像头', '6E00005', null],
];
const SITTINGS: Cell[][] = [
  HEADS.sittings,
  ['E1', '模拟', 'S1', '2025-04-01 09:00', '2025-04-01 11:00', 'R1', 28, null],
];
const county = () => book({ 考点: SITES, 考场: ROOMS, 设备: DEVICES, 场次: SITTINGS });

const item = async <T>(path: string) => (await server.ask<T>(path)).body;
const trail = async () => (await item<Page<EntryItem>>('/api/entries?limit=500')).items.reverse();

describe('the dry run of a workbook (contract 7)', () => {
  it('says what would be added and writes nothing', async () => {
    const seq = server.app.ledger.head.seq;
    const draft = await importer.draft(county());
    expect(countsOf(draft)).toEqual({
      sites: [1, 0, 0, 0],
      rooms: [1, 0, 0, 0],
      devices: [2, 0, 0, 0],
      sittings: [1, 0, 0, 0],
    });
    expect(draft.findings).toEqual([]);
    // A site, a room, two devices, one commissioning, a sitting.
    expect(draft.entries).toBe(6);
    expect(draft.totals).toEqual({
      sites: { now: 0, after: 1 },
      rooms: { now: 0, after: 1 },
      seats: { now: 0, after: 30 },
      devices: { now: 0, after: 2 },
      sittings: { now: 0, after: 1 },
    });
    expect(server.app.ledger.head.seq).toBe(seq);
    expect(await importer.list()).toEqual([]);
  });

  it('names every bad cell, and what depends on it', async () => {
    const draft = await importer.draft(
      book({
        考点: [HEADS.sites, ['S1', null, '440781'], ['S2', '二中', '44078']],
        考场: [
          HEADS.rooms,
          ['R1', 'S1', '一', '新建', 30],
          ['R2', 'S9', '二', '新建', 30],
          ['R2', 'S9', '三', '新建', 1],
        ],
        设备: [
          HEADS.devices,
          ['D1', 'S1', 'R1', '电脑', 'X', '2023-09-31'],
          ['D2', 'S9', null, '考生机', 'X', '2030-01-01'],
          [7, 'S1', null, '考生机'],
        ],
      }),
    );
    expect(findingsOf(draft)).toEqual(
      [
        'sites!B2 required',
        'sites!C3 not-a-choice',
        'rooms!B2 depends',
        'rooms!B3 unknown-site',
        'rooms!A4 twice',
        'rooms!B4 unknown-site',
        'devices!D2 unknown-category',
        'devices!F2 not-a-date',
        'devices!B2 depends',
        'devices!B3 unknown-site',
        'devices!F3 in-the-future',
        'devices!A4 number-as-id',
        'devices!B4 depends',
      ].sort(byPlace(draft)),
    );
    expect(draft.findings.find(({ code }) => code === 'unknown-category')).toMatchObject({
      now: '电脑',
      suggest: 'computer',
    });
    expect(draft.findings.find(({ code }) => code === 'twice')).toMatchObject({ about: 'A3', suggest: 'R3' });
    expect(countsOf(draft)).toEqual({ sites: [0, 0, 0, 2], rooms: [0, 0, 0, 3], devices: [0, 0, 0, 3] });
    const { status, body } = await importer.write(draft);
    expect([status, (body as unknown as { error: { code: string } }).error.code]).toEqual([409, 'conflict']);
  });

  it('a cell is mended in place and the file is compared again; numbers as ids never are', async () => {
    const file = book({
      考点: SITES,
      设备: [HEADS.devices, ['D1', 'S1', null, '电脑'], ['D1', 'S1', null, '考生机'], [5, 'S1', null, '时钟']],
    });
    const draft = await importer.draft(file);
    expect(findingsOf(draft)).toEqual(['devices!D2 unknown-category', 'devices!A3 twice', 'devices!A4 number-as-id']);
    const fixes = [
      { sheet: 'devices', cell: 'D2', text: '考生机' },
      { sheet: 'devices', cell: 'A3', text: 'D2' },
      { sheet: 'devices', cell: 'A4', text: '0005' },
    ];
    const { body } = await importer.fix(draft.id, fixes);
    expect(findingsOf(body.draft!)).toEqual(['devices!A4 number-as-id']);
    expect(body.draft!.fixed).toEqual(fixes.slice(0, 2));
    expect(countsOf(body.draft!)['devices']).toEqual([2, 0, 0, 1]);
    // What is right is written without the rest when somebody says so.
    const { status } = await importer.write(body.draft!, true);
    expect(status).toBe(200);
    expect((await importer.ended(draft.id)).state).toBe('written');
    expect((await item<Page<DeviceItem>>('/api/devices')).items.map(({ id }) => id)).toEqual(['D1', 'D2']);
  });

  it('a file that is no workbook is answered with one sentence', async () => {
    const { refused, draft } = await importer.send(Buffer.from('PK\u0003\u0004'));
    expect(draft).toBeUndefined();
    expect(refused).toEqual({
      code: 'not-a-workbook',
      message: 'this is neither an .xlsx nor a .csv file: save it as .xlsx, without a password',
      found: [],
    });
    const missing = await importer.send(book({ 设备1: DEVICES }));
    expect(missing.refused).toMatchObject({ code: 'no-sheet', where: '设备', found: ['设备1'] });
  });

  it('a chain of 5,000 devices, each the parent of the one before, is walked once', async () => {
    const head = '设备编号,考点编号,类别,上级设备编号';
    const rows = Array.from({ length: 5000 }, (_, n) => `D${n},S1,时钟,D${n + 1}`);
    const csv = (last: string) => Buffer.from([head, ...rows, last].join('\n'));
    await importer.import(book({ 考点: SITES }));
    const draft = await importer.draft(csv('D5000,S1,时钟,'), 'name=a.csv');
    expect([draft.findings, draft.entries]).toEqual([[], 5001]);
    // The last one under the first one: all of them are a circle.
    const circle = await importer.draft(csv('D5000,S1,时钟,D0'), 'name=a.csv');
    expect(circle.sheets).toMatchObject([{ sheet: 'devices', rows: 5001, bad: 5001 }]);
    expect(new Set(circle.findings.map(({ code }) => code))).toEqual(new Set(['own-parent']));
  });

  it('the same id again is offered the next free one, each time another, and told where it stands', async () => {
    const rows: Cell[][] = [
      ['类别', '设备编号', '考点编号'],
      ['时钟', 'D1', 'S1'],
      ['时钟', 'D1', 'S1'],
      ['时钟', 'D1', 'S1'],
      ['时钟', 'D2', 'S1'],
    ];
    const { findings } = await importer.draft(book({ 考点: SITES, 设备: rows }));
    expect(findings.map(({ cell, code, about, suggest }) => [cell, code, about, suggest])).toEqual([
      ['B3', 'twice', 'B2', 'D3'],
      ['B4', 'twice', 'B2', 'D4'],
    ]);
  });

  it('an id that begins as the example rows do is one; those of the template have a blank', async () => {
    const rows: Cell[][] = [HEADS.sites, ['example-1', '一', '440781'], ['Example K01', '二', '440781'], ['示例 K01']];
    const draft = await importer.draft(book({ 考点: rows }));
    expect(draft.sheets.map(({ added }) => added)).toEqual([1]);
    expect(draft.notices.map(({ code, about }) => [code, about])).toEqual([
      ['example-skipped', 'A3'],
      ['example-skipped', 'A4'],
    ]);
  });

  it('rules between cells: places, parents, steps, sittings', async () => {
    const heads = ['设备编号', '考点编号', '考场编号', '类别', '上级设备编号', '投用日期', '报废日期', '项目编号'];
    const draft = await importer.draft(
      book({
        考点: [HEADS.sites, ['S1', '一', '440781'], ['S2', '二', '440781']],
        考场: [
          [...HEADS.rooms, '配置标准', '座位行数'],
          ['R1', 'S1', '一', '新建', 30, 'no-such', null],
          ['R2', 'S1', '二', '新建', 30, null, 5],
        ],
        设备: [
          heads,
          ['D1', 'S2', 'R3', '考生机', null, null, null, 'P9'],
          ['D2', 'S1', null, '交换机', 'D3'],
          ['D3', 'S1', null, '交换机', 'D2'],
          ['D4', 'S1', null, '交换机', 'D9', '2024-01-02', '2024-01-01'],
          ['D5', 'S1', null, '交换机', null, null, '2024-01-01'],
        ],
        场次: [
          HEADS.sittings,
          ['E1', '甲', 'S1', '2025-04-01 09:00', '2025-04-01 08:00', 'R9', 1],
          ['E2', '乙', 'S1', '2025-04-01 09:00', '2025-04-01 11:00', null, 1],
          ['E2', '丙', 'S1', '2025-04-01 09:00', '2025-04-01 11:00', 'R9', 1],
        ],
      }),
    );
    expect(new Set(findingsOf(draft))).toEqual(
      new Set([
        'rooms!F2 unknown-profile',
        // The column is not in the file: the cell of the row's id.
        'rooms!A3 required',
        'devices!C2 unknown-room',
        'devices!H2 unknown-project',
        'devices!E3 own-parent',
        'devices!E4 own-parent',
        'devices!E5 unknown-device',
        'devices!G5 order',
        'devices!G6 order',
        'sittings!E2 ends-before',
        'sittings!F2 unknown-room',
        'sittings!F3 required',
        'sittings!B4 differs',
        'sittings!F4 unknown-room',
      ]),
    );
  });
});

/** Sorts the findings of a test as the draft's are: by sheet and row; within a row as they were found. */
function byPlace(draft: Parameters<typeof findingsOf>[0]) {
  const order = findingsOf(draft);
  return (a: string, b: string) => order.indexOf(a) - order.indexOf(b);
}

describe('an import', () => {
  it('is written through the ledger; each entry carries its id; the same file again changes nothing', async () => {
    const { draft, item: written } = await importer.import(county());
    expect(written).toMatchObject({ state: 'written', total: 6, done: 6, undone: 0, troubles: [], file: 'a.xlsx' });
    expect(written.counts).toEqual({ added: 5, changed: 0, same: 0, bad: 0 });
    const entries = await trail();
    const own = entries.filter(({ id }) => id.slice(0, 23) === draft.id.slice(0, 23));
    expect(own.map(({ id, kind }) => [id.slice(24), kind])).toEqual([
      ['000000000001', 'site.registered'],
      ['000000000002', 'room.registered'],
      ['000000000003', 'device.registered'],
      ['000000000004', 'device.commissioned'],
      ['000000000005', 'device.registered'],
      ['000000000006', 'exam.scheduled'],
    ]);
    expect(await item<DeviceItem>('/api/devices/D1')).toMatchObject({
      roomId: 'R1',
      serial: '0000000001',
      category: 'computer',
      commissionedAt: '2023-08-31T16:00:00.000Z',
    });
    expect(await item<RoomItem>('/api/rooms/R1')).toMatchObject({ seats: 30, origin: 'new', name: '第 1 考场' });
    expect(await item<SittingItem>('/api/exams/E1')).toMatchObject({
      from: '2025-04-01T01:00:00.000Z',
      rooms: [{ roomId: 'R1', placed: 28 }],
    });
    const again = await importer.draft(county());
    expect(countsOf(again)).toEqual({
      sites: [0, 0, 1, 0],
      rooms: [0, 0, 1, 0],
      devices: [0, 0, 2, 0],
      sittings: [0, 0, 1, 0],
    });
    expect([again.entries, again.changes, again.findings]).toEqual([0, [], []]);
    const seq = server.app.ledger.head.seq;
    expect((await importer.write(again)).status).toBe(409);
    expect(server.app.ledger.head.seq).toBe(seq);
  });

  it('changes only what differs; an empty cell leaves what is there; what cannot be changed is named', async () => {
    await importer.import(county());
    const draft = await importer.draft(
      book({
        考点: [HEADS.sites, ['S1', '台山一中', '440781', null, null]],
        考场: [
          [...HEADS.rooms, '座位行数', '座位列数', '验收日期'],
          ['R1', 'S1', '第 1 考场', '新建', 32, 5, 6, '2025-01-02'],
        ],
        设备: [HEADS.devices, ['D1', 'S1', 'R1', '考生机', '0000000002', '2023-09-02'], ['D2', 'S1', 'R1', '摄像头']],
        场次: [HEADS.sittings, ['E1', '模拟', 'S1', '2025-04-01 09:00', '2025-04-01 11:00', 'R1', 28, 27]],
      }),
    );
    expect(findingsOf(draft)).toEqual(['devices!F2 fixed']);
    expect(draft.findings[0]).toMatchObject({ now: '2023-09-02', about: '2023-09-01' });
    expect(draft.changes.map(({ sheet, id, key, from, to }) => [sheet, id, key, from, to])).toEqual([
      ['sites', 'S1', 'name', '第一中学', '台山一中'],
      ['rooms', 'R1', 'seats', '30', '32'],
      ['rooms', 'R1', 'rows', '', '5'],
      ['rooms', 'R1', 'cols', '', '6'],
      ['rooms', 'R1', 'acceptedAt', '', '2025-01-02'],
      ['devices', 'D2', 'roomId', '', 'R1'],
      ['sittings', 'E1', 'attended', '', '27'],
    ]);
    expect(draft.totals.seats).toEqual({ now: 30, after: 32 });
    const { item: written } = await importer.import(
      book({
        考场: [
          [...HEADS.rooms, '座位行数', '座位列数', '验收日期'],
          ['R1', 'S1', '第 1 考场', '新建', 32, 5, 6, '2025-01-02'],
        ],
      }),
    );
    expect(written.state).toBe('written');
    expect((await trail()).slice(-2).map(({ kind, body, at }) => [kind, body, at])).toEqual([
      ['room.changed', { roomId: 'R1', seats: 32, layout: { rows: 5, cols: 6 } }, new Date(NOON).toISOString()],
      ['room.accepted', { roomId: 'R1' }, '2025-01-01T16:00:00.000Z'],
    ]);
  });

  it('of a sitting only the attendance can be told anew', async () => {
    await importer.import(county());
    const changed: Cell[][] = [
      HEADS.sittings,
      ['E1', '模拟', 'S1', '2025-04-01 10:00', '2025-04-01 11:00', 'R1', 29, 20],
    ];
    const draft = await importer.draft(book({ 场次: changed }));
    expect(findingsOf(draft)).toEqual(['sittings!D2 fixed', 'sittings!G2 fixed']);
    const attended: Cell[][] = [HEADS.sittings, ['E1', null, null, null, null, null, null, 20]];
    const { item: written } = await importer.import(book({ 场次: attended }));
    expect(written.state).toBe('written');
    expect(await item<SittingItem>('/api/exams/E1')).toMatchObject({ attended: 20 });
  });

  it('is refused when the data changed meanwhile, and written when it did not matter', async () => {
    const draft = await importer.draft(county());
    await server.must([entry('site.registered', { siteId: 'S9', name: '九', area: '440781' })]);
    // Another site changes nothing of what would be written.
    await server.must([entry('site.registered', { siteId: 'S1', name: '一', area: '440781' })]);
    const refused = await importer.write(draft);
    expect([refused.status, (refused.body as unknown as { error: { field: string } }).error.field]).toEqual([
      409,
      'plan',
    ]);
    const again = (await server.ask<{ draft: typeof draft }>(`/api/import-drafts/${draft.id}`)).body.draft;
    expect(countsOf(again)['sites']).toEqual([0, 1, 0, 0]);
    await server.must([entry('site.registered', { siteId: 'S8', name: '八', area: '440781' })]);
    expect((await importer.write(again)).status).toBe(200);
    // Sent again, as after a lost answer: it is the same import.
    expect((await importer.write(again)).body.id).toBe(draft.id);
    expect((await importer.ended(draft.id)).state).toBe('written');
    expect(await importer.list()).toHaveLength(1);
  });

  it('is taken back whole where nothing stands on it', async () => {
    const { draft } = await importer.import(county());
    const undone = await importer.undo(draft.id);
    expect(undone).toMatchObject({ state: 'undone', total: 6, undone: 6, troubles: [] });
    for (const what of ['sites', 'rooms', 'devices', 'exams']) {
      expect((await item<Page<{ id: string }>>(`/api/${what}`)).items, what).toEqual([]);
    }
    const voids = (await trail()).filter(({ kind }) => kind === 'entry.voided');
    expect(voids.map(({ id }) => id.slice(24))).toEqual([6, 5, 4, 3, 2, 1].map((n) => `80000000000${n}`));
    // The same file can be imported again.
    expect((await importer.import(county())).item.state).toBe('written');
    expect((await importer.undo(draft.id)).state).toBe('undone');
  });

  it('is taken back whatever its file is called', async () => {
    for (const name of ['a\u0001b.xlsx', '\u202eab\u200b.xlsx', '\u2028']) {
      const { draft } = await importer.import(county(), false, `name=${encodeURIComponent(name)}`);
      expect(await importer.undo(draft.id), JSON.stringify(name)).toMatchObject({ state: 'undone', troubles: [] });
    }
  });

  it('sent twice at once is one import', async () => {
    const draft = await importer.draft(county());
    const sent = await Promise.all([importer.write(draft), importer.write(draft)]);
    expect(sent.map(({ status, body }) => [status, body.id])).toEqual([
      [200, draft.id],
      [200, draft.id],
    ]);
    expect(await importer.ended(draft.id)).toMatchObject({ state: 'written', total: 6, troubles: [] });
    expect(await importer.list()).toHaveLength(1);
  });

  it('where something stands on it, that is said and the rest is taken back', async () => {
    const { draft } = await importer.import(county());
    server.clock.forward(60_000);
    const [seq] = await server.must([
      entry('fault.reported', { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'minor' }),
    ]);
    const undone = await importer.undo(draft.id);
    expect(undone.state).toBe('partly-undone');
    // The device has a fault, so its registration, its room and its site stay, with its commissioning.
    expect(undone.troubles.map(({ kind, about, code, seqs }) => [kind, about, code, seqs.at(-1) === seq])).toEqual([
      ['device.commissioned', 'device:D1', 'order', true],
      ['device.registered', 'device:D1', 'order', true],
      ['room.registered', 'room:R1', 'order', false],
      ['site.registered', 'site:S1', 'order', false],
    ]);
    expect((await item<Page<DeviceItem>>('/api/devices')).items.map(({ id }) => id)).toEqual(['D1']);
    expect((await item<Page<SittingItem>>('/api/exams')).items).toEqual([]);
  });
});

describe('what comes out goes in again', () => {
  it('export, import into an empty product, export: the cells are equal', { timeout: 120_000 }, async () => {
    await server.must([
      entry('grant.received', { grantId: 'G1', number: 'N', area: '440781', amountFen: 100, purposes: ['设备'] }),
    ]);
    const heads = [
      ...HEADS.devices,
      '考位',
      '设备名称',
      '厂商',
      '型号',
      '资产编号',
      '备用',
      '信创',
      '上级设备编号',
      '上报间隔（秒）',
      '处理器',
      'IP 地址',
      'MAC 地址',
      '报废日期',
    ];
    await importer.import(
      book({
        考点: [...SITES, ['S2', '=SUM(1,2)', '440783', null, -0.5], ['S3', '_x000D_ "引号" <三>', '440781']],
        考场: [
          [...HEADS.rooms, '备用考位数', '座位行数', '座位列数', '验收日期', '停用日期'],
          ['R1', 'S1', '第 1 考场', '新建', 30, 2, 5, 6, '2023-09-01 08:30:15', '2024-09-01'],
          ['R2', 'S2', '二', '已有', 0],
        ],
        设备: [
          heads,
          [
            'D1',
            'S1',
            'R1',
            '考生机',
            '0000000001',
            '2023-09-01',
            '01',
            '一号',
            '厂',
            'M-1',
            '007',
            '是',
            '否',
            'D2',
            60,
            'i5',
            '10.0.0.1',
            'aa:bb',
            '2024-01-01 12:00',
          ],
          ['D2', 'S1', null, '主服务器', '202300000000000001', '2023-09-01 00:00:01'],
        ],
        场次: [...SITTINGS, ['E2', '高考', 'S2', '2024-06-07 09:00', '2024-06-07 11:30', 'R2', 5, 4]],
      }),
    );
    const first = await importer.bytes('/api/inventory');
    const other = await startServer();
    try {
      const there = new Importer(other);
      const { draft, item: written } = await there.import(first);
      expect([draft.findings, written.state]).toEqual([[], 'written']);
      const second = await there.bytes('/api/inventory');
      const cells = async (bytes: Buffer, zone: string) => {
        const { sheets } = await readFile({ bytes, workbook: 'inventory', fixes: [], zone });
        return sheets.map(({ name, rows }) => [name, rows.map(({ values }) => values)]);
      };
      for (const zone of ['Asia/Shanghai', 'UTC']) expect(await cells(second, zone)).toEqual(await cells(first, zone));
      // Equal bytes even: the same cells give the same file.
      expect(second.equals(first)).toBe(true);
      // English words, and the sheets as .csv, are the same inventory.
      const english = await there.draft(await importer.bytes('/api/inventory?language=en'));
      expect([english.entries, english.findings, english.changes]).toEqual([0, [], []]);
      for (const sheet of ['sites', 'rooms', 'devices', 'sittings']) {
        const csv = await importer.bytes(`/api/inventory?format=csv&sheet=${sheet}`);
        const again = await there.draft(csv, `name=a.csv`);
        expect([again.entries, again.findings, again.sheets[0]!.sheet], sheet).toEqual([0, [], sheet]);
      }
    } finally {
      await discard(other);
    }
  });

  it('what was recorded with blanks around it, or as a very small number, comes out as a file is read', async () => {
    const name = ' e\u0301cole\u3000';
    await server.must([entry('site.registered', { siteId: 'S1', name, area: '440781', lat: 1e-7 })]);
    const own = { vendor: ' 厂 ', serial: '\u00a0007' };
    await server.must([entry('device.registered', { deviceId: 'D1', siteId: 'S1', category: 'clock', ...own })]);
    const files = [await importer.bytes('/api/inventory')];
    for (const sheet of ['sites', 'devices'])
      files.push(await importer.bytes(`/api/inventory?format=csv&sheet=${sheet}`));
    for (const file of files) {
      const { entries, findings, changes } = await importer.draft(file);
      expect([entries, findings, changes]).toEqual([0, [], []]);
    }
  });

  it('the template is read as an empty workbook, with its example rows left out', async () => {
    for (const language of ['zh', 'en']) {
      const { refused } = await importer.send(await importer.bytes(`/api/inventory/template?language=${language}`));
      expect(refused).toMatchObject({ code: 'empty' });
    }
  });

  it('rows in error come back as a workbook that says why', async () => {
    const draft = await importer.draft(
      book({ 考点: SITES, 设备: [HEADS.devices, ['D 1', 'S1', null, '电脑'], ['D2', 'S1', null, '时钟']] }),
    );
    const marked = await importer.bytes(`/api/import-drafts/${draft.id}/marked`);
    const again = await importer.draft(marked, 'name=b.xlsx');
    expect(again.findings.map(({ cell, code, now }) => [cell, code, now])).toEqual([
      ['A2', 'bad-id', 'D 1'],
      ['F2', 'unknown-category', '电脑'],
      ['B2', 'unknown-site', 'S1'],
    ]);
    expect(again.sheets.find(({ sheet }) => sheet === 'devices')!.rows).toBe(1);
  });
});
