import { MAIN, XML, xmlText } from './text';

/** How a cell looks. */
export interface Style {
  bold?: boolean;
  /** RRGGBB. */
  color?: string;
  fill?: string;
  /** Thin lines on all sides: grey ones, or black ones for what is printed. */
  border?: boolean | 'black';
  /** A number format; `@` is text. */
  format?: string;
  wrap?: boolean;
  align?: 'left' | 'center' | 'right';
  /** Away from the left side, in characters. */
  indent?: number;
  font?: { name: string; size: number };
}

const FONT = { name: '宋体', size: 11 };
/** GB2312: without it spreadsheet programs take a Latin font for Chinese. */
const CHARSET = 134;
const FIRST_FORMAT = 164;
const LINES = { grey: '<color rgb="FFB0B7C0"/>', black: '<color rgb="FF000000"/>' } as const;

/** The styles of a workbook, each once, by number. */
export class Styles {
  #numbers = new Map<string, number>();
  #fonts = new Registry();
  #fills = new Registry();
  #borders = new Registry();
  #formats = new Registry();
  #cells: string[] = [];

  constructor() {
    this.#fonts.of(fontOf({}));
    this.#fills.of('<fill><patternFill patternType="none"/></fill>');
    this.#fills.of('<fill><patternFill patternType="gray125"/></fill>');
    this.#borders.of(borderOf(false));
    this.of({});
  }

  /** The number of a style. */
  of(style: Style): number {
    const key = JSON.stringify(style);
    let number = this.#numbers.get(key);
    if (number !== undefined) return number;
    number = this.#cells.length;
    this.#numbers.set(key, number);
    this.#cells.push(this.#cell(style));
    return number;
  }

  #cell(style: Style): string {
    const { fill, border = false, format, wrap, align, indent } = style;
    const font = this.#fonts.of(fontOf(style));
    const filled = fill
      ? this.#fills.of(`<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/></patternFill></fill>`)
      : 0;
    const bordered = this.#borders.of(borderOf(border));
    const numFmt = format === undefined ? 0 : format === '@' ? 49 : FIRST_FORMAT + this.#formats.of(format);
    const alignment =
      wrap || align
        ? `<alignment${align ? ` horizontal="${align}"` : ''}${indent ? ` indent="${indent}"` : ''} vertical="center"${wrap ? ' wrapText="1"' : ''}/>`
        : '';
    const uses = [
      `numFmtId="${numFmt}" fontId="${font}" fillId="${filled}" borderId="${bordered}" xfId="0"`,
      numFmt ? 'applyNumberFormat="1"' : '',
      font ? 'applyFont="1"' : '',
      filled ? 'applyFill="1"' : '',
      bordered ? 'applyBorder="1"' : '',
      alignment ? 'applyAlignment="1"' : '',
    ];
    return `<xf ${uses.filter(Boolean).join(' ')}${alignment ? `>${alignment}</xf>` : '/>'}`;
  }

  get xml(): string {
    const formats = this.#formats.all.map(
      (code, index) => `<numFmt numFmtId="${FIRST_FORMAT + index}" formatCode="${xmlText(code)}"/>`,
    );
    return [
      `${XML}<styleSheet xmlns="${MAIN}">`,
      formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` : '',
      counted('fonts', this.#fonts.all),
      counted('fills', this.#fills.all),
      counted('borders', this.#borders.all),
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      counted('cellXfs', this.#cells),
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
      '</styleSheet>',
    ].join('');
  }
}

const counted = (name: string, items: readonly string[]): string =>
  `<${name} count="${items.length}">${items.join('')}</${name}>`;

class Registry {
  readonly all: string[] = [];
  #numbers = new Map<string, number>();
  of(item: string): number {
    const known = this.#numbers.get(item);
    if (known !== undefined) return known;
    this.#numbers.set(item, this.all.length);
    return this.all.push(item) - 1;
  }
}

function fontOf({ bold, color, font = FONT }: Style): string {
  return [
    '<font>',
    bold ? '<b/>' : '',
    `<sz val="${font.size}"/>`,
    color ? `<color rgb="FF${color}"/>` : '',
    `<name val="${xmlText(font.name)}"/><charset val="${CHARSET}"/></font>`,
  ].join('');
}

function borderOf(border: NonNullable<Style['border']>): string {
  const line = LINES[border === 'black' ? 'black' : 'grey'];
  const side = (name: string) => (border ? `<${name} style="thin">${line}</${name}>` : `<${name}/>`);
  return `<border>${['left', 'right', 'top', 'bottom', 'diagonal'].map((name) => (name === 'diagonal' ? '<diagonal/>' : side(name))).join('')}</border>`;
}
