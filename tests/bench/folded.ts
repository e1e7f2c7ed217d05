/** A process (--expose-gc): folds a year of a number of devices and says what that keeps, in bytes (memory.ts). */
import { Fold } from '../../shared/fold/fold';
import { History } from './history';

const [devices, entries] = process.argv.slice(2).map(Number);

function fold(): Fold {
  const history = new History(devices);
  const made = new Fold({ zone: 'Asia/Shanghai', find: () => undefined });
  while (made.head.seq < entries!) for (const entry of history.take(1000)) made.apply(entry);
  made.advance(history.now);
  return made;
}

const held = fold();
for (let round = 0; round < 3; round += 1) globalThis.gc!();
const { heapUsed, external } = process.memoryUsage();
process.stdout.write(`${JSON.stringify({ bytes: heapUsed + external, seq: held.head.seq })}\n`);
