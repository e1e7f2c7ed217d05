/**
 * `npm run bench [-- PART …]`: each measurement as a ratio against its limit, its peer or its aim, in one run
 * (contract 1, speed). Two cores are shared by the server and the load: the ratios hold better than the figures.
 */
import { anyWindowBench } from './any-window';
import { appendBench } from './append';
import { bystandersBench } from './bystanders';
import { coldStartBench } from './cold-start';
import { discardCounty } from './county-folder';
import { formsBench } from './forms';
import { firstLoadBench } from './first-load';
import { latencyBench } from './latency';
import { memoryBench } from './memory';
import { readBench } from './reads';
import { StolenTime, stolenText } from './stolen';
import { wallPageBench } from './wall-page';
import { searchBench } from './search';
import { slowPhoneBench } from './slow-phone';
import { wallsBench } from './walls';

const PARTS: Record<string, () => void | Promise<void>> = {
  reads: readBench,
  search: searchBench,
  append: appendBench,
  'cold-start': coldStartBench,
  'first-load': firstLoadBench,
  walls: wallsBench,
  'wall-page': wallPageBench,
  bystanders: bystandersBench,
  latency: latencyBench,
  memory: memoryBench,
  'any-window': anyWindowBench,
  'slow-phone': slowPhoneBench,
  forms: formsBench,
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in PARTS));
if (unknown !== undefined) {
  process.stderr.write(`there is no part ${unknown}: ${Object.keys(PARTS).join(', ')}\n`);
  process.exit(2);
}
try {
  for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
    const stolen = new StolenTime();
    await PARTS[name]!();
    const text = stolenText(stolen.take());
    if (text) process.stdout.write(`  of the time of ${name}:${text}\n`);
  }
} finally {
  await discardCounty();
}
