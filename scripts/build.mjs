/** `npm run build`: both builds (or the one named), when the sources changed since the last, or always with --force. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
const STAMP = { client: 'dist/client.digest', server: 'dist/server.digest' };
const SOURCES = { client: ['client', 'shared'], server: ['server', 'shared'] };

function digestOf(part) {
  const digest = createHash('sha256');
  const files = ['package-lock.json', 'vite.config.ts', 'scripts/service-worker.ts'];
  for (const folder of SOURCES[part]) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort();
    files.push(...names.map((name) => join(folder, name)));
  }
  for (const file of files) {
    if (statSync(join(root, file)).isFile()) digest.update(`${file}\n`).update(readFileSync(join(root, file)));
  }
  return digest.digest('hex');
}

function isFresh(part, digest) {
  const stamp = join(root, STAMP[part]);
  const made = part === 'client' ? 'dist/client/index.html' : 'dist/server/main.js';
  return existsSync(join(root, made)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
}

/**
 * Builds a part unless it is fresh; what the build says goes to stderr, so that a command's output stays its own.
 * @param {'client' | 'server'} part
 */
export function build(part, force = false) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  if (!existsSync(vite)) {
    process.stderr.write(
      `there is no build of the ${part}, and the packages that make it are not installed: run npm ci, then npm run build\n`,
    );
    process.exit(1);
  }
  const digest = digestOf(part);
  if (!force && isFresh(part, digest)) return;
  // Built aside and put in its place at the end: what runs meanwhile never finds half a build.
  const made = join(root, `dist/${part}`);
  const aside = `${made}.${process.pid}`;
  const args = [vite, 'build', '--logLevel', 'warn', '--outDir', aside];
  if (part === 'server') args.push('--ssr');
  // Whoever asks for it: what is built is what is shipped, also when a test runner asks.
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    rmSync(aside, { recursive: true, force: true });
    process.stderr.write(`the ${part} could not be built\n`);
    process.exit(status ?? 1);
  }
  rmSync(made, { recursive: true, force: true });
  renameSync(aside, made);
  writeFileSync(join(root, STAMP[part]), digest);
}

/** Whether there is a build at all, fresh or not: an installed server has no sources to compare with. */
export function isBuilt(part) {
  return existsSync(join(root, part === 'client' ? 'dist/client/index.html' : 'dist/server/main.js'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const force = process.argv.includes('--force');
  const only = process.argv.find((word) => word === 'client' || word === 'server');
  for (const part of ['client', 'server']) if (!only || only === part) build(part, force);
}
