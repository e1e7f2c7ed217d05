/**
 * The thread that reads and writes workbooks: files that strangers made cannot hold up the server. Its heap is bounded by
 * `resourceLimits`, what is unpacked by the gates of the reader, its time by whoever started it.
 */
import { parentPort } from 'node:worker_threads';
import type { SheetName } from '../shared/workbooks/words';
import { sheetOf } from '../shared/workbooks/workbooks';
import { formFile } from './forms/form-file';
import { FileRefused } from './files/refused';
import { readFile } from './workbooks/read-file';
import { type FileReply, type FileRequest, pieces } from './workbooks/thread-messages';
import type { Value } from './workbooks/types';
import { templateWorkbook } from './workbooks/template';
import { sheetCsv, workbookFile } from './workbooks/write-file';
import { yieldToOthers } from './thread-priority';

yieldToOthers();

const rows: Partial<Record<SheetName, Value[][]>> = {};
const reply = (message: FileReply) => parentPort!.postMessage(message);

async function handle(request: FileRequest): Promise<void> {
  switch (request.ask) {
    case 'read': {
      const { sheets, ...rest } = await readFile(request.read);
      for (const { rows: typed, ...sheet } of sheets) {
        reply({ is: 'sheet', sheet });
        for (const piece of pieces(typed)) reply({ is: 'rows', sheet: sheet.name, rows: piece });
      }
      return reply({ is: 'read', ...rest });
    }
    case 'rows':
      (rows[request.sheet] ??= []).push(...request.rows);
      return;
    case 'workbook':
      return reply({ is: 'bytes', bytes: workbookFile(request.workbook, rows, request.options) });
    case 'csv':
      return reply({
        is: 'bytes',
        bytes: sheetCsv(sheetOf(request.sheet), rows[request.sheet] ?? [], request.options),
      });
    case 'form':
      return reply({ is: 'bytes', bytes: await formFile(request.form) });
    case 'template':
      return reply({ is: 'bytes', bytes: templateWorkbook(request.workbook, request.options.language) });
  }
}

parentPort!.on('message', (request: FileRequest) => {
  handle(request).catch((error: unknown) => {
    if (!(error instanceof FileRefused)) throw error;
    const { code, where, found } = error;
    reply({ is: 'refused', code, found, ...(where !== undefined && { where }) });
  });
});
reply({ is: 'started' });
