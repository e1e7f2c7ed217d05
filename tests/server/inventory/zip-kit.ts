import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a zip file, and what its headers say of it where that is not true. */
export interface Part {
  name: string;
  data: string | Buffer;
  /** The sizes and the checksum that the headers claim. */
  claims?: { size?: number; crc?: number };
  /** Not compressed. */
  stored?: true;
  /** Compressed already: `data` is not used. */
  packed?: Buffer;
}

const u16 = (value: number) => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};

/** A zip file, written by hand: hostile ones cannot be made with a library. */
export function zipOf(parts: readonly Part[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, claims = {}, stored, packed: given } of parts) {
    const bytes = Buffer.from(data);
    const packed = given ?? (stored ? bytes : deflateRawSync(bytes));
    const size = claims.size ?? bytes.length;
    const crc = claims.crc ?? crc32(bytes);
    const title = Buffer.from(name);
    const common = Buffer.concat([
      u16(20),
      u16(0x800),
      u16(stored ? 0 : 8),
      u16(0),
      u16(0x21),
      u32(crc),
      u32(packed.length),
      u32(size),
      u16(title.length),
      u16(0),
    ]);
    const header = Buffer.concat([u32(0x04034b50), common, title]);
    local.push(header, packed);
    central.push(Buffer.concat([u32(0x02014b50), u16(20), common, u16(0), u16(0), u16(0), u32(0), u32(offset), title]));
    offset += header.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(parts.length),
    u16(parts.length),
    u32(directory.length),
    u32(offset),
    u16(0),
  ]);
  return Buffer.concat([...local, directory, end]);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** A cell of a test: a text, a number, or the XML of the cell without its `r`. */
export type Cell = string | number | null | { xml: string };

export interface SheetKit {
  name: string;
  /** Rows of cells, or the XML of `sheetData`. */
  rows: Cell[][] | string;
  /** After `sheetData`. */
  after?: string;
}

export interface BookKit {
  sheets: SheetKit[];
  /** Attributes of `workbookPr`. */
  workbookPr?: string;
  /** Format codes of the styles from 1 on; 0 is General. */
  formats?: (string | number)[];
  strings?: string;
  more?: Part[];
  types?: string;
  /** In front of the root element of the first sheet. */
  prolog?: string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function cellXml(cell: Cell, ref: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${ref}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  }
  return cell.xml.replace('<c', `<c r="${ref}"`);
}

function sheetXml({ rows, after = '' }: SheetKit, prolog = ''): string {
  const data =
    typeof rows === 'string'
      ? rows
      : rows
          .map((cells, row) => {
            const inside = cells.map((cell, column) => cellXml(cell, `${letters[column]}${row + 1}`)).join('');
            return `<row r="${row + 1}">${inside}</row>`;
          })
          .join('');
  return `<?xml version="1.0"?>${prolog}<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData>${after}</worksheet>`;
}

/** The parts of a minimal .xlsx file. */
export function partsOf({
  sheets,
  workbookPr = '',
  formats = [],
  strings,
  more = [],
  types = '',
  prolog,
}: BookKit): Part[] {
  const codes = formats.map((one, index) =>
    typeof one === 'number'
      ? ''
      : `<numFmt numFmtId="${164 + index}" formatCode="${escaped(one).replaceAll('"', '&quot;')}"/>`,
  );
  const xfs = formats.map((one, index) => `<xf numFmtId="${typeof one === 'number' ? one : 164 + index}"/>`);
  const rels = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return [
    { name: '[Content_Types].xml', data: `<Types xmlns="${PACKAGE}/content-types">${types}</Types>` },
    {
      name: '_rels/.rels',
      data: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr ${workbookPr}/><sheets>${sheets
        .map(({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships xmlns="${PACKAGE}/relationships">${rels.join('')}<Relationship Id="s" Type="${OFFICE}/styles" Target="styles.xml"/>${
        strings === undefined ? '' : `<Relationship Id="t" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/>`
      }</Relationships>`,
    },
    ...sheets.map((sheet, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      data: sheetXml(sheet, index === 0 ? prolog : ''),
    })),
    {
      name: 'xl/styles.xml',
      data: `<styleSheet xmlns="${MAIN}"><numFmts>${codes.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${xfs.join('')}</cellXfs></styleSheet>`,
    },
    ...(strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', data: `<sst xmlns="${MAIN}">${strings}</sst>` }]),
    ...more,
  ];
}

export const bookOf = (kit: BookKit): Buffer => zipOf(partsOf(kit));

/** The headers of the sheets in the order of their columns, Chinese. */
export const HEADS = {
  sites: ['考点编号', '考点名称', '区划代码', '纬度', '经度'],
  rooms: ['考场编号', '考点编号', '考场名称', '新建或已有', '考位数'],
  devices: ['设备编号', '考点编号', '考场编号', '类别', '序列号', '投用日期'],
  sittings: ['场次编号', '考试名称', '考点编号', '开始时间', '结束时间', '考场编号', '编排人数', '实考人数（全场）'],
};
