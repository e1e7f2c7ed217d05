import type { FileCode, SheetName, WorkbookName } from '../../shared/workbooks/words';
import type { FormAsk } from '../forms/form-file';
import type { ReadAsk } from './read-file';
import type { Finding, Fix, Notice, TypedRow, TypedSheet, Value } from './types';
import type { WriteOptions } from './write-file';

/** What the thread for files is asked. Rows come in pieces, so that neither side waits long for a message. */
export type FileRequest =
  | { ask: 'read'; read: ReadAsk }
  | { ask: 'rows'; sheet: SheetName; rows: Value[][] }
  | { ask: 'workbook'; workbook: WorkbookName; options: WriteOptions }
  | { ask: 'csv'; sheet: SheetName; options: WriteOptions }
  | { ask: 'form'; form: FormAsk }
  | { ask: 'template'; workbook: WorkbookName; options: Pick<WriteOptions, 'language'> };

export type FileReply =
  | { is: 'started' }
  | { is: 'sheet'; sheet: Omit<TypedSheet, 'rows'> }
  | { is: 'rows'; sheet: SheetName; rows: TypedRow[] }
  | { is: 'read'; findings: Finding[]; notices: Notice[]; fixed: Fix[] }
  | { is: 'bytes'; bytes: Uint8Array }
  | { is: 'refused'; code: FileCode; where?: string; found: readonly string[] };

/** Rows of one message. */
export const ROWS_PIECE = 500;

export function* pieces<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += ROWS_PIECE) yield items.slice(at, at + ROWS_PIECE);
}
