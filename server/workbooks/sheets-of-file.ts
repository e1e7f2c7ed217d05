import { WORKBOOK, sheetOf } from '../../shared/workbooks/columns';
import type { SheetName } from '../../shared/workbooks/words';
import { FileRefused } from '../files/refused';
import { trimmed } from './typed-cell';

/** Which known sheet each sheet of a file is, by its name. */
export type Chosen = ReadonlyMap<string, SheetName>;

const plain = (name: string): string => trimmed(name).toLowerCase();
const NAMED: ReadonlyMap<string, SheetName> = new Map(
  WORKBOOK.flatMap(({ name, zh, en }) => [zh, en, name].map((word) => [plain(word), name] as const)),
);

/** A name that is almost that of a sheet: `设备1`, `设备表`, `devices (2)`. */
function almost(name: string): SheetName | null {
  for (const [word, sheet] of NAMED) if (plain(name).startsWith(word)) return sheet;
  return null;
}

/**
 * The known sheets of a file. A sheet that is missing while another one is almost called so is a mistake: it would be left
 * out in silence.
 * @throws FileRefused `no-sheet`, `sheet-twice`
 */
export function chooseSheets(names: readonly string[]): Chosen {
  const chosen = new Map<string, SheetName>();
  for (const name of names) {
    const sheet = NAMED.get(plain(name));
    if (sheet === undefined) continue;
    if ([...chosen.values()].includes(sheet)) throw new FileRefused('sheet-twice', sheetOf(sheet).zh);
    chosen.set(name, sheet);
  }
  const there = new Set(chosen.values());
  for (const name of names) {
    const meant = chosen.has(name) ? null : almost(name);
    if (meant !== null && !there.has(meant)) throw new FileRefused('no-sheet', sheetOf(meant).zh, [name]);
  }
  if (chosen.size === 0) throw new FileRefused('no-sheet', WORKBOOK.map(({ zh }) => zh).join('、'), names.slice(0, 20));
  return chosen;
}
