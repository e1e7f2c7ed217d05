import { Zip, ZipDeflate } from 'fflate';
import { boxesXml, commentsXml } from './notes';
import { type SheetOut, sheetXml } from './sheet';
import type { Styles } from './styles';
import { MAIN, OFFICE, XML, textElement, xmlText } from './text';

/** The first time that a zip file can name: the same workbook gives the same bytes. */
const NO_TIME = new Date(1980, 0, 1);
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const LEVEL = 6;
/** Characters that are compressed at once. */
const PIECE = 256 * 1024;

/** Parts of a zip file, one after the other. */
class Parts {
  readonly #chunks: Uint8Array[] = [];
  readonly #zip = new Zip((error, chunk) => {
    if (error) throw error;
    this.#chunks.push(chunk);
  });

  add(name: string, texts: Iterable<string>): void {
    const part = new ZipDeflate(name, { level: LEVEL });
    part.mtime = NO_TIME;
    this.#zip.add(part);
    let waiting = '';
    for (const text of texts) {
      waiting += text;
      if (waiting.length < PIECE) continue;
      part.push(Buffer.from(waiting, 'utf8'));
      waiting = '';
    }
    part.push(Buffer.from(waiting, 'utf8'), true);
  }

  end(): Buffer {
    this.#zip.end();
    return Buffer.concat(this.#chunks);
  }
}

/** The texts of a workbook, each once. */
class SharedStrings {
  readonly #numbers = new Map<string, number>();
  #uses = 0;

  readonly of = (text: string): number => {
    this.#uses += 1;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  };

  *xml(): Generator<string> {
    yield `${XML}<sst xmlns="${MAIN}" count="${this.#uses}" uniqueCount="${this.#numbers.size}">`;
    for (const text of this.#numbers.keys()) yield `<si>${textElement(text)}</si>`;
    yield '</sst>';
  }
}

const relationship = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
const relationships = (list: readonly string[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`;

/** An .xlsx file. The same sheets give the same bytes. */
export function workbookBytes(sheets: readonly SheetOut[], styles: Styles): Buffer {
  const parts = new Parts();
  const strings = new SharedStrings();
  const noted = sheets.map(({ notes }) => notes !== undefined && notes.size > 0);
  parts.add('[Content_Types].xml', [contentTypes(noted)]);
  parts.add('_rels/.rels', [relationships([relationship('rId1', 'officeDocument', 'xl/workbook.xml')])]);
  parts.add('xl/workbook.xml', [workbookXml(sheets)]);
  const own = sheets.map((_, index) =>
    relationship(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
  );
  const others = [
    relationship(`rId${sheets.length + 1}`, 'styles', 'styles.xml'),
    relationship(`rId${sheets.length + 2}`, 'sharedStrings', 'sharedStrings.xml'),
  ];
  parts.add('xl/_rels/workbook.xml.rels', [relationships([...own, ...others])]);
  sheets.forEach((sheet, index) => {
    const number = index + 1;
    parts.add(`xl/worksheets/sheet${number}.xml`, sheetXml(sheet, strings.of, index === 0));
    const { notes } = sheet;
    if (!notes || notes.size === 0) return;
    parts.add(`xl/comments${number}.xml`, [commentsXml(notes)]);
    parts.add(`xl/drawings/vmlDrawing${number}.vml`, [boxesXml(notes)]);
    parts.add(`xl/worksheets/_rels/sheet${number}.xml.rels`, [
      relationships([
        relationship('rId1', 'vmlDrawing', `../drawings/vmlDrawing${number}.vml`),
        relationship('rId2', 'comments', `../comments${number}.xml`),
      ]),
    ]);
  });
  parts.add('xl/styles.xml', [styles.xml]);
  parts.add('xl/sharedStrings.xml', strings.xml());
  return parts.end();
}

function contentTypes(noted: readonly boolean[]): string {
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}" ContentType="${TYPE}.${type}+xml"/>`;
  return [
    `${XML}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>',
    override('workbook.xml', 'sheet.main'),
    override('styles.xml', 'styles'),
    override('sharedStrings.xml', 'sharedStrings'),
    ...noted.map((_, index) => override(`worksheets/sheet${index + 1}.xml`, 'worksheet')),
    ...noted.flatMap((has, index) => (has ? [override(`comments${index + 1}.xml`, 'comments')] : [])),
    '</Types>',
  ].join('');
}

const absolute = (range: string): string => range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');

/** A name of a sheet inside a formula: quoted, or programs lose what it refers to. */
const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'`;

function workbookXml(sheets: readonly SheetOut[]): string {
  const list = sheets.map(
    ({ name }, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const titles = sheets.flatMap(({ name, titleRows }, index) => {
    if (!titleRows) return [];
    const rows = `${quoted(name)}!$${titleRows[0]}:$${titleRows[1]}`;
    return [`<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${xmlText(rows)}</definedName>`];
  });
  // The hidden range that spreadsheet programs keep for a filter.
  const filters = sheets.flatMap(({ name, filter }, index) => {
    if (filter === undefined) return [];
    const range = absolute(filter);
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${xmlText(`${quoted(name)}!${range}`)}</definedName>`,
    ];
  });
  const areas = sheets.flatMap(({ name, print }, index) => {
    if (!print) return [];
    const range = `${quoted(name)}!${absolute(print.area)}`;
    return [`<definedName name="_xlnm.Print_Area" localSheetId="${index}">${xmlText(range)}</definedName>`];
  });
  const names = [...filters, ...areas, ...titles];
  return [
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>`,
    list.join(''),
    '</sheets>',
    names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : '',
    '</workbook>',
  ].join('');
}
