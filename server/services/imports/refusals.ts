import type { ImportDraftAnswer } from '../../../shared/contract/http';
import type { FileCode } from '../../../shared/workbooks/words';
import type { FileRefused } from '../../files/refused';

/** Why a file is refused, and what to do: one sentence each. */
const SENTENCES: Readonly<Record<FileCode, string>> = {
  'not-a-workbook': 'this is neither an .xlsx nor a .csv file: save it as .xlsx, without a password',
  encrypted: 'this file is encrypted: save it without a password',
  empty: 'this file has no rows: fill in the template',
  'too-large': 'this file is larger than 20 MB: leave out pictures, or split it',
  'too-many-entries': 'this file has more parts than a workbook has: save it anew in a spreadsheet program',
  'inflates-too-far': 'this file is too large when it is unpacked: delete empty formatted rows, or split it',
  'bad-names': 'this file has parts that no spreadsheet program writes: save it anew',
  damaged: 'this file is damaged or incomplete: save or send it again',
  macro: 'this file has macros: save it as .xlsx without them',
  'external-link': 'this file takes values from other files: paste values only, then save it',
  doctype: 'this file declares a document type, which no spreadsheet program does: save it anew',
  'bad-xml': 'the inside of this file cannot be read: save it anew in a spreadsheet program',
  'too-many-rows': 'a sheet has more than 25,000 rows: delete empty rows, or split the file',
  'too-many-columns': 'a sheet has values beyond column 64: delete what stands there',
  'too-many-cells': 'a sheet has too many formatted cells: delete empty formatted rows and columns',
  'too-many-strings': 'this file has too much text: split it',
  'too-many-merges': 'a sheet has too many merged cells: unmerge them',
  'no-sheet': 'a sheet is missing: name it as in the template',
  'sheet-twice': 'a sheet stands in the file twice: keep one of them',
  'other-workbook': 'these are the sheets of another workbook: send it to that one',
  'no-unit': 'the header of a column of amounts does not say its unit: write （元） or （万元） behind it',
  'no-header': 'a sheet has no row of headers: its first row has the names of the columns, as in the template',
  encoding: 'the text of this file is neither UTF-8 nor GBK: save it as .xlsx or as UTF-8',
  'open-quote': 'a quotation mark of this file is not closed',
  'too-slow': 'this file took too long to read: split it',
  'too-much-memory': 'this file took too much memory to read: split it',
};

export function refusalOf({ code, where, found }: FileRefused): NonNullable<ImportDraftAnswer['refused']> {
  return { code, message: SENTENCES[code], found: [...found], ...(where !== undefined && { where }) };
}
