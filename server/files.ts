/**
 * The thread that reads and writes workbooks: files that strangers made cannot hold up the server. Its heap is bounded by
 * `resourceLimits`, what is unpacked by the gates of the reader, its time by whoever started it.
 */
import { parentPort } from 'node:worker_threads';
import { sheetOf } from '../shared/workbooks/columns';
import { formFile } from './forms/form-file';
import { FileRefused } from './files/refused';
import { readInventory } from './workbooks/read-file';
import { type FileReply, type FileRequest, pieces } from './workbooks/thread-messages';
import type { Value } from './workbooks/types';
import { inventoryCsv, inventoryWorkbook, templateWorkbook } from './workbooks/write-file';

const rows: Record<'sites' | 'rooms' | 'devices' | 'sittings', Value[][]> = {
  sites: [],
  rooms: [],
  devices: [],
  sittings: [],
};
const reply = (message: FileReply) => parentPort!.postMessage(message);

async function handle(request: FileRequest): Promise<void> {
  switch (request.ask) {
    case 'read': {
      const { sheets, ...rest } = await readInventory(request.read);
      for (const { rows: typed, ...sheet } of sheets) {
        reply({ is: 'sheet', sheet });
        for (const piece of pieces(typed)) reply({ is: 'rows', sheet: sheet.name, rows: piece });
      }
      return reply({ is: 'read', ...rest });
    }
    case 'rows':
      rows[request.sheet].push(...request.rows);
      return;
    case 'workbook':
      return reply({ is: 'bytes', bytes: inventoryWorkbook(rows, request.options) });
    case 'csv':
      return reply({ is: 'bytes', bytes: inventoryCsv(sheetOf(request.sheet), rows[request.sheet], request.options) });
    case 'form':
      return reply({ is: 'bytes', bytes: await formFile(request.form) });
    case 'template':
      return reply({ is: 'bytes', bytes: templateWorkbook(request.options.language) });
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
