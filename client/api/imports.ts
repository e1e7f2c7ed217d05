import type { ImportDraftAnswer, ImportItem, ImportList } from '../../shared/contract/http';
import { ROUTES } from '../../shared/contract/routes';
import type { SheetName, WorkbookName } from '../../shared/workbooks/words';
import { pathOf, request, withQuery } from './request';

export interface Fix {
  sheet: SheetName;
  cell: string;
  text: string;
}

/** A file of 20 MB on a slow line, ms; and a comparison with much that is recorded. */
const SENDING_MS = 180_000;
const COMPARING_MS = 60_000;

export const sendFile = (file: File, workbook: WorkbookName): Promise<ImportDraftAnswer> =>
  request(ROUTES.importDrafts, {
    method: 'POST',
    query: { name: file.name, workbook },
    chunk: { bytes: file },
    timeoutMs: SENDING_MS,
  });

export const sendFixes = (id: string, fixes: readonly Fix[]): Promise<ImportDraftAnswer> =>
  request(pathOf(ROUTES.importDraft, id), { method: 'PATCH', body: { fixes }, timeoutMs: COMPARING_MS });

/** The same draft again is the same import. */
export const writeDraft = (draft: string, plan: string, skip: boolean): Promise<ImportItem> =>
  request(ROUTES.imports, { method: 'POST', body: { draft, plan, skip }, timeoutMs: COMPARING_MS });

export const readImports = async (): Promise<ImportItem[]> => (await request<ImportList>(ROUTES.imports)).items;
export const readImport = (id: string): Promise<ImportItem> => request(pathOf(ROUTES.import, id));
export const undoImport = (id: string): Promise<ImportItem> =>
  request(pathOf(ROUTES.importUndo, id), { method: 'POST', body: {} });

type Language = 'zh' | 'en';
const EXPORTS = { inventory: ROUTES.inventory, money: ROUTES.moneyWorkbook } as const;
const TEMPLATES = { inventory: ROUTES.inventoryTemplate, money: ROUTES.moneyWorkbookTemplate } as const;
export const templateAddress = (workbook: WorkbookName, language: Language): string =>
  withQuery(TEMPLATES[workbook], { language });
/** @param of a sheet, as .csv; a scope. */
export const exportAddress = (
  workbook: WorkbookName,
  language: Language,
  { sheet, scope }: { sheet?: SheetName; scope?: string } = {},
): string =>
  withQuery(EXPORTS[workbook], { language, ...(scope && { scope }), ...(sheet && { format: 'csv', sheet }) });
export const markedAddress = (id: string, language: Language): string =>
  withQuery(pathOf(ROUTES.importDraftMarked, id), { language });
