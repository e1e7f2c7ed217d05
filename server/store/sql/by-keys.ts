import type { Sql } from './sql';

/**
 * Numbers of keys that a statement is compiled for: keys are filled up to the next one with the last key, so that few
 * statements serve every number and the database keeps them prepared.
 */
const SIZES = [4, 16, 64, 256, 1024];

/**
 * Reads rows by their keys, up to 1,024 keys in one query.
 * @param textFor compiles the statement for a number of keys.
 */
export function byKeys<Row>(
  sql: Sql,
  textFor: (keys: string[]) => string,
): (keys: readonly string[]) => Promise<Row[]> {
  const one = textFor(['']);
  const texts = new Map<number, string>();
  const page = (keys: readonly string[]): Promise<Row[]> => {
    const size = SIZES.find((one) => one >= keys.length)!;
    const values = [...keys, ...Array<string>(size - keys.length).fill(keys.at(-1)!)];
    const text = texts.get(size) ?? textFor(values);
    texts.set(size, text);
    return sql.all<Row>(text, values);
  };
  return async (keys) => {
    if (keys.length === 0) return [];
    if (keys.length === 1) {
      // Most writers send one entry at a time; drivers read a single row faster.
      const row = await sql.get<Row>(one, keys);
      return row ? [row] : [];
    }
    const most = SIZES.at(-1)!;
    if (keys.length <= most) return page(keys);
    const pages: Row[][] = [];
    for (let from = 0; from < keys.length; from += most) pages.push(await page(keys.slice(from, from + most)));
    return pages.flat();
  };
}
