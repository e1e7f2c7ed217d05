import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folders of `shared/` whose code makes the fold. */
const FOLDERS = ['model', 'timeline', 'fold', 'indicators'];

/** A digest of the sources that make the fold: it changes with every change of them. */
export function foldVersionOf(shared: string): string {
  const digest = createHash('sha256');
  for (const folder of FOLDERS) {
    const under = join(shared, folder);
    const names = existsSync(under) ? readdirSync(under, { recursive: true, encoding: 'utf8' }) : [];
    for (const name of names.filter((one) => one.endsWith('.ts')).sort()) {
      digest.update(`${folder}/${name}\n`).update(readFileSync(join(under, name)));
    }
  }
  return digest.digest('hex').slice(0, 16);
}
