import { closeSync, rmSync, writeSync } from 'node:fs';
import type { EvidenceRecord } from '../../shared/contract/http';
import type { Fold } from '../../shared/fold/fold';
import type { Visibility } from '../../shared/fold/visibility/visibility';
import { ANNEX_HEADS, ANNEX_WIDTHS, annexLine, annexName } from '../../shared/forms/annex';
import { allRecords } from '../../shared/indicators/evidence/evidence';
import type { Instant } from '../../shared/model/instant';
import type { Period } from '../../shared/model/period';
import type { Scope } from '../../shared/model/scope';
import type { IndicatorId } from '../../shared/model/vocabulary';
import { yearEnd } from '../../shared/summary/summary';
import { BOM, csvLines } from '../files/csv/write';
import type { CellOut, SheetOut } from '../files/xlsx/write/sheet';
import { Styles } from '../files/xlsx/write/styles';
import { workbookBytes } from '../files/xlsx/write/workbook';
import { createPrivate } from '../store/durable-file';

export interface AnnexAsk {
  visibility: Visibility;
  scope: Scope;
  year: number;
  period: Period;
  /** A sheet each; a .csv file has one. */
  indicators: readonly IndicatorId[];
  format: 'csv' | 'xlsx';
  /** Where the file is written; it must not be there. */
  path: string;
}

/** `records`: how many were written; null: the scope was not visible then. */
export interface AnnexWritten {
  records: number | null;
}

/** Records that are written between two looks at whether the request was cancelled. */
const PIECE = 1000;
/** Rows of a sheet, with its head; spreadsheet programs take 1,048,576. */
const SHEET_ROWS = 1_000_000;

/** The records of rows as a file. What it throws leaves no file. */
export function writeAnnex(
  fold: Fold,
  { annex, now, ended }: { annex: AnnexAsk; now: Instant; ended: boolean },
  throwIfAborted: () => void,
): AnnexWritten {
  const { visibility, scope, year, period, indicators, format, path } = annex;
  const at = ended ? Math.max(now, yearEnd(fold, year)) : now;
  if (!fold.scoped.covers(visibility, scope, at)) return { records: null };
  const file = createPrivate(path);
  try {
    const write = format === 'csv' ? writeCsv : writeWorkbook;
    return { records: write(file, indicators, recordsOf, throwIfAborted) };
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }

  function recordsOf(indicator: IndicatorId): EvidenceRecord[] {
    throwIfAborted();
    return allRecords(fold, { indicator, scope, period, now: at });
  }
}

type Write = (
  file: number,
  indicators: readonly IndicatorId[],
  recordsOf: (indicator: IndicatorId) => EvidenceRecord[],
  throwIfAborted: () => void,
) => number;

function put(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

const writeCsv: Write = (file, indicators, recordsOf, throwIfAborted) => {
  put(file, Buffer.from(BOM + csvLines([ANNEX_HEADS]), 'utf8'));
  let written = 0;
  for (const indicator of indicators) {
    const records = recordsOf(indicator);
    for (let from = 0; from < records.length; from += PIECE) {
      throwIfAborted();
      const lines = records.slice(from, from + PIECE).map((record) => annexLine(record).map((cell) => cell ?? ''));
      put(file, Buffer.from(csvLines(lines), 'utf8'));
    }
    written += records.length;
  }
  return written;
};

const writeWorkbook: Write = (file, indicators, recordsOf, throwIfAborted) => {
  const styles = new Styles();
  const head = styles.of({ bold: true, fill: 'E7EEFB', border: true, align: 'center' });
  const heads = ANNEX_HEADS.map((value): CellOut => ({ value, style: head }));
  let written = 0;
  const sheets = indicators.flatMap((indicator): SheetOut[] => {
    const records = recordsOf(indicator);
    written += records.length;
    const parts = Math.max(1, Math.ceil(records.length / (SHEET_ROWS - 1)));
    return Array.from({ length: parts }, (_, part) => ({
      name: annexName(indicator, part + 1),
      columns: ANNEX_WIDTHS.map((width) => ({ width })),
      rows: rowsOf(records, part, heads, throwIfAborted),
      frozen: { rows: 1, columns: 1 },
      titleRows: [1, 1],
      isLandscape: true,
      hasOwnTexts: true,
    }));
  });
  put(file, workbookBytes(sheets, styles));
  return written;
};

function* rowsOf(
  records: readonly EvidenceRecord[],
  part: number,
  heads: readonly CellOut[],
  throwIfAborted: () => void,
): Generator<readonly (CellOut | null)[]> {
  yield heads;
  const from = part * (SHEET_ROWS - 1);
  const to = Math.min(records.length, from + SHEET_ROWS - 1);
  for (let at = from; at < to; at++) {
    if (at % PIECE === 0) throwIfAborted();
    yield annexLine(records[at]!).map((value) => (value === null ? null : { value }));
  }
}
