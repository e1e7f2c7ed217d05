/**
 * `npm run soak [-- MINUTES RATE]`: 20 minutes of 200 changes a second on a county of 1,500 devices with 50 watchers, and
 * two more that freeze for most of it. Exits with 1 and a line naming what did not hold.
 */
import { soak } from './soak';

const [minutes = 20, rate = 200] = process.argv.slice(2).map(Number);
if (!(minutes > 0) || !(rate > 0)) {
  process.stderr.write('soak: say MINUTES and changes a second, such as 20 200\n');
  process.exit(2);
}
const wrong = await soak(minutes, rate, (line) => process.stdout.write(`${line}\n`));
if (wrong.length > 0) {
  process.stderr.write(`soak: ${wrong[0]}${wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : ''}\n`);
  for (const one of wrong.slice(1)) process.stdout.write(`also: ${one}\n`);
}
process.exitCode = wrong.length === 0 ? 0 : 1;
