import type { Column } from '../../view-models/table/column';
import { fileName } from '../../view-models/table/file-name';

/** The browser may begin to read the file only after the click: its address stays for this long. */
const SAVING_MS = 60_000;

/** Hands the shown columns and rows to the browser as a CSV file. The library that writes it is loaded at the first use. */
export function useCsvFile() {
  return async function save<T>(columns: readonly Column<T>[], rows: readonly T[], name: readonly string[]) {
    const { csvText } = await import('../../view-models/table/csv');
    const address = URL.createObjectURL(new Blob([csvText(columns, rows)], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = fileName(name, 'csv');
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), SAVING_MS);
  };
}
