import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const CLIENT = 'dist/client';
const KB = 1000;

/** The scripts and styles that a page's HTML names, and what they import at once. */
function filesOf(page: string): string[] {
  const html = readFileSync(`${CLIENT}/${page}`, 'utf8');
  const found = new Set([...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file!));
  for (const file of found) {
    if (!file.endsWith('.js')) continue;
    const code = readFileSync(`${CLIENT}/${file}`, 'utf8');
    for (const [, next] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) found.add(`assets/${next}`);
  }
  return [...found];
}

const sizeOf = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(`${CLIENT}/${file}`), { level: 9 }).length, 0);

describe('what a first visit loads, script and style, gzip', () => {
  it('the phone: at most 160 kB, and nothing of the component library or the charts', () => {
    const files = filesOf('m.html');
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

  it('log-in and phone together: at most 200 kB', () => {
    const login = filesOf('m.html');
    const names = readFileSync(`${CLIENT}/sw.js`, 'utf8');
    const page = [.../assets\/LoginPage-[\w-]+\.(?:js|css)/g[Symbol.matchAll](names)].map(([file]) => file);
    expect(page.length).toBeGreaterThan(0);
    expect(sizeOf([...new Set([...login, ...page])])).toBeLessThanOrEqual(200 * KB);
  });
});
