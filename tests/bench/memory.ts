import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serveCounty } from './county-folder';
import { line } from './report';
import { visit } from './visitor';

const FOLDED = fileURLToPath(new URL('folded.ts', import.meta.url));
/** A year of one device in a ledger of a million entries and 1,500 devices. */
const A_YEAR = 667;
const SIZES = [300, 1500] as const;
/** Uptime Kuma's, of the same history (speed). */
const KUMA_KIB = 353;

function folded(devices: number): number {
  const args = ['--expose-gc', '--import', 'tsx', FOLDED, String(devices), String(devices * A_YEAR)];
  return (JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as { bytes: number }).bytes;
}

/** Resident memory of a process, MiB (Linux). */
export function rssMiB(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
}

/** What one more device with a year of history keeps in a process: two sizes, so that the base falls out. */
export async function memoryBench(): Promise<void> {
  const [few, many] = SIZES.map(folded);
  const each = (many! - few!) / (SIZES[1] - SIZES[0]) / 1024;
  line('memory a device with a year of history', each, 'KiB', { name: 'Uptime Kuma', value: KUMA_KIB, aim: '≤ 4 KiB' });
  const { server, target } = await serveCounty();
  line('  RSS of the server at 1 million entries, ready', rssMiB(server.pid), 'MiB');
  const { socket } = await visit(target);
  line('  with a watcher of everything', rssMiB(server.pid), 'MiB');
  socket.disconnect();
  await server.end('SIGTERM');
}
