import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSummaryArgs } from '../../../server/commands/summary';
import type { Summary } from '../../../shared/contract/http';
import { FORM_IDS, type FormId, type SummaryFormat } from '../../../shared/forms/vocabulary';
import { canonical } from '../../../shared/model/canonical';
import { type TestServer, discard, tempFolder } from '../kit';
import { command } from '../process';
import { SCOPE, YEAR, bytesOf, caller, yearEndServer } from './kit';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  folder = tempFolder();
  server = await yearEndServer();
});
afterAll(async () => {
  await discard(server);
  rmSync(folder, { recursive: true, force: true });
});

const asked = (form: string, format: string) => `${YEAR}?scope=${SCOPE}&form=${form}&format=${format}`;
const read = async () => (await server.ask<Summary>(`${YEAR}?scope=${SCOPE}`)).body;

describe('the form of a year (contract 5)', () => {
  it('has the twenty rows in the notice’s order with what they were worked out from', async () => {
    const { rows, score, money, execution, ledger, versions } = await read();
    expect(rows.map(({ no }) => no)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    const row = (id: string) => rows.find((one) => one.id === id)!;
    // R2 and R3 of 60 seats, accepted in February, and R1 of 2 seats: 122 of 100.
    expect(row('standard-seats')).toMatchObject({ value: 122, target: { op: '>=', value: 100 }, score: 4 });
    // R1 has no computer: 2 of 3 rooms comply. 3 × 2 ÷ 3 = 2.
    expect(row('room-compliance')).toMatchObject({ numerator: 2, denominator: 3, score: 2, cause: 'missed' });
    // F1 was repaired a day late, F2 in time: 5 × 1 ÷ 2.
    expect(row('timely-repair')).toMatchObject({ value: 0.5, score: 2.5, reason: expect.stringMatching(/^sha256:/) });
    // 4 × 78 %.
    expect(row('construction-on-time')).toMatchObject({ state: 'partly', score: 3.12 });
    // 2 of 3 are satisfied: 5 × (2 ÷ 3) ÷ 0.9 = 3.7037.
    expect(row('student-satisfaction')).toMatchObject({ numerator: 2, denominator: 3, score: 3.7 });
    expect(money.total).toEqual({ initialFen: 44_000_000, budgetFen: 44_000_000, paidFen: 38_600_000 });
    expect(execution).toEqual({ weight: 10, rate: 38_600_000 / 44_000_000, score: 8.77 });
    const sum = rows.reduce((total, one) => total + Math.round(one.score! * 100), 0);
    expect(score).toMatchObject({ rows: sum / 100, total: (sum + 877) / 100 });
    expect(ledger.seq).toBe(server.app.ledger.head.seq);
    expect(versions).toMatchObject({ score: 1, execution: 1, 'fault-rate': 1 });
  });

  it('is canonical JSON, the same bytes each time', async () => {
    const bytes = await bytesOf(server, asked('self-evaluation', 'json'));
    expect(bytes.toString('utf8')).toBe(canonical(JSON.parse(bytes.toString('utf8'))));
    expect(await bytesOf(server, asked('self-evaluation', 'json'))).toEqual(bytes);
  });

  const FILES = [
    ['self-evaluation', 'json'],
    ['self-evaluation', 'csv'],
    ...FORM_IDS.flatMap((form) => [
      [form, 'xlsx'],
      [form, 'docx'],
    ]),
  ] as [FormId, SummaryFormat][];
  it.each(FILES)('%s as .%s is the same bytes by the route and by the command', async (form, format) => {
    const bytes = await bytesOf(server, asked(form, format));
    expect(bytes.length).toBeGreaterThan(500);
    const file = join(folder, `form.${format}`);
    const args = ['summary', '2023', '--scope', SCOPE, '--format', format, '--form', form, '--to', file];
    const ended = await command(args, { DATA_DIR: server.folder });
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(readFileSync(file)).toEqual(bytes);
  });

  it('is a table with a mark, CRLF and no formula', async () => {
    const text = (await bytesOf(server, asked('self-evaluation', 'csv'))).toString('utf8');
    expect(text.startsWith('\ufeff序号,指标编号,')).toBe(true);
    const lines = text.slice(1).split('\r\n');
    // The head, 20 rows, the execution, the sum, the ledger, and the last line's end.
    expect(lines).toHaveLength(25);
    expect(lines.every((line) => !/(^|,)"?[=+@\t]/.test(line))).toBe(true);
    expect(lines[12]).toContain('fault-rate,产出指标,时效指标,系统上线运行稳定可靠率');
  });

  it('as known on a date stays as it was known, byte for byte, whatever is recorded later', async () => {
    const march = `${YEAR}?scope=${SCOPE}&form=monitoring&period=2023-01..2023-03&asOf=2023-03-31T23:59:59%2B08:00`;
    const before = await bytesOf(server, march);
    const sheet = await bytesOf(server, `${march}&format=xlsx`);
    const { monitoring, evaluatedAt } = JSON.parse(before.toString('utf8')) as Summary;
    expect(evaluatedAt).toBe('2023-03-31T15:59:59.000Z');
    // E1 of 11 March: 52 examinees.
    expect(monitoring!.rows.find(({ id }) => id === 'examinees-served')!.value).toBe(52);
    const late = Array.from({ length: 3000 }, (_, index) => ({
      id: `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`,
      kind: 'status.observed',
      at: new Date(Date.parse('2023-03-01T00:00:00Z') + index * 600_000).toISOString(),
      body: { deviceId: index % 2 ? 'PC2' : 'PC3', status: index % 3 ? 'down' : 'up' },
    }));
    for (let from = 0; from < late.length; from += 500) await server.must(late.slice(from, from + 500));
    const voids = late.slice(0, 1000).map(({ id }, index) => ({
      id: `00000000-0000-4000-a000-${String(index).padStart(12, '0')}`,
      kind: 'entry.voided',
      body: { entryId: id, reason: '看错了' },
    }));
    for (let from = 0; from < voids.length; from += 500) await server.must(voids.slice(from, from + 500));
    expect(await bytesOf(server, march)).toEqual(before);
    // What is known now of the same months is another matter.
    const now = JSON.parse((await bytesOf(server, march.split('&asOf')[0]!)).toString('utf8')) as Summary;
    const rate = (of: Summary) => of.monitoring!.rows.find(({ id }) => id === 'fault-rate')!.value;
    expect(rate(now)).toBeGreaterThan(rate({ ...now, monitoring })!);
    const file = `${march}&format=xlsx`;
    expect(await bytesOf(server, file)).toEqual(sheet);
  });

  it('as known on a date comes from the command, too: the same bytes', async () => {
    const asOf = (known: string) => `${YEAR}?scope=${SCOPE}&asOf=${known}`;
    const march = await bytesOf(server, asOf('2023-03-31T23:59:59%2B08:00'));
    const known = async (as: string, format: SummaryFormat) => {
      const to = join(folder, 'known');
      const args = ['summary', '2023', '--scope', SCOPE, '--format', format, '--as-of', as, '--to', to];
      const ended = await command(args, { DATA_DIR: server.folder });
      return ended.code === 0 ? readFileSync(to) : { code: ended.code, said: ended.stderr };
    };
    expect(await known('2023-03-31T23:59:59+08:00', 'json')).toEqual(march);
    const { ledger } = JSON.parse(march.toString('utf8')) as Summary;
    const sheet = await bytesOf(server, `${asOf(String(ledger.seq))}&format=xlsx`);
    expect(await known(String(ledger.seq), 'xlsx')).toEqual(sheet);
    expect(await known('999999', 'json')).toEqual({ code: 1, said: expect.stringContaining('no entry 999999') });
    const asked =
      (...more: string[]) =>
      () =>
        readSummaryArgs(['2023', '--scope', SCOPE, '--as-of', ...more]);
    expect(asked('2023-03-31')).toThrow('--as-of is a ledger number, or an instant');
    expect(asked('0')).toThrow('--as-of is a ledger number, or an instant');
    expect(asked('9', '--edition', 'draft')).toThrow('--edition does not go with it');
  });

  it('has the records behind it as files, which add up to the row', async () => {
    const { rows } = await read();
    const csv = (id: string) => bytesOf(server, `${YEAR}/evidence?scope=${SCOPE}&indicator=${id}&format=csv`);
    const lines = (await csv('timely-repair')).toString('utf8').slice(1).trimEnd().split('\r\n');
    const [head, ...records] = lines.map((line) => line.split(','));
    const column = (name: string) => head!.indexOf(name);
    // F1 is late and comes first: it costs the row its points.
    expect(records.map((cells) => [cells[column('故障')], cells[column('判定')]])).toEqual([
      ['F1', 'late'],
      ['F2', 'timely'],
    ]);
    const sum = (name: string) => records.reduce((total, cells) => total + Number(cells[column(name)]), 0);
    const row = rows.find(({ id }) => id === 'timely-repair')!;
    expect([sum('数值'), sum('共')]).toEqual([row.numerator, row.denominator]);
    const book = await readXlsx(await bytesOf(server, `${YEAR}/evidence?scope=${SCOPE}`));
    // 20 rows less the four that a person decides alone.
    expect(book.sheets).toHaveLength(16);
    const sheet = book.sheets.find(({ name }) => name.startsWith('2 标准化考场'))!;
    expect(sheet.rows.slice(1).map((cells) => cells[column('数值')])).toEqual([2, 60, 60]);
  });

  it('names what is asked wrongly', async () => {
    const status = async (path: string) => (await server.ask<{ error: { field: string } }>(path)).body.error.field;
    expect(await status(`${YEAR}?scope=room:R1`)).toBe('scope');
    expect(await status(`${YEAR}?scope=${SCOPE}&form=nothing`)).toBe('form');
    expect(await status(`${YEAR}?scope=${SCOPE}&form=monitoring&period=2022-01..2023-02`)).toBe('period');
    expect((await server.ask(`/api/summary/20233?scope=${SCOPE}`)).status).toBe(404);
    expect((await server.ask(`${YEAR}?scope=${SCOPE}&edition=1`)).status).toBe(404);
    const other = await caller(server, 'office', ['440703']);
    expect((await other.ask(`${YEAR}?scope=${SCOPE}`)).status).toBe(403);
  });
});
