import { readFileSync } from 'node:fs';
import { get, heldUp } from './any-window';
import { COUNTY } from './county';
import { serveCounty } from './county-folder';
import { line } from './report';

const MB = 1024;

/** Resident memory of a process, MB. */
const memoryOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / MB;

/** The official forms of a county with a million entries, and the records behind a row, beside the live feed. */
export async function formsBench(): Promise<void> {
  const { server, target } = await serveCounty();
  const year = new Date().getFullYear();
  const form = (format: string) => `/api/summary/${year}?scope=${COUNTY}&format=${format}`;
  const annex = (format: string) =>
    `/api/summary/${year}/evidence?scope=${COUNTY}&indicator=fault-rate&format=${format}`;
  // The worker reads the ledger when it is first asked: what it holds then is no part of the form.
  const first = await heldUp(target, () => get(target, form('json')));
  line('a form, the worker reading a million entries first', first.ms, 'ms');
  const before = memoryOf(server.pid);
  const measures: [name: string, path: string, most: number, mostMb: number][] = [
    ['a form as .json', form('json'), 1000, 150],
    ['a form as .xlsx', form('xlsx'), 1000, 150],
    ['a form as .docx', form('docx'), 1000, 150],
    ['the records of the fault rate as .csv', annex('csv'), 20_000, 200],
    ['the records of the fault rate as .xlsx', annex('xlsx'), 20_000, 200],
  ];
  for (const [name, path, most, mostMb] of measures) {
    let memory = 0;
    const watching = setInterval(() => (memory = Math.max(memory, memoryOf(server.pid) - before)), 20);
    const { ms, small, pulse } = await heldUp(target, () => get(target, path));
    clearInterval(watching);
    line(name, ms, 'ms', { name: 'aim', value: most, aim: `≤ ${most / 1000} s` });
    line('  more memory than before it, at most', memory, 'MB', { name: 'aim', value: mostMb, aim: `≤ ${mostMb} MB` });
    line('  a small request meanwhile, at most', small, 'ms');
    line('  a pulse late by, at most', pulse, 'ms');
  }
  await server.end('SIGTERM');
}
