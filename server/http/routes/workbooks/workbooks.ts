import type { Response } from 'express';
import { z } from 'zod';
import { ROUTES } from '../../../../shared/contract/routes';
import { SHEETS, SHEETS_OF, type SheetName, type WorkbookName } from '../../../../shared/workbooks/words';
import { sheetOf } from '../../../../shared/workbooks/workbooks';
import { scopeText } from '../../../../shared/model/scope';
import { type Context, inScope } from '../../../services/context';
import { exportFile, templateFile } from '../../../services/imports/export';
import { ApiFailure } from '../../../services/failure';
import { scopeParam } from '../../params';
import { Routes } from '../../routes';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CSV = 'text/csv; charset=utf-8';
export const languageParam = z.enum(['zh', 'en']);

/** Says that the answer is a file to save, under a name of any script. */
export function fileHeaders(res: Response, name: string, type = XLSX): Response {
  res.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  return res.set('X-Content-Type-Options', 'nosniff').type(type);
}

/** A file to save. */
export function sendFile(res: Response, name: string, bytes: Uint8Array, type = XLSX): void {
  fileHeaders(res, name, type).send(Buffer.from(bytes));
}

interface Files {
  workbook: WorkbookName;
  template: string;
  export: string;
  /** What it is called in a file's name and in a sentence. */
  zh: string;
  en: string;
}
const FILES: readonly Files[] = [
  {
    workbook: 'inventory',
    template: ROUTES.inventoryTemplate,
    export: ROUTES.inventory,
    zh: '台账',
    en: 'inventory',
  },
  { workbook: 'money', template: ROUTES.moneyWorkbookTemplate, export: ROUTES.moneyWorkbook, zh: '资金', en: 'money' },
];

/** @throws ApiFailure bad-request: the sheet is one of another workbook. */
export function checkSheet(workbook: WorkbookName, sheet: SheetName | undefined): void {
  if (sheet === undefined || SHEETS_OF[workbook].some((name) => name === sheet)) return;
  throw new ApiFailure('bad-request', `the workbook has the sheets ${SHEETS_OF[workbook].join(', ')}`, 'sheet');
}

/** Each workbook with what is recorded, and the empty one (contract 7). */
export function workbookRoutes(context: Context): Routes {
  const routes = new Routes(context);
  for (const { workbook, template, export: path, zh, en } of FILES) {
    routes.on(
      'import',
      {
        method: 'get',
        path: template,
        does: `The empty workbook of the ${en}, with the choices of its columns and an example row a sheet.`,
        query: { language: languageParam.optional() },
        type: XLSX,
      },
      async ({ res, query: { language = 'zh' } }) => {
        const name = language === 'zh' ? `${zh}模板.xlsx` : `${en}-template.xlsx`;
        sendFile(res, name, await templateFile(context, workbook, language));
      },
    );

    routes.on(
      'read',
      {
        method: 'get',
        path,
        does: `The ${en} of a scope as a workbook, or one of its sheets as .csv.`,
        query: {
          scope: scopeParam.optional(),
          format: z.enum(['xlsx', 'csv']).optional(),
          sheet: z.enum(SHEETS).optional(),
          language: languageParam.optional(),
        },
        type: XLSX,
      },
      async ({ res, account, query: { scope = null, format = 'xlsx', sheet, language = 'zh' } }) => {
        if (scope) await inScope(context, account, scope);
        if (format === 'csv' && !sheet) throw new ApiFailure('bad-request', 'sheet is wanted for a .csv', 'sheet');
        checkSheet(workbook, sheet);
        const one = format === 'csv' && sheet;
        const asked = { scope, language, ...(one && { sheet: one }) };
        const bytes = await exportFile(context, account, workbook, asked);
        const parts = [language === 'zh' ? zh : en, ...(scope ? [scopeText(scope).replace(':', '-')] : [])];
        if (one) sendFile(res, `${[...parts, sheetOf(one)[language]].join('-')}.csv`, bytes, CSV);
        else sendFile(res, `${parts.join('-')}.xlsx`, bytes);
      },
    );
  }
  return routes;
}
