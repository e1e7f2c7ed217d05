import { serveCounty } from './county-folder';
import { line } from './report';
import { visit } from './visitor';

const VISITS = 9;
const median = (list: number[]) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]!;

/**
 * From the connecting to the last initial message of a page of the whole county. The server is one process, the visitor
 * this one.
 */
export async function firstLoadBench(): Promise<void> {
  const before = await serveCounty();
  const visits = [];
  for (let index = 0; index < VISITS; index += 1) {
    const one = await visit(before.target);
    one.socket.disconnect();
    visits.push(one);
  }
  const aimMs = { name: 'aim', value: 300, aim: '≤ 300 ms' };
  const aimBytes = { name: 'aim', value: 100, aim: '≤ 100 kB' };
  const ms = visits.map((one) => one.ms);
  line('first load, 1,500 devices, median', median(ms), 'ms', aimMs);
  line('  slowest', Math.max(...ms), 'ms', aimMs);
  line('  on the wire', Math.max(...visits.map((one) => one.bytes)) / 1000, 'kB', aimBytes);
  await before.server.end('SIGTERM');

  const after = await serveCounty(before.target.cookie);
  const first = await visit(after.target);
  first.socket.disconnect();
  line('first load right after a restart', first.ms, 'ms', aimMs);
  line('  on the wire', first.bytes / 1000, 'kB', aimBytes);
  await after.server.end('SIGTERM');
}
