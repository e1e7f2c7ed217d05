import type { Summary } from '../../shared/contract/http';
import type { Texts } from '../../shared/forms/fields';
import { formGrids, formTable } from '../../shared/forms/forms';
import type { FormId, FormOption, SummaryFormat } from '../../shared/forms/vocabulary';
import { canonical } from '../../shared/model/canonical';
import { csvBytes } from '../files/csv/write';
import { gridWorkbook } from './xlsx';

export interface FormAsk {
  document: Summary;
  texts: Texts;
  form: FormId;
  options: readonly FormOption[];
  format: SummaryFormat;
}

/** A form as a file. The same document and texts give the same bytes. */
export async function formFile({ format, form, ...content }: FormAsk): Promise<Uint8Array> {
  switch (format) {
    case 'json':
      return Buffer.from(canonical(content.document), 'utf8');
    case 'csv':
      return csvBytes(formTable(content));
    case 'xlsx': {
      const { form: grid, basis } = formGrids(form, content);
      return gridWorkbook([grid, basis]);
    }
    case 'docx': {
      // Loaded when the first one is asked for: it is large.
      const { gridDocument } = await import('./docx');
      return gridDocument(formGrids(form, content).form);
    }
  }
}
