import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  EntryItem,
  GrantItem,
  MilestoneItem,
  Page,
  PaymentItem,
  ProjectItem,
} from '../../../shared/contract/http';
import { readFile } from '../../../server/workbooks/read-file';
import { type TestServer, discard, entry, startServer } from '../kit';
import { Importer, countsOf, findingsOf } from './kit';
import { MONEY, MONEY_HEADS, SHEETS, moneyBook } from './money-kit';

let server: TestServer;
let importer: Importer;
beforeEach(async () => {
  server = await startServer();
  importer = new Importer(server);
});
afterEach(() => discard(server));

const draftOf = (sheets: Parameters<typeof moneyBook>[0]) => importer.draft(moneyBook(sheets), MONEY);
const item = async <T>(path: string) => (await server.ask<T>(path)).body;
const trail = async () => (await item<Page<EntryItem>>('/api/entries?limit=500')).items.reverse();

describe('the dry run of a payments workbook (contract 7, semantics 11)', () => {
  it('says what would be added, and the sums before and after; writes nothing', async () => {
    const { seq } = server.app.ledger.head;
    const draft = await draftOf(SHEETS());
    expect(findingsOf(draft)).toEqual([]);
    expect(countsOf(draft)).toEqual({
      grants: [1, 0, 0, 0],
      budgets: [2, 0, 0, 0],
      payments: [3, 0, 0, 0],
      refunds: [1, 0, 0, 0],
      milestones: [2, 0, 0, 0],
    });
    expect(draft.workbook).toBe('money');
    // 40.000001 万元 budgeted; 128,000.55 + 172,000.00 + 0.01 − 500.50 paid.
    expect(draft.totals).toEqual({
      grants: { now: 0, after: 1 },
      projects: { now: 0, after: 2 },
      payments: { now: 0, after: 3 },
      milestones: { now: 0, after: 2 },
      amountFen: { now: 0, after: 44_000_000 },
      budgetedFen: { now: 0, after: 40_000_001 },
      paidFen: { now: 0, after: 29_950_006 },
    });
    // A grant, two budgets, three payments, a refund, two milestones and the end of one.
    expect(draft.entries).toBe(10);
    expect(server.app.ledger.head.seq).toBe(seq);
  });

  it('what a rule of the money would refuse is an error of its cell, with what would be right', async () => {
    const draft = await draftOf({
      资金下达: [MONEY_HEADS.grants, ['G1', 'N1', '440781', 10, '设备', '2024-03-15']],
      项目预算: [
        MONEY_HEADS.budgets,
        ['P1', 'G1', '一', 6, '2024-03-20'],
        ['P2', 'G1', '二', 5, '2024-03-20'],
        ['P3', 'G1', '三', 1, '2024-03-14'],
        ['P1', 'G1', '一', 2, '2024-06-01'],
      ],
      付款: [
        MONEY_HEADS.payments,
        ['Y1', 'P1', 50000, '设备', 'V1', '2024-04-01'],
        ['Y2', 'P1', 10000.01, '设备', 'V2', '2024-04-02'],
        ['Y3', 'P1', 1, '宴请', 'V3', '2024-04-03'],
        ['Y4', 'P1', 1, '设备', 'V4', '2024-03-19'],
        ['Y5', 'P2', 1, '设备', 'V5', '2024-04-05'],
        ['Y6', 'P1', 1, '设备', 'V6', '2030-01-01'],
      ],
      退款: [MONEY_HEADS.refunds, ['Y1', 50000.01, '2024-04-09'], ['Y1', 1, '2024-03-31'], ['Y2', 1, '2024-04-09']],
    });
    expect(draft.findings.map(({ sheet, cell, code, about }) => [`${sheet}!${cell}`, code, about])).toEqual([
      // 10 − 6 万元 are left for P2.
      ['budgets!D3', 'over-grant', '40000.00'],
      ['budgets!E4', 'before-grant', '2024-03-15'],
      // 5 万元 are paid by then.
      ['budgets!D5', 'under-paid', '50000.00'],
      ['payments!C3', 'over-budget', '10000.00'],
      ['payments!D4', 'off-purpose', '设备'],
      ['payments!F5', 'before-grant', '2024-03-20'],
      ['payments!B6', 'depends', 'budgets!A3'],
      ['payments!F7', 'in-the-future', undefined],
      ['refunds!B2', 'over-refund', '50000.00'],
      ['refunds!C3', 'order', '2024-04-01'],
      ['refunds!A4', 'depends', 'payments!A3'],
    ]);
    expect(countsOf(draft)).toEqual({
      grants: [1, 0, 0, 0],
      budgets: [1, 0, 0, 3],
      payments: [1, 0, 0, 5],
      refunds: [0, 0, 0, 3],
    });
    // The rest can be written without them; the payments that a rule refused are listed beside the money.
    expect((await importer.write(draft)).status).toBe(409);
    expect((await importer.write(draft, true)).status).toBe(200);
    expect((await importer.ended(draft.id)).state).toBe('written');
    const refused = await item<{ items: { voucher: string; code: string }[] }>('/api/refused-payments?scope=440781');
    expect(refused.items.map(({ voucher, code }) => [voucher, code]).sort()).toEqual([
      ['V2', 'over-budget'],
      ['V3', 'off-purpose'],
      ['V4', 'before-grant'],
    ]);
    expect(await item<GrantItem>('/api/grants/G1')).toMatchObject({ budgetedFen: 6_000_000, paidFen: 5_000_000 });
  });

  it('names every cell that is no value, and takes amounts by their digits in the unit of the header', async () => {
    const paid = (amount: string | number, id: string) => [id, 'P1', amount, '设备购置', id, '2024-05-08'];
    const sheets = SHEETS();
    const wan = {
      ...sheets,
      付款: [['付款编号', '项目编号', '付款金额(万元)', '用途', '凭证号', '付款日期'], paid(1.234567, 'W1')],
    };
    expect(
      findingsOf(await draftOf({ ...wan, 退款: [MONEY_HEADS.refunds], 里程碑: [MONEY_HEADS.milestones] })),
    ).toEqual([]);
    const draft = await draftOf({
      ...sheets,
      退款: [MONEY_HEADS.refunds],
      付款: [
        MONEY_HEADS.payments,
        // The sum of 0.1 and 0.2 as a spreadsheet program keeps it is 0.3.
        paid(0.1 + 0.2, 'A1'),
        paid('￥1,234.50', 'A2'),
        paid('１２元', 'A3'),
        paid('1.005', 'A4'),
        paid(-5, 'A5'),
        paid('12万', 'A6'),
        paid('1e5', 'A7'),
        [8, 'P1', 1, '设备购置', 'A8', '2024-05-08'],
        ['A9', 'P9', 1, null, 'A9', '2024-02-30'],
      ],
    });
    expect(findingsOf(draft)).toEqual([
      'payments!C5 too-fine',
      'payments!C6 out-of-range',
      'payments!C7 not-an-amount',
      'payments!C8 not-an-amount',
      'payments!A9 number-as-id',
      'payments!F10 not-a-date',
      'payments!D10 required',
      'payments!B10 unknown-project',
    ]);
    // 0.30 + 1,234.50 + 12.00.
    expect(draft.totals.paidFen).toEqual({ now: 0, after: 124_680 });
    const { body } = await importer.fix(draft.id, [{ sheet: 'payments', cell: 'C5', text: '1.01' }]);
    expect(body.draft!.totals.paidFen).toEqual({ now: 0, after: 124_781 });
  });

  it('a file is taken whatever the order of its rows, when its sums are right at every instant', async () => {
    const draft = await draftOf({
      付款: [
        MONEY_HEADS.payments,
        // 6 万元 are paid twice; between the two they came back.
        ['Y2', 'P1', 60000, '设备', 'V2', '2024-04-03'],
        ['Y1', 'P1', 60000, '设备', 'V1', '2024-04-01'],
      ],
      退款: [MONEY_HEADS.refunds, ['Y1', 60000, '2024-04-02']],
      项目预算: [
        MONEY_HEADS.budgets,
        // On one day 2 万元 go from P1 to P2, and the grant falls by what P3 gives back.
        ['P2', 'G1', '二', 4, '2024-05-01'],
        ['P1', 'G1', '一', 6, '2024-05-01'],
        ['P3', 'G1', '三', 0, '2024-05-01'],
        ['P1', 'G1', '一', 8, '2024-03-20'],
        ['P3', 'G1', '三', 2, '2024-03-20'],
      ],
      资金调整: [MONEY_HEADS.adjustments, ['G1', 10, null, '收回', '2024-05-01']],
      资金下达: [MONEY_HEADS.grants, ['G1', 'N1', '440781', 12, '设备', '2024-03-15']],
    });
    expect(findingsOf(draft)).toEqual([]);
    expect(draft.entries).toBe(10);
    await importer.write(draft);
    expect(await importer.ended(draft.id)).toMatchObject({ state: 'written', troubles: [], done: 10 });
    expect(await item<GrantItem>('/api/grants/G1')).toMatchObject({
      amountFen: 10_000_000,
      receivedFen: 12_000_000,
      budgetedFen: 10_000_000,
      paidFen: 6_000_000,
    });
  });

  it('dates may be numbers with a date format, of either epoch, or texts', async () => {
    const rows = (serial: number) => [
      MONEY_HEADS.grants,
      ['G1', 'N1', '440781', 1, '设备', { xml: `<c s="1"><v>${serial}</v></c>` }],
    ];
    // 45366 is 2024-03-15 in the system of 1900, 43904 in that of 1904.
    for (const [serial, workbookPr] of [
      [45_366, ''],
      [43_904, 'date1904="1"'],
    ] as const) {
      const draft = await importer.draft(moneyBook({ 资金下达: rows(serial) }, { formats: [14], workbookPr }), MONEY);
      expect(findingsOf(draft)).toEqual([]);
      await importer.write(draft);
      await importer.ended(draft.id);
      expect((await item<GrantItem>('/api/grants/G1')).receivedAt).toBe('2024-03-14T16:00:00.000Z');
      expect((await importer.undo(draft.id)).state).toBe('undone');
    }
  });

  it('a column of amounts without a unit, and the sheets of the other workbook, refuse the whole file', async () => {
    const heads = ['付款编号', '项目编号', '付款金额', '用途', '凭证号', '付款日期'];
    expect(
      (await importer.send(moneyBook({ 付款: [heads, ['Y', 'P', 1, 'a', 'b', '2024-01-01']] }), MONEY)).refused,
    ).toMatchObject({
      code: 'no-unit',
      where: '付款!C1',
      found: ['付款金额'],
    });
    expect((await importer.send(moneyBook(SHEETS()))).refused).toMatchObject({
      code: 'other-workbook',
      where: 'money',
    });
    const csv = Buffer.from('付款编号,付款金额（元）\r\nY1,1\r\n');
    expect((await importer.send(csv, 'name=a.csv')).refused).toMatchObject({ code: 'other-workbook', where: 'money' });
    expect((await server.ask('/api/money-workbook?format=csv&sheet=sites')).status).toBe(400);
  });
});

