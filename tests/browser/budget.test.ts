import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const CLIENT = 'dist/client';
const KB = 1000;

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
}
const manifest = JSON.parse(readFileSync(`${CLIENT}/.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;

/** The scripts and styles of chunks, and of what they import at once. */
function filesOf(...names: string[]): string[] {
  const chunks = new Set(names);
  const files = new Set<string>();
  for (const name of chunks) {
    const chunk = manifest[name];
    if (!chunk) throw new Error(`the build has no ${name}`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const next of chunk.imports ?? []) chunks.add(next);
  }
  return [...files].filter((file) => /\.(js|css)$/.test(file));
}

const sizeOf = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(`${CLIENT}/${file}`), { level: 9 }).length, 0);

const PHONE = 'm.html';
const DESK = 'index.html';

describe('what a first visit loads, script and style, gzip', () => {
  it('the phone with its log-in: at most 160 kB, and nothing of the component library or the charts', () => {
    const files = filesOf(PHONE);
    expect(sizeOf(files)).toBeLessThanOrEqual(160 * KB);
    const code = files.map((file) => readFileSync(`${CLIENT}/${file}`, 'utf8')).join('\n');
    expect(code).not.toMatch(/el-popper|el-button__|echarts/);
  });

  it('the wall: at most 160 kB of the 400 kB that it may, and nothing of the component library or the charts', () => {
    const files = filesOf('wall.html');
    expect(sizeOf(files)).toBeLessThanOrEqual(160 * KB);
    const code = files.map((file) => readFileSync(`${CLIENT}/${file}`, 'utf8')).join('\n');
    expect(code).not.toMatch(/el-popper|el-button__|echarts/);
  });

  it('the desk’s log-in and the phone that it leads a technician to, together: at most 200 kB', () => {
    const files = new Set([...filesOf(DESK, 'pages/LoginPage.vue'), ...filesOf(PHONE)]);
    expect(sizeOf([...files])).toBeLessThanOrEqual(200 * KB);
  });
});
