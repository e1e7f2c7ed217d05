import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Renders a printed page, so that a test can look at it. */
const PDF_RENDERER = '/usr/bin/pdftoppm';
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const INSTALL = [
  ['apt-get', 'update'],
  ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk', 'poppler-utils'],
] as const;

function found(): string | undefined {
  return [process.env['CHROMIUM'], ...PLACES].find((path) => path && existsSync(path));
}

/**
 * The pages are tested in a real Chromium: found, else installed, else the tests fail with the line that mends it; they
 * are never skipped (contract 1). Tests read its path from CHROMIUM.
 */
export default function setup(): void {
  if (!found() || !existsSync(PDF_RENDERER)) {
    for (const [command, ...args] of INSTALL) {
      spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    }
  }
  const path = found();
  if (!path) {
    throw new Error('the browser tests need Chromium: sudo apt-get install -y chromium (or set CHROMIUM to its path)');
  }
  if (!existsSync(PDF_RENDERER)) {
    throw new Error('the tests of printed pages need pdftoppm: sudo apt-get install -y poppler-utils');
  }
  process.env['CHROMIUM'] = path;
}
