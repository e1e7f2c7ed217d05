import type { Response } from 'express';
import { z } from 'zod';
import { ROUTES } from '../../../shared/contract/routes';
import { sheetOf } from '../../../shared/workbooks/columns';
import { SHEETS } from '../../../shared/workbooks/words';
import { scopeText } from '../../../shared/model/scope';
import { type Context, inScope } from '../../services/context';
import { inventoryFile, templateFile } from '../../services/imports/export';
import { ApiFailure } from '../../services/failure';
import { scopeParam } from '../params';
import { Routes } from '../routes';

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

/** The inventory as a workbook, and the empty one (contract 7). */
export function inventoryRoutes(context: Context): Routes {
  const routes = new Routes(context);

  routes.on(
    'import',
    {
      method: 'get',
      path: ROUTES.inventoryTemplate,
      does: 'The empty inventory workbook, with the choices of its columns and an example row a sheet.',
      query: { language: languageParam.optional() },
      type: XLSX,
    },
    async ({ res, query: { language = 'zh' } }) => {
      sendFile(
        res,
        language === 'zh' ? '台账模板.xlsx' : 'inventory-template.xlsx',
        await templateFile(context, language),
      );
    },
  );

  routes.on(
    'read',
    {
      method: 'get',
      path: ROUTES.inventory,
      does: 'The inventory of a scope as a workbook, or one of its sheets as .csv.',
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
      const bytes = await inventoryFile(context, account, {
        scope,
        language,
        ...(format === 'csv' && sheet && { sheet }),
      });
      const parts = [language === 'zh' ? '台账' : 'inventory', ...(scope ? [scopeText(scope).replace(':', '-')] : [])];
      if (format === 'csv' && sheet) sendFile(res, `${[...parts, sheetOf(sheet)[language]].join('-')}.csv`, bytes, CSV);
      else sendFile(res, `${parts.join('-')}.xlsx`, bytes);
    },
  );
  return routes;
}
