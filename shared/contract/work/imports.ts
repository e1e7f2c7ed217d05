import { z } from 'zod';
import {
  FILE_CODES,
  FINDING_CODES,
  IMPORT_STATES,
  NOTICE_CODES,
  SHEETS,
  TOTALS,
  WORKBOOKS,
} from '../../workbooks/words';
import { REFUSAL_CODES } from '../../model/vocabulary';
import { named } from '../components';
import { count, instant, ms } from '../units';

const sheet = z.enum(SHEETS);
const ROW_COUNTS = { added: count, changed: count, same: count, bad: count };

/** A cell of a file that is in error. */
export const ImportFinding = named(
  'ImportFinding',
  z.strictObject({
    sheet,
    /** `A214`; a range where several cells are one. */
    cell: z.string(),
    row: count,
    /** The key of its column; absent: of the whole row or range. */
    key: z.string().optional(),
    code: z.enum(FINDING_CODES),
    /** What stands there now. */
    now: z.string().optional(),
    /** What would be right, where that is known: offered, never taken by itself. */
    suggest: z.string().optional(),
    /** What the sentence names besides: a limit, another cell, a thing. */
    about: z.string().optional(),
    /** How it may be mended on the page; null: in the file only. */
    mend: z.enum(['text', 'id', 'choice', 'date', 'whole']).nullable(),
  }),
);
export type ImportFinding = z.infer<typeof ImportFinding>;

/** A cell that is changed on the page, in place of the file's. */
const fix = z.strictObject({ sheet, cell: z.string(), text: z.string() });

const totals = z.strictObject({ now: count, after: count });

/** What a file would do (contract 7): nothing of it is written. */
export const ImportDraft = named(
  'ImportDraft',
  z.strictObject({
    /** Of the draft, and of the import that is made of it. */
    id: z.string(),
    workbook: z.enum(WORKBOOKS),
    file: z.string(),
    size: count.describe('bytes'),
    readMs: ms,
    /** The ledger's last entry that it was compared with. */
    seq: count,
    /** What would be written, as a digest: who writes it sends it along, and is refused when it is another by then. */
    plan: z.string(),
    sheets: z.array(z.strictObject({ sheet, title: z.string(), rows: count, ...ROW_COUNTS })),
    findings: z.array(ImportFinding),
    /** Findings beyond those that are listed. */
    findingsUnlisted: count,
    notices: z.array(z.strictObject({ code: z.enum(NOTICE_CODES), sheet: sheet.optional(), about: z.string() })),
    changes: z.array(
      z.strictObject({
        sheet,
        row: count,
        id: z.string(),
        key: z.string(),
        from: z.string(),
        to: z.string(),
      }),
    ),
    changesUnlisted: count,
    fixed: z.array(fix),
    /** Entries that would be written. */
    entries: count,
    /** Numbers of things, and sums in 分; those of its workbook. */
    totals: z.partialRecord(z.enum(TOTALS), totals),
    /** The categories that a device may have; of a payments workbook none. */
    categories: z.array(z.string()),
  }),
);
export type ImportDraft = z.infer<typeof ImportDraft>;

/** A file that is refused as a whole. */
const refusedFile = z.strictObject({
  code: z.enum(FILE_CODES),
  message: z.string(),
  where: z.string().optional(),
  found: z.array(z.string()),
});

export const ImportDraftAnswer = named(
  'ImportDraftAnswer',
  z.strictObject({ draft: ImportDraft.optional(), refused: refusedFile.optional() }),
);
export type ImportDraftAnswer = z.infer<typeof ImportDraftAnswer>;

/** An import that is being written, was written or undone. */
export const ImportItem = named(
  'ImportItem',
  z.strictObject({
    /** Each of its entries has this id but for the last twelve digits. */
    id: z.string(),
    file: z.string(),
    /** SHA-256 of the file. */
    digest: z.string(),
    actor: z.string(),
    startedAt: instant,
    state: z.enum(IMPORT_STATES),
    /** Entries in all, those that are written, and those that are taken back. */
    total: count,
    done: count,
    undone: count,
    /** Rows of its file. */
    counts: z.strictObject(ROW_COUNTS),
    /** Entries that were refused: while it was written, or while it was taken back. */
    troubles: z.array(
      z.strictObject({
        kind: z.string(),
        /** What it is about, as `device:D1`. */
        about: z.string(),
        code: z.enum(REFUSAL_CODES),
        message: z.string(),
        /** The entries that stand on it. */
        seqs: z.array(count),
      }),
    ),
    troublesUnlisted: count,
  }),
);
export type ImportItem = z.infer<typeof ImportItem>;

export const ImportList = named('ImportList', z.strictObject({ items: z.array(ImportItem) }));
export type ImportList = z.infer<typeof ImportList>;
