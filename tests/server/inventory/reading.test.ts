import { describe, expect, it } from 'vitest';
import { FileRefused } from '../../../server/files/refused';
import { readFile } from '../../../server/workbooks/read-file';
import type { FileRead } from '../../../server/workbooks/types';
import { type BookKit, type Cell, HEADS, bookOf } from './zip-kit';

const read = (bytes: Buffer, zone = 'Asia/Shanghai', sheet?: 'devices' | 'sittings'): Promise<FileRead> =>
  readFile({ bytes, workbook: 'inventory', fixes: [], zone, ...(sheet && { sheet }) });
const refusal = async (bytes: Buffer): Promise<FileRefused> => {
  try {
    await read(bytes);
  } catch (error) {
    if (error instanceof FileRefused) return error;
    throw error;
  }
  throw new Error('it was read');
};

/** A book of one device in service since what a cell says. */
const sinceBook = (cell: Cell, more: Partial<BookKit> = {}): Buffer =>
  bookOf({ sheets: [{ name: '设备', rows: [HEADS.devices, ['D1', 'S1', null, '考生机', 'X', cell]] }], ...more });
/** What the column of dates of the first device is read as. */
const since = async (bytes: Buffer, zone = 'Asia/Shanghai') => (await read(bytes, zone)).sheets[0]!.rows[0]!.values[10];

const styled = (number: number): Cell => ({ xml: `<c s="1"><v>${number}</v></c>` });
const DAY = { shanghai: Date.parse('2023-01-05T00:00:00+08:00'), utc: Date.parse('2023-01-05T00:00:00Z') };

describe('dates of a workbook (forms, case 2)', () => {
  it.each([14, 31, 'yyyy"年"m"月"d"日"', '[$-804]yyyy/m/d;@', 'm/d/yy', '[h]:mm', 'mmm d'])(
    'serial 44931 under the format %s is 2023-01-05, in any zone',
    async (format) => {
      const bytes = sinceBook(styled(44_931), { formats: [format] });
      expect(await since(bytes)).toBe(DAY.shanghai);
      expect(await since(bytes, 'UTC')).toBe(DAY.utc);
    },
  );

  it('a date cell of its own type, and dates as people write them', async () => {
    const cells: Cell[] = [
      { xml: '<c t="d"><v>2023-01-05</v></c>' },
      { xml: '<c t="d"><v>2023-01-05T00:00:00Z</v></c>' },
      '2023-01-05',
      '2023/1/5',
      '2023.1.5',
      '2023年1月5日',
      ' 2023-01-05 00:00 ',
      '2023-01-05T00:00:00',
    ];
    for (const cell of cells) {
      expect(await since(sinceBook(cell)), JSON.stringify(cell)).toBe(DAY.shanghai);
      expect(await since(sinceBook(cell), 'UTC')).toBe(DAY.utc);
    }
    // 1462 days later: 2023-01-05 is serial 44931 in the one system and 2027-01-06 in the other.
    const late = sinceBook(styled(44_931), { formats: [14], workbookPr: 'date1904="1"' });
    expect(await since(late)).toBe(Date.parse('2027-01-06T00:00:00+08:00'));
  });

  it('a day that there is not is named, never moved: 30 February, the year 99', async () => {
    const cells: Cell[] = [
      { xml: '<c t="d"><v>2023-02-30</v></c>' },
      { xml: '<c t="d"><v>2023-02-30T00:00:00Z</v></c>' },
      { xml: '<c t="d"><v>2023</v></c>' },
      '2023-02-30',
      '0099-09-01',
    ];
    for (const cell of cells) {
      const { findings } = await read(sinceBook(cell));
      expect([cell, findings.map(({ code }) => code)]).toEqual([cell, ['not-a-date']]);
    }
  });

  it('a number is a number under a format that only looks like a date, and named in a column of dates', async () => {
    for (const format of ['"第"0"名"', '0.00', '#,##0', '[Red]0', '"day"0', '0\\d']) {
      const { findings } = await read(sinceBook(styled(45_170), { formats: [format] }));
      expect(findings, format).toEqual([
        expect.objectContaining({
          sheet: 'devices',
          cell: 'F2',
          code: 'number-as-date',
          now: '45170',
          // 2023-09-01 is day 45170 of the 1900 system.
          suggest: '2023-09-01',
          mend: 'date',
        }),
      ]);
    }
    const { findings } = await read(sinceBook('2023-09-31'));
    expect(findings[0]).toMatchObject({ cell: 'F2', code: 'not-a-date', now: '2023-09-31' });
  });

  it('times to the second: 开始时间 2023-03-05 09:30 is exactly that', async () => {
    // 44990.395833… = 2023-03-05 09:30.
    const cells: Cell[] = ['2023-03-05 09:30', styled(44_990.395833333336)];
    for (const cell of cells) {
      const rows: Cell[][] = [HEADS.sittings, ['E1', '考试', 'S1', cell, '2023-03-05 11:00', 'R1', 30]];
      const { sheets } = await read(bookOf({ sheets: [{ name: '场次', rows }], formats: [22] }));
      expect(sheets[0]!.rows[0]!.values[3]).toBe(Date.parse('2023-03-05T09:30:00+08:00'));
    }
  });
});

