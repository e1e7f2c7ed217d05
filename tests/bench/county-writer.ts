/** A process: writes the county's ledger to its stdout, so that an import on the other core takes it as it comes. */
import { Readable } from 'node:stream';
import { countyText } from './county';

const [entries, end] = process.argv.slice(2).map(Number);
Readable.from(countyText(entries!, end!)).pipe(process.stdout);
