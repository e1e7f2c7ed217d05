import { isDateFormat } from './dates';
import { readXml } from './xml';
import type { Zip } from './zip';

/** Whether the cells of a style show dates, by the number of the style. @throws FileRefused */
export async function dateStyles(zip: Zip, part: string | null): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  if (part === null) return [];
  let isCells = false;
  await readXml(zip, part, {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt' && formatCode !== undefined) codes.set(Number(numFmtId), formatCode);
      else if (name === 'cellXfs') isCells = true;
      else if (name === 'xf' && isCells) formats.push(Number(numFmtId ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') isCells = false;
    },
  });
  return formats.map((id) => isDateFormat(id, codes.get(id)));
}
