const THIN = '\u202f';

/** 分 as 元 with two decimals, thousands apart: `386 000.00`. */
export function yuan(fen: number): string {
  const [whole = '0', rest = '00'] = [
    String(Math.floor(Math.abs(fen) / 100)),
    String(Math.abs(fen) % 100).padStart(2, '0'),
  ];
  return `${fen < 0 ? '−' : ''}${whole.replace(/\B(?=(\d{3})+(?!\d))/g, THIN)}.${rest}`;
}

/** 分 as 万元; two decimals, or up to six where two would not be exact (1 万元 is 1 000 000 分). */
export function tenThousands(fen: number): string {
  const size = Math.abs(fen);
  const rest = String(size % 1_000_000)
    .padStart(6, '0')
    .replace(/0{1,4}$/, '');
  return `${fen < 0 ? '−' : ''}${String(Math.floor(size / 1_000_000)).replace(/\B(?=(\d{3})+(?!\d))/g, THIN)}.${rest.padEnd(2, '0')}`;
}

/** What somebody typed in 元 as whole 分; null: no amount above 0 with at most two decimals. */
export function fenOf(text: string): number | null {
  const found = /^(\d{1,12})(?:[.](\d{1,2}))?$/.exec(text.replace(/[\s,\u202f，]/g, ''));
  if (!found) return null;
  const fen = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
  return fen > 0 ? fen : null;
}

/** The unit of an amount, as a notice or a voucher prints it. */
export type MoneyUnit = 'wan' | 'yuan';

/** What somebody typed in 万元 as whole 分 (1 万元 is 1 000 000 分); null: no amount above 0 with at most six decimals. */
function fenOfWan(text: string): number | null {
  const found = /^(\d{1,8})(?:[.](\d{1,6}))?$/.exec(text.replace(/[\s,\u202f，]/g, ''));
  if (!found) return null;
  const fen = Number(found[1]) * 1_000_000 + Number((found[2] ?? '').padEnd(6, '0'));
  return fen > 0 ? fen : null;
}

/** What somebody typed in a unit as whole 分; null: no such amount. */
export const fenIn = (unit: MoneyUnit, text: string): number | null => (unit === 'wan' ? fenOfWan(text) : fenOf(text));
