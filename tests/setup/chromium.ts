import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Renders a printed page, so that a test can look at it. */
const PDF_RENDERER = '/usr/bin/pdftoppm';
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Chromium without its own windows and toolbars: a page costs it half as much. Debian has it, not every system does. */
const SHELL = '/usr/bin/chromium-headless-shell';
const ENGINE = ['chromium', 'fonts-noto-cjk', 'poppler-utils'];

function install(...packages: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const [command, ...args] of [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', ...packages],
  ] as const) {
    spawnSync(command, args, { stdio: ['ignore', 2, 2], env });
  }
}

function found(): string | undefined {
  return [process.env['CHROMIUM'], ...PLACES].find((path) => path && existsSync(path));
}

/**
 * The pages are tested in a real Chromium: found, else installed, else the tests fail with the line that mends it; they
 * are never skipped (contract 1). Tests read its path from CHROMIUM; those that need no installed app, camera or profile
 * read CHROMIUM_PAGES, the headless shell of the same engine where there is one.
 */
export default function setup(): void {
  const chosen = process.env['CHROMIUM'];
  if (!found() || !existsSync(PDF_RENDERER)) install(...ENGINE);
  if (!chosen && !existsSync(SHELL)) install('chromium-headless-shell');
  const path = found();
  if (!path) {
    throw new Error('the browser tests need Chromium: sudo apt-get install -y chromium (or set CHROMIUM to its path)');
  }
  if (!existsSync(PDF_RENDERER)) {
    throw new Error('the tests of printed pages need pdftoppm: sudo apt-get install -y poppler-utils');
  }
  process.env['CHROMIUM'] = path;
  process.env['CHROMIUM_PAGES'] = !chosen && existsSync(SHELL) ? SHELL : path;
}