describe('ids and texts (forms, case 3 and rule 8)', () => {
  const devices = (...rows: Cell[][]) => bookOf({ sheets: [{ name: '设备', rows: [HEADS.devices, ...rows] }] });

  it('are kept as they are: zeros in front, exponents, more than 15 digits', async () => {
    for (const text of ['0000000001', '6E00005', '202300000000000001']) {
      const { sheets, findings } = await read(devices([text, 'S1', null, '考生机', text]));
      expect(findings).toEqual([]);
      expect(sheets[0]!.rows[0]!.values[0]).toBe(text);
      expect(sheets[0]!.rows[0]!.values[8]).toBe(text);
    }
  });

  it('a number as an id or a serial number is named, never padded, and never mended in place', async () => {
    const { findings, sheets } = await read(devices([1, 'S1', null, '考生机', 202_300_000_000]));
    expect(findings.map(({ cell, code, now, mend }) => [cell, code, now, mend])).toEqual([
      ['A2', 'number-as-id', '1', null],
      ['E2', 'number-as-id', '202300000000', null],
    ]);
    expect(sheets[0]!.rows[0]!.bad).toBe(true);
    const fixes = [{ sheet: 'devices', cell: 'A2', text: '0001' }] as const;
    const again = await readFile({
      workbook: 'inventory',
      bytes: devices([1, 'S1', null, '考生机']),
      fixes,
      zone: 'UTC',
    });
    expect(again.findings[0]).toMatchObject({ cell: 'A2', code: 'number-as-id' });
  });

  it('blanks around an id are dropped, those inside are named with the id without them', async () => {
    const { sheets } = await read(devices(['\u3000D1 \u3000', 'S1', null, '考生机']));
    expect(sheets[0]!.rows[0]!.values[0]).toBe('D1');
    const { findings } = await read(devices(['K03 PC17', 'S1', null, '考生机'], ['Ｋ０３', 'S1', null, '考生机']));
    expect(findings.map(({ cell, code, suggest }) => [cell, code, suggest])).toEqual([
      ['A2', 'bad-id', 'K03PC17'],
      ['A3', 'bad-id', 'K03'],
    ]);
  });

  it('phonetic runs are no text, escapes are read, runs are one text', async () => {
    const strings = [
      '<si><r><t>第一</t></r><r><t>中学</t></r><rPh sb="0" eb="2"><t>ダイイチ</t></rPh></si>',
      '<si><t>甲_x000D_乙</t></si>',
    ].join('');
    const shared = (index: number): Cell => ({ xml: `<c t="s"><v>${index}</v></c>` });
    const rows: Cell[][] = [HEADS.sites, ['S1', shared(0), '440781'], ['S2', shared(1), 440_781]];
    const { sheets, findings } = await read(bookOf({ sheets: [{ name: '考点', rows }], strings }));
    expect(sheets[0]!.rows[0]!.values.slice(0, 3)).toEqual(['S1', '第一中学', '440781']);
    // A carriage return is no character of a name.
    expect(findings).toEqual([expect.objectContaining({ cell: 'B3', code: 'bad-text', suggest: '甲 乙' })]);
  });

  it('formulas: a kept value is taken, none is named; error values are named', async () => {
    const kept = { xml: '<c t="str"><f>A1&amp;"1"</f><v>D1</v></c>' };
    expect((await read(devices([kept, 'S1', null, '考生机']))).sheets[0]!.rows[0]!.values[0]).toBe('D1');
    const none = { xml: '<c><f>A1</f></c>' };
    const error = { xml: '<c t="e"><v>#REF!</v></c>' };
    const { findings } = await read(devices([none, error, null, '考生机']));
    expect(findings.map(({ cell, code, now }) => [cell, code, now])).toEqual([
      ['A2', 'formula', '=…'],
      ['B2', 'error-value', '#REF!'],
    ]);
  });

  it('a formula whose kept value is an empty text is an empty cell; one without a kept value is named', async () => {
    const empty = { xml: '<c t="str"><f>IF(1,"",1)</f><v></v></c>' };
    const none = { xml: '<c><f>IF(1,"",1)</f><v></v></c>' };
    const { findings, sheets } = await read(devices(['D1', 'S1', empty, '考生机', none, empty]));
    expect(findings.map(({ cell, code }) => [cell, code])).toEqual([['E2', 'formula']]);
    expect(sheets[0]!.rows[0]!.values[10]).toBeNull();
  });

  it('merged cells are named, and their rows are in error; a merged title above the headers is not', async () => {
    const after = '<mergeCells><mergeCell ref="A1:F1"/><mergeCell ref="B3:B4"/></mergeCells>';
    const rows: Cell[][] = [
      ['2023 年设备台账'],
      HEADS.devices,
      ['D1', 'S1', null, '考生机'],
      ['D2', null, null, '考生机'],
      ['D3', 'S1', null, '考生机'],
    ];
    const { findings, sheets } = await read(bookOf({ sheets: [{ name: '设备', rows, after }] }));
    expect(findings.map(({ cell, code, row }) => [cell, code, row])).toEqual([['B3:B4', 'merged', 3]]);
    expect(sheets[0]!.rows.map(({ bad }) => bad)).toEqual([true, true, false]);
  });

  it('numbers and choices', async () => {
    const rows: Cell[][] = [
      HEADS.rooms,
      ['R1', 'S1', '一', '新建', '五十三'],
      ['R2', 'S1', '二', '旧', 30.5],
      ['R3', 'S1', '三', 'NEW', ' ３０ '],
      ['R4', 'S1', 4, '已有', -1],
    ];
    const { findings, sheets } = await read(bookOf({ sheets: [{ name: '考场', rows }] }));
    expect(findings.map(({ cell, code }) => [cell, code])).toEqual([
      ['E2', 'not-a-number'],
      ['D3', 'not-a-choice'],
      ['E3', 'not-whole'],
      ['E5', 'out-of-range'],
    ]);
    expect(sheets[0]!.rows[2]!.values.slice(2, 5)).toEqual(['三', 'new', 30]);
    expect(sheets[0]!.rows[3]!.values[2]).toBe('4');
  });
});

