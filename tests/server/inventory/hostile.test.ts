import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workbookFile } from '../../../server/workbooks/write-file';
import type { Value } from '../../../server/workbooks/types';
import { tempFolder } from '../kit';
import { type Cell, HEADS, type Part, bookOf, partsOf, zipOf } from './zip-kit';

const SCRIPT = fileURLToPath(new URL('../../fixtures/read-file.mjs', import.meta.url));

interface Read {
  /** `read`, or the code of the refusal. */
  outcome: string;
  rows?: number;
  findings?: number;
  cpuMs: number;
  wallMs: number;
  megabytes: number;
}

let folder: string;
beforeAll(() => {
  folder = tempFolder();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Reads a file in a process of its own: its memory is that of this one file. */
async function measured(bytes: Buffer): Promise<Read> {
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  const child = spawn(process.execPath, [SCRIPT, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  expect(code).toBe(0);
  return JSON.parse(said) as Read;
}

const ROWS: Cell[][] = [HEADS.devices, ['D1', 'S1', null, '考生机', 'X', '2023-01-05']];
const SHEET = { name: '设备', rows: ROWS };
const good = () => partsOf({ sheets: [SHEET] });
const without = (name: string) => good().filter((part) => part.name !== name);
const sheetPart = 'xl/worksheets/sheet1.xml';

const MB = 1024 * 1024;
/** So many megabytes of zeros, compressed to a thousandth, without ever having them. */
function packedZeros(megabytes: number): Buffer {
  const block = deflateRawSync(Buffer.alloc(16 * MB), { finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array<Buffer>(megabytes / 16).fill(block), deflateRawSync(Buffer.alloc(0))]);
}
const bomb = (claimed: number): Part => ({
  name: sheetPart,
  data: '',
  packed: packedZeros(1024),
  claims: { size: claimed, crc: 1 },
});

function* numbers(to: number): Generator<number> {
  for (let number = 1; number <= to; number += 1) yield number;
}
const repeated = (count: number, one: (index: number) => string) => Array.from(numbers(count), one).join('');
const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 0x20;
  return copy;
};

/** Files, and the one code that each is refused with (forms, case 6 and rule 9). */
const REFUSED: readonly (readonly [what: string, code: string, make: () => Buffer])[] = [
  ['a bomb of 1 MB that unpacks to 1 GB', 'inflates-too-far', () => zipOf([...without(sheetPart), bomb(1024 * MB)])],
  ['a bomb that says it unpacks to 1 kB', 'damaged', () => zipOf([...without(sheetPart), bomb(1024)])],
  [
    'a part larger than its headers say',
    'damaged',
    () => zipOf([...without(sheetPart), { ...good()[4]!, claims: { size: 9 } }]),
  ],
  [
    'a value in the last row and column there is',
    'too-many-columns',
    () =>
      bookOf({
        sheets: [
          {
            name: '设备',
            rows: '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
          },
        ],
      }),
  ],
  [
    'entities of its own',
    'doctype',
    () => bookOf({ sheets: [SHEET], prolog: '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' }),
  ],
  [
    'a million shared strings',
    'too-many-strings',
    () => bookOf({ sheets: [SHEET], strings: repeated(1_000_000, (n) => `<si><t>${n}</t></si>`) }),
  ],
  [
    '500,000 merged ranges',
    'too-many-merges',
    () =>
      bookOf({
        sheets: [
          { ...SHEET, after: `<mergeCells>${repeated(500_000, (n) => `<mergeCell ref="A${n}:B${n}"/>`)}</mergeCells>` },
        ],
      }),
  ],
  ['a truncated file', 'damaged', () => bookOf({ sheets: [SHEET] }).subarray(0, 1500)],
  [
    'a flipped byte',
    'damaged',
    () => {
      const bytes = zipOf(good().map((part) => ({ ...part, stored: true as const })));
      return flipped(bytes, bytes.indexOf('>D1<') + 1);
    },
  ],
  ['a file with macros', 'macro', () => zipOf([...good(), { name: 'xl/vbaProject.bin', data: 'x' }])],
  [
    'one that only says so in its types',
    'macro',
    () =>
      bookOf({
        sheets: [SHEET],
        types:
          '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>',
      }),
  ],
  [
    'an external link',
    'external-link',
    () => zipOf([...good(), { name: 'xl/externalLinks/externalLink1.xml', data: '<x/>' }]),
  ],
  ['two parts of one name', 'bad-names', () => zipOf([...good(), { name: 'XL/Worksheets/sheet1.xml', data: '<x/>' }])],
  [
    'a name that leads out of the file',
    'bad-names',
    () => zipOf([...good(), { name: '../../etc/cron.d/x', data: 'x' }]),
  ],
  [
    '2,001 parts',
    'too-many-entries',
    () => zipOf([...good(), ...Array.from(numbers(2001), (n) => ({ name: `x/${n}`, data: '' }))]),
  ],
  ['more than 20 MB', 'too-large', () => Buffer.concat([bookOf({ sheets: [SHEET] }), Buffer.alloc(20 * MB)])],
  [
    '25,001 rows',
    'too-many-rows',
    () =>
      bookOf({ sheets: [{ name: '设备', rows: [HEADS.devices, ...Array.from(numbers(25_001), (n) => [`D${n}`])] }] }),
  ],
  [
    'XML that ends in the middle',
    'bad-xml',
    () => zipOf([...without(sheetPart), { name: sheetPart, data: '<worksheet><sheetData><row>' }]),
  ],
  [
    'elements in elements without end',
    'bad-xml',
    () => zipOf([...without(sheetPart), { name: sheetPart, data: '<a>'.repeat(100_000) }]),
  ],
  ['a zip of something else', 'not-a-workbook', () => zipOf([{ name: 'hello.txt', data: 'hello' }])],
  ['bytes of something else', 'not-a-workbook', () => Buffer.from('PK\u0003\u0004 and no more')],
  [
    '4 million formatted cells',
    'too-many-cells',
    () => bookOf({ sheets: [{ name: '设备', rows: styledRows(200_000, 20) }] }),
  ],
];

/** Rows without values whose cells have a style, as a formatted column leaves them. */
function styledRows(rows: number, columns: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRST';
  return repeated(
    rows,
    (row) =>
      `<row r="${row}">${Array.from({ length: columns }, (_, n) => `<c r="${letters[n]}${row}" s="1"/>`).join('')}</row>`,
  );
}

/** Texts of almost 20 MB, and the code that each is refused with. */
const TEXTS: readonly (readonly [what: string, code: string, make: () => string])[] = [
  ['a line of 19 million separators', 'too-many-strings', () => ','.repeat(19e6)],
  ['19 million line breaks', 'too-many-rows', () => `${'\n'.repeat(19e6)}x`],
  ['lines of one letter, ended by carriage returns', 'too-many-rows', () => 'a\r'.repeat(9.5e6)],
  ['a quotation mark that is not closed, and doubled ones', 'open-quote', () => `"${'""\n'.repeat(6e6)}`],
  ['a cell of 19 million letters', 'open-quote', () => `"${'a'.repeat(19e6)}",S1`],
];

describe('hostile and broken files (forms, case 6)', { timeout: 120_000 }, () => {
  it.each(TEXTS)('.csv: %s: %s', async (_, code, make) => {
    const read = await measured(Buffer.from(`设备编号,考点编号\n${make()}`));
    expect(read.outcome).toBe(code);
    expect(read.cpuMs).toBeLessThan(5000);
    expect(read.megabytes).toBeLessThan(350);
  });

  it.each(REFUSED)('%s: %s', async (_, code, make) => {
    const read = await measured(make());
    expect(read.outcome).toBe(code);
    expect(read.cpuMs).toBeLessThan(5000);
    expect(read.megabytes).toBeLessThan(250);
  });
});

describe('large files (issue 11: less than 512 MB and 10 s)', { timeout: 120_000 }, () => {
  const limits = (read: Read) => {
    expect(read.wallMs).toBeLessThan(10_000);
    expect(read.megabytes).toBeLessThan(400);
  };

  it('a million empty rows and 200,000 formatted ones hold no row', async () => {
    const head = `<row r="1"><c r="A1" t="inlineStr"><is><t>设备编号</t></is></c></row>`;
    const device = (row: number) => `<row r="${row}"><c r="A${row}" t="inlineStr"><is><t>D${row}</t></is></c></row>`;
    const empty = repeated(1_000_000, (n) => `<row r="${n + 2}" spans="1:23"/>`);
    const read = await measured(bookOf({ sheets: [{ name: '设备', rows: head + device(2) + empty }] }));
    expect([read.outcome, read.rows]).toEqual(['read', 1]);
    limits(read);
    const styled = styledRows(200_000, 6).replace(/<row r="[12]">.*?<\/row>/g, '');
    const formatted = await measured(bookOf({ sheets: [{ name: '设备', rows: head + device(2) + styled }] }));
    expect([formatted.outcome, formatted.rows]).toEqual(['read', 1]);
    limits(formatted);
  });

  it('20,000 devices with all their columns', async () => {
    const devices = Array.from(numbers(20_000), (n): Value[] => [
      `K01-${n}`,
      'K01',
      'K01-R1',
      String(n),
      `第 ${n} 台`,
      'computer',
      '厂商',
      '型号',
      `SN${n}`,
      `ZC${n}`,
      1_693_497_600_000,
      false,
      true,
      null,
      null,
      60,
      null,
      null,
      '处理器',
      '系统',
      '10.0.0.1',
      null,
      null,
    ]);
    const bytes = workbookFile(
      'inventory',
      { sites: [], rooms: [], devices, sittings: [] },
      { language: 'zh', zone: 'UTC' },
    );
    const read = await measured(bytes);
    expect([read.outcome, read.rows, read.findings]).toEqual(['read', 20_000, 0]);
    limits(read);
  });

  it('25,000 rows in which every cell is wrong: 10,000 are listed', async () => {
    const bad = Array.from(numbers(25_000), (n): Cell[] => [n, n, n, n, n, 'x']);
    const read = await measured(bookOf({ sheets: [{ name: '设备', rows: [HEADS.devices, ...bad] }] }));
    expect([read.outcome, read.rows, read.findings]).toEqual(['read', 25_000, 10_000]);
    limits(read);
  });
});
