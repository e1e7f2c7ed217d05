/** `npm run bench`: each measurement as a ratio against its limit or peer of the same run (contract 1). */
import { appendBench } from './append';
import { readBench } from './reads';

readBench();
await appendBench();
