import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/usr/lib/libreoffice/program/soffice'];
const POPPLER = ['/usr/bin/pdftotext', '/usr/bin/pdfinfo'];
const INSTALL = [
  ['apt-get', 'update'],
  [
    'apt-get',
    'install',
    '-y',
    '--no-install-recommends',
    'libreoffice-calc',
    'libreoffice-writer',
    'fonts-noto-cjk',
    'poppler-utils',
  ],
] as const;

const found = (): string | undefined => [process.env['SOFFICE'], ...PLACES].find((path) => path && existsSync(path));
const hasPoppler = (): boolean => POPPLER.every(existsSync);

/**
 * The official forms are opened by another program than the one that wrote them: found, else installed, else the tests
 * fail with the line that mends it; they are never skipped (contract 1). Tests read its path from SOFFICE.
 */
export default function setup(): void {
  if (!found() || !hasPoppler()) {
    for (const [command, ...args] of INSTALL) {
      spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    }
  }
  const path = found();
  if (!path || !hasPoppler()) {
    throw new Error(
      'the tests of the forms need LibreOffice: sudo apt-get install -y --no-install-recommends libreoffice-calc libreoffice-writer fonts-noto-cjk poppler-utils (or set SOFFICE to its path)',
    );
  }
  process.env['SOFFICE'] = path;
}