describe('sheets and headers (forms, case 4)', () => {
  const rows: Cell[][] = [HEADS.devices, ['D1', 'S1', null, '考生机']];

  it('a name with blanks is found, in Chinese and in English', async () => {
    for (const name of ['设备 ', '\u3000设备', 'Devices', 'DEVICES ']) {
      expect((await read(bookOf({ sheets: [{ name, rows }] }))).sheets[0]!.name).toBe('devices');
    }
    const english: Cell[][] = [
      ['Device id', 'Site id', 'Category', 'In service since'],
      ['D1', 'S1', 'computer', '2023-01-05'],
    ];
    const { sheets, findings } = await read(bookOf({ sheets: [{ name: 'devices', rows: english }] }));
    expect(findings).toEqual([]);
    expect(sheets[0]!.rows[0]!.values[5]).toBe('computer');
  });

  it('a name that is almost one is answered with what is missing and what was found', async () => {
    const almost = await refusal(
      bookOf({
        sheets: [
          { name: '考点', rows: [HEADS.sites] },
          { name: '设备1', rows },
        ],
      }),
    );
    expect([almost.code, almost.where, almost.found]).toEqual(['no-sheet', '设备', ['设备1']]);
    const none = await refusal(bookOf({ sheets: [{ name: 'Sheet1', rows }] }));
    expect([none.code, none.found]).toEqual(['no-sheet', ['Sheet1']]);
    const twice = await refusal(
      bookOf({
        sheets: [
          { name: '设备', rows },
          { name: 'devices', rows },
        ],
      }),
    );
    expect(twice.code).toBe('sheet-twice');
  });

  it('an unknown sheet or column is told and left out, whatever it is called', async () => {
    const odd: Cell[][] = [
      ['设备编号', '考点编号', '类别', '__proto__', 'constructor'],
      ['D1', 'S1', '考生机', 'x', 'y'],
    ];
    const { notices, sheets, findings } = await read(
      bookOf({
        sheets: [
          { name: '__proto__', rows },
          { name: '设备', rows: odd },
        ],
      }),
    );
    expect(findings).toEqual([]);
    expect(notices.map(({ code, about }) => [code, about])).toEqual([
      ['sheet-ignored', '__proto__'],
      ['column-ignored', '__proto__'],
      ['column-ignored', 'constructor'],
    ]);
    expect(sheets[0]!.rows).toHaveLength(1);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('without a row of headers the file is refused; a column that stands there twice is named', async () => {
    const without = await refusal(bookOf({ sheets: [{ name: '设备', rows: [['D1', 'S1', '考生机']] }] }));
    expect([without.code, without.where]).toEqual(['no-header', '设备']);
    const twice: Cell[][] = [
      ['设备编号', '考点编号', '类别', '考点编号'],
      ['D1', 'S1', '考生机', 'S2'],
    ];
    const { findings } = await read(bookOf({ sheets: [{ name: '设备', rows: twice }] }));
    expect(findings[0]).toMatchObject({ cell: 'D1', code: 'column-twice' });
  });
});

describe('.csv (forms, case 5)', () => {
  const text =
    '设备编号,考点编号,类别,序列号,设备名称\r\n0001,S1,考生机,"6E00005","甲,乙"\r\n0002,S1,耳麦,\'=1+1,乙\r\n';
  /** GBK of the text above, without a library: its Chinese characters by hand. */
  const GBK: Record<string, number> = {
    设: 0xc9e8,
    备: 0xb1b8,
    编: 0xb1e0,
    号: 0xbac5,
    考: 0xbfbc,
    点: 0xb5e3,
    类: 0xc0e0,
    别: 0xb1f0,
    序: 0xd0f2,
    列: 0xc1d0,
    名: 0xc3fb,
    称: 0xb3c6,
    生: 0xc9fa,
    机: 0xbbfa,
    耳: 0xb6fa,
    麦: 0xc2f3,
    甲: 0xbcd7,
    乙: 0xd2d2,
  };
  const gbk = Buffer.from(
    [...text].flatMap((one) => (GBK[one] ? [GBK[one] >> 8, GBK[one] & 255] : [one.charCodeAt(0)])),
  );
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

  it('gives the same rows as UTF-8 with and without a mark, as UTF-16 and as GBK', async () => {
    const files = [Buffer.from(text), Buffer.from(`\ufeff${text}`), utf16, gbk];
    for (const bytes of files) {
      const { sheets, findings } = await read(bytes);
      expect(findings).toEqual([]);
      expect(sheets[0]!.name).toBe('devices');
      expect(sheets[0]!.rows.map(({ values }) => [values[0], values[5], values[8], values[4]])).toEqual([
        ['0001', 'computer', '6E00005', '甲,乙'],
        ['0002', 'headset', '=1+1', '乙'],
      ]);
    }
  });

  const ids = async (file: string) => (await read(Buffer.from(file))).sheets[0]!.rows.map(({ values }) => values[0]);

  it('rows end with either line end, also within one file; a title may stand above the headers', async () => {
    expect(await ids('设备编号,考点编号\r\nD1,S1\nD2,S1\rD3,S1')).toEqual(['D1', 'D2', 'D3']);
    expect(await ids('台山市设备台账\n设备编号,考点编号\nD1,S1\n')).toEqual(['D1']);
    expect(await ids('sep=;\r\n设备编号;考点编号\r\nD1;S1\r\n')).toEqual(['D1']);
  });

  it('a row begins where the last one ended, across the pieces in which a large file is read', async () => {
    // 25,000 rows of 3 MB with quotation marks, line breaks and separators in them: three pieces of 1 MB.
    const rows = Array.from(
      { length: 25_000 },
      (_, n) => `D${n},S1,"第 ""${n}"" 台,\r\n${'字'.repeat(110)}",5" 屏\r\n`,
    );
    const text = `设备编号,考点编号,设备名称,型号\r\n${rows.join('')}`;
    const { sheets, findings } = await read(Buffer.from(text));
    expect(findings).toHaveLength(10_000);
    expect(new Set(findings.map(({ cell, code }) => `${cell[0]} ${code}`))).toEqual(new Set(['C bad-text']));
    const values = sheets[0]!.rows.map((row) => [row.row, row.values[0], row.values[7]]);
    expect(values).toEqual(rows.map((_, n) => [n + 2, `D${n}`, '5" 屏']));
  });

  it('a serial number that was saved as it was shown, 2.023E+17, is named: its digits are lost', async () => {
    const { findings, sheets } = await read(Buffer.from('设备编号,序列号\nD1,2.023E+17\nD2,6E00005\nD3,1E5\n'));
    expect(findings.map(({ cell, code }) => [cell, code])).toEqual([['B2', 'number-as-id']]);
    expect(sheets[0]!.rows.map(({ values }) => values[8])).toEqual([null, '6E00005', '1E5']);
  });

  it('an open quotation mark, another encoding and other bytes are refused in one sentence each', async () => {
    const open = await refusal(Buffer.from('设备编号,考点编号\r\nD1,"S1\r\n'));
    expect([open.code, open.where]).toEqual(['open-quote', '2']);
    expect((await refusal(Buffer.from([0xff, 0xff, 0x41, 0x80, 0x80]))).code).toBe('encoding');
    expect((await refusal(Buffer.from('a,b\r\n1,2\r\n'))).code).toBe('no-header');
    expect((await refusal(Buffer.alloc(0))).code).toBe('empty');
    // The container of .xls files, and of workbooks with a password.
    expect((await refusal(Buffer.from('d0cf11e0a1b11ae10000', 'hex'))).code).toBe('not-a-workbook');
  });
});
