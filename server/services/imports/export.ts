import type { Account } from '../../../shared/contract/http';
import { SHEETS, type SheetName } from '../../../shared/workbooks/words';
import type { Scope } from '../../../shared/model/scope';
import { rowsOf } from '../../workbooks/cells';
import type { Value } from '../../workbooks/types';
import type { Language } from '../../workbooks/write-file';
import { FileRefused } from '../../files/refused';
import type { Context } from '../context';
import { ApiFailure } from '../failure';
import { inventoryOf } from './known';
import { inPieces } from './pieces';

type Deps = Pick<Context, 'figures' | 'fileThreads' | 'zone'>;

interface Asked {
  scope: Scope | null;
  language: Language;
  /** As .csv; absent: all sheets as .xlsx. */
  sheet?: SheetName;
}

/** The inventory of a scope as an account sees it. */
export async function inventoryFile(
  deps: Deps,
  account: Account,
  { scope, language, sheet }: Asked,
): Promise<Uint8Array> {
  const inventory = await inventoryOf(deps, account, scope);
  function* collect(): Generator<undefined, Record<SheetName, Value[][]>> {
    const rows: Record<SheetName, Value[][]> = { sites: [], rooms: [], devices: [], sittings: [] };
    for (const name of SHEETS) {
      if (sheet !== undefined && sheet !== name) continue;
      for (const values of rowsOf(name, inventory)) {
        rows[name].push(values);
        if (rows[name].length % 200 === 0) yield;
      }
    }
    return rows;
  }
  const rows = await inPieces(collect());
  const options = { language, zone: deps.zone };
  return writing(() =>
    sheet === undefined ? deps.fileThreads.workbook(rows, options) : deps.fileThreads.csv(sheet, rows, options),
  );
}

export const templateFile = ({ fileThreads }: Pick<Context, 'fileThreads'>, language: Language): Promise<Uint8Array> =>
  writing(() => fileThreads.template(language));

/** A file of ours that takes too long is the server's failure, not the file's. */
export async function writing(write: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    throw new ApiFailure('too-large', 'the inventory is too large for one file: choose a smaller scope', 'scope');
  }
}