describe('an import of money', () => {
  it('is one batch; the same file again changes nothing; it is taken back whole', async () => {
    const { draft, item: written } = await importer.import(moneyBook(SHEETS()), false, MONEY);
    expect(written).toMatchObject({ state: 'written', total: 10, done: 10, troubles: [], file: 'm.xlsx' });
    const own = (await trail()).filter(({ id }) => id.slice(0, 23) === draft.id.slice(0, 23));
    // By time.
    expect(own.map(({ kind }) => kind)).toEqual([
      'grant.received',
      'project.budgeted',
      'project.budgeted',
      'payment.made',
      'payment.refunded',
      'payment.made',
      'payment.made',
      'milestone.planned',
      'milestone.planned',
      'milestone.done',
    ]);
    expect(await item<PaymentItem>('/api/payments/0001')).toEqual({
      id: '0001',
      projectId: 'P1',
      amountFen: 12_800_055,
      purpose: '设备购置',
      voucher: '记-0412',
      at: '2024-05-07T16:00:00.000Z',
      refundedFen: 50_050,
      refunds: [{ at: '2024-06-01T16:00:00.000Z', amountFen: 50_050 }],
    });
    // A due date without a time is the last millisecond of its day.
    expect(await item<MilestoneItem>('/api/milestones/L1')).toMatchObject({ dueAt: '2024-06-30T15:59:59.999Z' });
    const again = await draftOf(SHEETS());
    expect([again.entries, again.findings, again.changes]).toEqual([0, [], []]);
    expect(countsOf(again)).toEqual({
      grants: [0, 0, 1, 0],
      budgets: [0, 0, 2, 0],
      payments: [0, 0, 3, 0],
      refunds: [0, 0, 1, 0],
      milestones: [0, 0, 2, 0],
    });
    expect(await importer.undo(draft.id)).toMatchObject({ state: 'undone', undone: 10, troubles: [] });
    for (const what of ['grants', 'projects', 'payments', 'milestones']) {
      expect((await item<Page<{ id: string }>>(`/api/${what}`)).items, what).toEqual([]);
    }
  });

  it('changes a budget and adds what is new; what is recorded otherwise is named', async () => {
    await importer.import(moneyBook(SHEETS()), false, MONEY);
    const draft = await draftOf({
      资金下达: [MONEY_HEADS.grants, ['G1', '粤财教〔2024〕2号', null, 45, null, null]],
      项目预算: [
        MONEY_HEADS.budgets,
        ['P1', null, null, 32, '2024-03-20'],
        ['P2', null, '听说考场二期', null, null],
        ['P1', null, null, 33, '2024-07-01'],
      ],
      付款: [MONEY_HEADS.payments, ['0001', null, 128000.56, null, null, null]],
      里程碑: [
        MONEY_HEADS.milestones,
        ['L1', null, null, '2024-07-01', '2024-06-22'],
        ['L2', null, null, null, '2024-11-30'],
      ],
    });
    expect(draft.findings.map(({ sheet, cell, code, now, about }) => [`${sheet}!${cell}`, code, now, about])).toEqual([
      ['grants!B2', 'fixed', '粤财教〔2024〕2号', '粤财教〔2024〕1号'],
      ['grants!D2', 'fixed', '45.00', '44.00'],
      ['payments!C2', 'fixed', '128000.56', '128000.55'],
      ['milestones!D2', 'fixed', '2024-07-01', '2024-06-30'],
      ['milestones!E2', 'fixed', '2024-06-22', '2024-06-21'],
    ]);
    expect(draft.changes.map(({ sheet, id, key, from, to }) => [sheet, id, key, from, to])).toEqual([
      ['budgets', 'P1', 'budgetFen', '30.00', '32.00'],
      ['budgets', 'P2', 'name', '听说考场', '听说考场二期'],
      ['milestones', 'L2', 'doneAt', '', '2024-11-30'],
    ]);
    await importer.write(draft, true);
    expect((await importer.ended(draft.id)).state).toBe('written');
    const project = await item<ProjectItem>('/api/projects/P1');
    expect(project.budgets.map(({ at, budgetFen }) => [at, budgetFen])).toEqual([
      ['2024-03-19T16:00:00.000Z', 30_000_000],
      ['2024-03-19T16:00:00.000Z', 32_000_000],
      ['2024-06-30T16:00:00.000Z', 33_000_000],
    ]);
    expect(await item<ProjectItem>('/api/projects/P2')).toMatchObject({ name: '听说考场二期', budgetFen: 10_000_001 });
  });

  it('where something stands on it, that is said and the rest is taken back', async () => {
    const { draft } = await importer.import(moneyBook(SHEETS()), false, MONEY);
    await server.must([entry('payment.refunded', { paymentId: '0002', amountFen: 100 })]);
    const undone = await importer.undo(draft.id);
    expect(undone.state).toBe('partly-undone');
    expect(undone.troubles.map(({ kind, about, code }) => [kind, about, code])).toEqual([
      ['payment.made', 'payment:0002', 'order'],
      ['project.budgeted', 'project:P1', 'order'],
      ['grant.received', 'grant:G1', 'order'],
    ]);
  });
});

