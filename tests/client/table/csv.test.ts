import { describe, expect, it } from 'vitest';
import type { Column } from '../../../client/view-models/table/column';
import { csvText } from '../../../client/view-models/table/csv';
import { fileName } from '../../../client/view-models/table/file-name';

const columns: Column<string>[] = [{ key: 'a', title: '名称', value: (row) => row }];
/** The one cell of the one row, as it stands in the file. */
const cell = (text: string) => csvText(columns, [text]).split('\r\n').slice(1, -1).join('\r\n');

describe('a CSV file', () => {
  it('is UTF-8 with a mark, a head, and lines that end with CR LF', () => {
    const two: Column<{ id: string; n: number }>[] = [
      { key: 'id', title: '编号', value: (row) => row.id },
      { key: 'n', title: '数', value: (row) => row.n, text: (row) => `${row.n} 台` },
    ];
    expect(csvText(two, [{ id: 'D1', n: 2 }])).toBe('\ufeff编号,数\r\nD1,2 台\r\n');
    expect(csvText(two, [])).toBe('\ufeff编号,数\r\n');
  });
  it('quotes commas, quotes and line ends (RFC 4180)', () => {
    expect(cell('a,b')).toBe('"a,b"');
    expect(cell('say "x"')).toBe('"say ""x"""');
    expect(cell('a\nb')).toBe('"a\nb"');
  });
  it('puts an apostrophe before what a spreadsheet would run as a formula', () => {
    for (const begin of ['=', '+', '-', '@', '\t', '\r']) expect(cell(`${begin}1`), begin).toBe(`"'${begin}1"`);
    expect(cell('=A1\nB')).toBe('"\'=A1\nB"');
    expect(cell('a=1')).toBe('a=1');
  });
});

describe('a file’s name', () => {
  it('is its parts without what file systems refuse', () => {
    expect(fileName(['设备', '演示考点01', '2026-11-26'], 'csv')).toBe('设备-演示考点01-2026-11-26.csv');
    expect(fileName(['a/b:c', ' x  y ', '..'], 'csv')).toBe('a-b-c-x-y.csv');
    expect(fileName([''], 'csv')).toBe('kaodian.csv');
  });
});
