import type { Account } from '../../../shared/contract/http';
import { SHEETS_OF, type SheetName, type WorkbookName } from '../../../shared/workbooks/words';
import { zoneOf } from '../../../shared/timeline/zone';
import type { Scope } from '../../../shared/model/scope';
import { inventoryRows } from '../../workbooks/cells';
import { moneyRows } from '../../workbooks/money-cells';
import type { Value } from '../../workbooks/types';
import type { Language, Rows } from '../../workbooks/write-file';
import { FileRefused } from '../../files/refused';
import type { Context } from '../context';
import { ApiFailure } from '../failure';
import { inventoryOf, moneyOf } from './known';
import { inPieces } from './pieces';

type Deps = Pick<Context, 'figures' | 'fileThreads' | 'zone' | 'store'>;

interface Asked {
  scope: Scope | null;
  language: Language;
  /** As .csv; absent: all sheets as .xlsx. */
  sheet?: SheetName;
}

/** The rows of a sheet of a workbook, of a scope as an account sees it. */
async function rowsOf(
  deps: Deps,
  account: Account,
  workbook: WorkbookName,
  scope: Scope | null,
): Promise<(sheet: SheetName) => Iterable<Value[]>> {
  if (workbook === 'inventory') {
    const inventory = await inventoryOf(deps, account, scope);
    return (sheet) => inventoryRows(sheet as (typeof SHEETS_OF.inventory)[number], inventory);
  }
  const money = await moneyOf(deps, account, scope);
  const zone = zoneOf(deps.zone);
  return (sheet) => moneyRows(sheet as (typeof SHEETS_OF.money)[number], money, zone);
}

/** A workbook of a scope as an account sees it. */
export async function exportFile(
  deps: Deps,
  account: Account,
  workbook: WorkbookName,
  { scope, language, sheet }: Asked,
): Promise<Uint8Array> {
  const of = await rowsOf(deps, account, workbook, scope);
  function* collect(): Generator<undefined, Rows> {
    const rows: Partial<Record<SheetName, Value[][]>> = {};
    for (const name of sheet === undefined ? SHEETS_OF[workbook] : [sheet]) {
      const own: Value[][] = (rows[name] = []);
      for (const values of of(name)) {
        own.push(values);
        if (own.length % 200 === 0) yield;
      }
    }
    return rows;
  }
  const rows = await inPieces(collect());
  const options = { language, zone: deps.zone };
  return writing(() =>
    sheet === undefined
      ? deps.fileThreads.workbook(workbook, rows, options)
      : deps.fileThreads.csv(sheet, rows, options),
  );
}

export const templateFile = (
  { fileThreads }: Pick<Context, 'fileThreads'>,
  workbook: WorkbookName,
  language: Language,
): Promise<Uint8Array> => writing(() => fileThreads.template(workbook, language));

/** A file of ours that takes too long is the server's failure, not the file's. */
export async function writing(write: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    throw new ApiFailure('too-large', 'this is too much for one file: choose a smaller scope', 'scope');
  }
}
