import { type SheetName, WORKBOOKS, type WorkbookName } from '../../shared/workbooks/words';
import { SPECS, sheetOf } from '../../shared/workbooks/workbooks';
import { FileRefused } from '../files/refused';
import { trimmed } from './typed-cell';

/** Which known sheet each sheet of a file is, by its name. */
export type Chosen = ReadonlyMap<string, SheetName>;

const plain = (name: string): string => trimmed(name).toLowerCase();
type Named = ReadonlyMap<string, SheetName>;
const namesOf = (workbook: WorkbookName): Named =>
  new Map(SPECS[workbook].flatMap(({ name, zh, en }) => [zh, en, name].map((word) => [plain(word), name] as const)));
const NAMED: Readonly<Record<WorkbookName, Named>> = { inventory: namesOf('inventory'), money: namesOf('money') };

/** A name that is almost that of a sheet: `设备1`, `设备表`, `devices (2)`. */
function almost(named: Named, name: string): SheetName | null {
  for (const [word, sheet] of named) if (plain(name).startsWith(word)) return sheet;
  return null;
}

/**
 * The sheets of a workbook that a file has. A sheet that is missing while another one is almost called so is a mistake: it would be left
 * out in silence.
 * @throws FileRefused `no-sheet`, `sheet-twice`, `other-workbook`
 */
export function chooseSheets(workbook: WorkbookName, names: readonly string[]): Chosen {
  const named = NAMED[workbook];
  const chosen = new Map<string, SheetName>();
  for (const name of names) {
    const sheet = named.get(plain(name));
    if (sheet === undefined) continue;
    if ([...chosen.values()].includes(sheet)) throw new FileRefused('sheet-twice', sheetOf(sheet).zh);
    chosen.set(name, sheet);
  }
  const there = new Set(chosen.values());
  for (const name of names) {
    const meant = chosen.has(name) ? null : almost(named, name);
    if (meant !== null && !there.has(meant)) throw new FileRefused('no-sheet', sheetOf(meant).zh, [name]);
  }
  const other = WORKBOOKS.find((one) => names.some((name) => NAMED[one].has(plain(name))));
  if (chosen.size === 0 && other !== undefined) throw new FileRefused('other-workbook', other, names.slice(0, 20));
  if (chosen.size === 0)
    throw new FileRefused('no-sheet', SPECS[workbook].map(({ zh }) => zh).join('、'), names.slice(0, 20));
  return chosen;
}
