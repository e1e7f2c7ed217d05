import { z } from 'zod';
import { ROUTES } from '../../../../shared/contract/routes';
import { ImportDraftAnswer, ImportItem, ImportList } from '../../../../shared/contract/work/imports';
import { SHEETS, WORKBOOKS } from '../../../../shared/workbooks/words';
import { FILE_MAX } from '../../../files/xlsx/read/zip';
import type { Context } from '../../../services/context';
import { markedWorkbook } from '../../../services/imports/marked';
import { Routes } from '../../routes';
import { XLSX, checkSheet, languageParam, sendFile } from './workbooks';

const fixes = z
  .array(
    z.strictObject({
      sheet: z.enum(SHEETS),
      cell: z.string().regex(/^[A-Z]{1,3}\d{1,7}$/),
      text: z.string().max(2000),
    }),
  )
  .max(2000);

/** Workbooks of the inventory and of the money: a file is read and compared, then written, then perhaps taken back (contract 7). */
export function importRoutes(context: Context): Routes {
  const routes = new Routes(context);
  const { imports } = context;

  routes.on(
    'import',
    {
      method: 'post',
      path: ROUTES.importDrafts,
      does: 'Reads a workbook of the inventory or of the money (.xlsx, or one sheet as .csv) and says what it would change; writes nothing.',
      query: {
        name: z.string().min(1).max(255),
        workbook: z.enum(WORKBOOKS).optional(),
        sheet: z.enum(SHEETS).optional(),
      },
      // One byte more: the reader says in its own words that a file is too large.
      bytes: FILE_MAX + 1,
      answer: ImportDraftAnswer,
    },
    async ({ req, res, account, query: { name, workbook = 'inventory', sheet } }) => {
      const bytes = req.body instanceof Buffer ? req.body : Buffer.alloc(0);
      checkSheet(workbook, sheet);
      res.json(await imports.read(account, { file: name, bytes, workbook, ...(sheet && { sheet }) }));
    },
  );

  routes.on(
    'import',
    {
      method: 'get',
      path: ROUTES.importDraft,
      does: 'Compares a file that was read with the ledger as it is now.',
      answer: ImportDraftAnswer,
    },
    async ({ req, res, account }) => {
      res.json(await imports.again(account, String(req.params['id'])));
    },
  );

  routes.on(
    'import',
    {
      method: 'patch',
      path: ROUTES.importDraft,
      does: 'Puts texts in place of cells of a file that was read, all of them at once, and compares it again.',
      body: { fixes },
      answer: ImportDraftAnswer,
    },
    async ({ req, res, account, body }) => {
      res.json(await imports.again(account, String(req.params['id']), body.fixes));
    },
  );

  routes.on(
    'import',
    {
      method: 'get',
      path: ROUTES.importDraftMarked,
      does: 'The rows of a file that are in error, as a workbook in which each wrong cell says why.',
      query: { language: languageParam.optional() },
      type: XLSX,
    },
    async ({ req, res, account, query: { language = 'zh' } }) => {
      const { draft, bytes } = await markedWorkbook(context, account, String(req.params['id']), language);
      const suffix = language === 'zh' ? '-错处' : '-errors';
      sendFile(res, `${draft.file.replace(/\.(xlsx|csv)$/i, '')}${suffix}.xlsx`, bytes);
    },
  );

  routes.on(
    'import',
    { method: 'get', path: ROUTES.imports, does: 'Imports, the newest first.', answer: ImportList },
    async ({ res, account }) => {
      res.json({ items: await imports.list(account) });
    },
  );

  routes.on(
    'import',
    {
      method: 'post',
      path: ROUTES.imports,
      does: 'Writes a file that was read. Its entries have the ids of the import but for the last twelve digits.',
      body: { draft: z.string().max(64), plan: z.string().max(64), skip: z.boolean().optional() },
      answer: ImportItem,
    },
    async ({ res, account, body: { draft, plan, skip = false } }) => {
      res.json(await imports.write(account, draft, plan, skip));
    },
  );

  routes.on(
    'import',
    { method: 'get', path: ROUTES.import, does: 'How far an import is.', answer: ImportItem },
    async ({ req, res, account }) => {
      res.json(await imports.get(account, String(req.params['id'])));
    },
  );

  routes.on(
    'import',
    {
      method: 'post',
      path: ROUTES.importUndo,
      does: 'Voids the entries of an import on which nothing stands, and says where something does.',
      answer: ImportItem,
    },
    async ({ req, res, account }) => {
      res.json(await imports.undo(account, String(req.params['id'])));
    },
  );
  return routes;
}
