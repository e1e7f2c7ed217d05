import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { csvBytes } from '../../../server/files/csv/write';
import { Styles } from '../../../server/files/xlsx/write/styles';
import { workbookBytes } from '../../../server/files/xlsx/write/workbook';
import { templateWorkbook } from '../../../server/workbooks/template';
import { workbookFile } from '../../../server/workbooks/write-file';
import { WORKBOOKS } from '../../../shared/workbooks/words';
import { SPECS } from '../../../shared/workbooks/workbooks';

/** Read by another library than the one that wrote. */
const read = async (bytes: Buffer) => (await readXlsx(Uint8Array.from(bytes))).sheets;

describe('the writer of .xlsx files, read by another library', () => {
  it('texts, numbers, formulas with their kept values, merges and comments', async () => {
    const styles = new Styles();
    const bold = styles.of({ bold: true, border: true, fill: 'E7EEFB' });
    const odd = ' 前后有空格 ';
    const bytes = workbookBytes(
      [
        {
          name: "2023 年'表",
          columns: [{ width: 10 }, { width: 20 }, { width: 8 }],
          rows: [
            [{ value: '名称', style: bold }, null, { value: '得分', style: bold }],
            [{ value: odd }, { value: '<&"_x000D_\r' }, { value: 18.5 }],
            [{ value: true }, { value: '0000000001' }, { value: 4.63, formula: 'ROUND(C2/20*5,2)' }],
          ],
          merges: ['A1:B1'],
          notes: new Map([['C3', '按权重折算']]),
          titleRows: [1, 1],
        },
        { name: '空', columns: [], rows: [] },
      ],
      styles,
    );
    const [sheet, empty] = await read(bytes);
    expect([sheet!.name, empty!.name]).toEqual(["2023 年'表", '空']);
    expect(sheet!.rows).toEqual([
      ['名称', null, '得分'],
      [odd, '<&"_x000D_\r', 18.5],
      [true, '0000000001', 4.63],
    ]);
    expect(sheet!.merges).toEqual([{ startRow: 0, startCol: 0, endRow: 0, endCol: 1 }]);
  });

  it('dates are dates, without a zone', async () => {
    const at = Date.parse('2023-09-01T08:30:00+08:00');
    const device = ['D1', 'S1', null, '01', null, 'computer', null, null, '007', null, at, true, null];
    const rest = Array<null>(10).fill(null);
    const rows = { sites: [], rooms: [], devices: [[...device, ...rest]], sittings: [] };
    const bytes = workbookFile('inventory', rows, { language: 'zh', zone: 'Asia/Shanghai' });
    const [, , devices] = await read(bytes);
    expect(devices!.name).toBe('设备');
    expect(devices!.rows[1]!.slice(0, 12)).toEqual([
      'D1',
      'S1',
      null,
      '01',
      null,
      '考生机',
      null,
      null,
      '007',
      null,
      new Date('2023-09-01T08:30:00Z'),
      '是',
    ]);
  });

  it('the template has every sheet with its headers, an example and a guide; the same bytes every time', async () => {
    for (const [workbook, language] of WORKBOOKS.flatMap((one) => [[one, 'zh'] as const, [one, 'en'] as const])) {
      const specs = SPECS[workbook];
      const bytes = templateWorkbook(workbook, language);
      expect(templateWorkbook(workbook, language).equals(bytes)).toBe(true);
      const sheets = await read(bytes);
      expect(sheets.map(({ name }) => name)).toEqual([
        ...specs.map((spec) => spec[language]),
        language === 'zh' ? '说明' : 'Guide',
      ]);
      specs.forEach(({ columns }, index) => {
        const [head, example] = sheets[index]!.rows;
        expect(head).toEqual(columns.map((column) => column[language]));
        expect(String(example![0])).toMatch(language === 'zh' ? /^示例 / : /^Example /);
        expect(sheets[index]!.dataValidations!.length).toBeGreaterThan(0);
      });
    }
  });
});

describe('.csv files', () => {
  it('have a mark, CRLF, and no text that a spreadsheet program would run', () => {
    const bytes = csvBytes([
      ['名称', '值'],
      ['=1+1', -22.25],
      ["'=1", '+86'],
      ['@x', '-'],
      ['a,"b"', '\t'],
    ]);
    expect(bytes.toString()).toBe(
      '\ufeff名称,值\r\n"\'=1+1",-22.25\r\n"\'\'=1","\'+86"\r\n"\'@x","\'-"\r\n"a,""b""","\'\t"\r\n',
    );
  });
});
