import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { logIn, spawnServer, untilReady } from './process';

/** The nice values of the threads of a process (proc(5), field 19 of `stat`; the name in brackets may hold spaces). */
const nicesOf = (pid: number) =>
  readdirSync(`/proc/${pid}/task`).map((thread) => {
    const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  });

it.runIf(process.platform === 'linux')('threads for long questions yield to the one that serves', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaodian-priority-'));
  const server = await spawnServer(folder);
  try {
    await untilReady(server);
    const main = Number(readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[16]);
    expect(main).toBeLessThan(10);
    expect(nicesOf(server.pid)).not.toContain(10);
    // The reading thread starts when it is asked.
    const answer = await fetch(`${server.url}/api/ledger?limit=10`, { headers: { cookie: await logIn(server.url) } });
    expect(answer.status).toBe(200);
    expect(nicesOf(server.pid)).toContain(10);
  } finally {
    await server.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
});
