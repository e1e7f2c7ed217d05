/**
 * The closed sets of words of the workbooks (contract 7). No schema library: the client and the threads that read files
 * import these.
 */

/** The sheets of each workbook; no two workbooks have a sheet of one name. */
export const SHEETS_OF = {
  inventory: ['sites', 'rooms', 'devices', 'sittings'],
  money: ['grants', 'adjustments', 'budgets', 'payments', 'refunds', 'milestones'],
} as const;
export type WorkbookName = keyof typeof SHEETS_OF;
export type SheetOf<W extends WorkbookName> = (typeof SHEETS_OF)[W][number];
export type SheetName = SheetOf<WorkbookName>;
export type MoneySheetName = SheetOf<'money'>;
export const WORKBOOKS = ['inventory', 'money'] as const satisfies readonly WorkbookName[];
export const SHEETS = [...SHEETS_OF.inventory, ...SHEETS_OF.money] as const;

/** What a dry run tells of before and after: numbers of things, and sums in 分. */
export const TOTALS_OF = {
  inventory: ['sites', 'rooms', 'seats', 'devices', 'sittings'],
  money: ['grants', 'projects', 'payments', 'milestones', 'amountFen', 'budgetedFen', 'paidFen'],
} as const satisfies Record<WorkbookName, readonly string[]>;
export const TOTALS = [...TOTALS_OF.inventory, ...TOTALS_OF.money] as const;
export type TotalName = (typeof TOTALS)[number];

/** Why a file is refused as a whole: nothing of it is imported. */
export const FILE_CODES = [
  /** Neither an .xlsx nor a .csv: another type, an old .xls, or one with a password. */
  'not-a-workbook',
  'encrypted',
  'empty',
  'too-large',
  'too-many-entries',
  /** One part of it is larger than 200 MB when it is unpacked, or all parts together than 400 MB. */
  'inflates-too-far',
  /** Two parts have one name, or a name leads out of the file. */
  'bad-names',
  /** Cut off, a wrong checksum or a wrong size. */
  'damaged',
  'macro',
  /** It takes values from other files. */
  'external-link',
  /** Its XML declares a document type. */
  'doctype',
  /** Its XML is not well-formed, or not that of a workbook. */
  'bad-xml',
  'too-many-rows',
  'too-many-columns',
  'too-many-cells',
  'too-many-strings',
  'too-many-merges',
  'no-sheet',
  'sheet-twice',
  /** Its sheets are those of another workbook. */
  'other-workbook',
  /** The row of headers has no column of ids. */
  'no-header',
  /** The header of a column of amounts does not say whether they are 元 or 万元. */
  'no-unit',
  /** Text that is neither UTF-8, UTF-16 nor GB 18030. */
  'encoding',
  /** A quotation mark of a .csv is not closed. */
  'open-quote',
  /** It took more than 10 s to read. */
  'too-slow',
  /** It took more memory than there is for it. */
  'too-much-memory',
] as const;
export type FileCode = (typeof FILE_CODES)[number];

/** What can be wrong with one cell. */
export const FINDING_CODES = [
  'required',
  /** A number in a column of ids or codes: zeros in front and digits beyond 15 are lost. */
  'number-as-id',
  'bad-id',
  'not-a-text',
  'too-long',
  'bad-text',
  'not-a-number',
  'not-whole',
  'out-of-range',
  'not-an-amount',
  /** Smaller than 分. */
  'too-fine',
  'not-a-choice',
  'not-a-date',
  /** A number without a date format in a column of dates. */
  'number-as-date',
  'before-1970',
  'in-the-future',
  'error-value',
  /** A formula without a kept value. */
  'formula',
  'merged',
  'column-twice',
  /** The same id stands in an earlier row. */
  'twice',
  /** The rows of one sitting disagree. */
  'differs',
  'unknown-site',
  'unknown-room',
  'unknown-device',
  'unknown-project',
  'unknown-profile',
  'unknown-category',
  /** An area that this account may not write in. */
  'beyond-area',
  /** The id stands for something that this account does not see. */
  'taken',
  /** The room lies in another site. */
  'other-site',
  /** A device above itself. */
  'own-parent',
  'ends-before',
  /** A step in the wrong order, such as retirement before acceptance. */
  'order',
  'unknown-grant',
  'unknown-payment',
  /** More than is left of the budget of its project. */
  'over-budget',
  /** More than is left of the grant. */
  'over-grant',
  /** Less than is budgeted of the grant from then on. */
  'under-budget',
  /** Less than is paid of the project already. */
  'under-paid',
  /** More comes back than was paid. */
  'over-refund',
  /** Not one of the purposes of the grant. */
  'off-purpose',
  /** Before the grant was received, or before its project had a budget. */
  'before-grant',
  /** The form of its year is closed. */
  'closed-year',
  /** Refused by another rule of the ledger. */
  'refused',
  /** It is recorded already and cannot be changed by a file. */
  'fixed',
  /** What it names is itself in error. */
  'depends',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** What is left out of a file without stopping it. */
export const NOTICE_CODES = ['sheet-ignored', 'column-ignored', 'example-skipped'] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];

export const ROW_OUTCOMES = ['added', 'changed', 'same', 'bad'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** Where an import stands. `stopped`: an entry was refused while it was written. */
export const IMPORT_STATES = ['writing', 'written', 'stopped', 'undoing', 'undone', 'partly-undone'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