describe('what comes out goes in again', () => {
  it('export, import into an empty product, export: the cells are equal', { timeout: 120_000 }, async () => {
    const sheets = SHEETS();
    sheets['资金下达'] = [
      [...MONEY_HEADS.grants, '项目名称', '备注'],
      ['G1', '粤财教〔2024〕1号', '440781', 44, '设备购置；系统集成', '2024-03-15', '高考综合改革', '=1+1'],
      ['G2', '0002', '440783', 0.000001, '一；二\n', '2024-03-15 08:30:15'],
    ];
    sheets['资金调整'] = [
      MONEY_HEADS.adjustments,
      ['G1', 43, '粤财教〔2024〕9号', '收回\n两行', '2024-07-01'],
      ['G1', 46.5, null, '追加', '2024-08-01'],
    ];
    sheets['项目预算']!.push(['P1', 'G1', '标准化考点', 32.9, '2024-07-02']);
    await importer.import(moneyBook(sheets), false, MONEY);
    await server.must([
      // As the page records it: with a time of its own, and a due date at midnight.
      entry('payment.made', {
        paymentId: 'f3c0',
        projectId: 'P2',
        amountFen: 99_999,
        purpose: '系统集成',
        voucher: '记-9',
      }),
      entry('milestone.planned', {
        milestoneId: 'L3',
        projectId: 'P2',
        name: '移交',
        dueAt: '2024-12-31T16:00:00.000Z',
      }),
    ]);
    const first = await importer.bytes('/api/money-workbook');
    const other = await startServer();
    try {
      const there = new Importer(other);
      const { draft, item: written } = await there.import(first, false, MONEY);
      expect([draft.findings, written.state, written.troubles]).toEqual([[], 'written', []]);
      const second = await there.bytes('/api/money-workbook');
      const cells = async (bytes: Buffer) => {
        const read = await readFile({ bytes, workbook: 'money', fixes: [], zone: 'Asia/Shanghai' });
        return read.sheets.map(({ name, rows }) => [name, rows.map(({ values }) => values)]);
      };
      expect(await cells(second)).toEqual(await cells(first));
      expect(second.equals(first)).toBe(true);
      // A list of one text with a semicolon stays one text.
      expect((await other.ask<GrantItem>('/api/grants/G2')).body.purposes).toEqual(['一；二']);
      const english = await there.draft(await importer.bytes('/api/money-workbook?language=en'), MONEY);
      expect([english.entries, english.findings, english.changes]).toEqual([0, [], []]);
      for (const sheet of ['grants', 'adjustments', 'budgets', 'payments', 'refunds', 'milestones']) {
        for (const language of ['zh', 'en']) {
          const csv = await importer.bytes(`/api/money-workbook?format=csv&sheet=${sheet}&language=${language}`);
          const again = await there.draft(csv, 'name=a.csv&workbook=money');
          expect([again.entries, again.findings, again.sheets[0]!.sheet], sheet).toEqual([0, [], sheet]);
        }
      }
    } finally {
      await discard(other);
    }
  });

  it('the template is an empty workbook; rows in error come back with comments, in the units of the file', async () => {
    for (const language of ['zh', 'en']) {
      const template = await importer.bytes(`/api/money-workbook/template?language=${language}`);
      expect((await importer.send(template, MONEY)).refused).toMatchObject({ code: 'empty' });
    }
    const sheets = SHEETS();
    const draft = await draftOf({
      ...sheets,
      项目预算: [
        ['项目编号', '资金编号', '项目名称', '预算（元）', '预算日期'],
        ['P1', 'G1', '一', '12.345', '2024-03-20'],
        ['P2', 'G1', '二', 500000, '2024-03-20'],
      ],
      付款: [MONEY_HEADS.payments],
      退款: [MONEY_HEADS.refunds],
      里程碑: [MONEY_HEADS.milestones],
    });
    expect(findingsOf(draft)).toEqual(['budgets!D2 too-fine', 'budgets!D3 over-grant']);
    const marked = await importer.bytes(`/api/import-drafts/${draft.id}/marked`);
    const again = await importer.draft(marked, MONEY);
    expect(again.findings.map(({ cell, code, now }) => [cell, code, now])).toEqual([
      ['D2', 'too-fine', '12.345'],
      ['B2', 'unknown-grant', 'G1'],
      ['B3', 'unknown-grant', 'G1'],
    ]);
  });
});
