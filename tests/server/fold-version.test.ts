import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldFactory } from '../../server/ledger/folding/fold-factory';
import { foldVersionOf } from '../../server/ledger/folding/fold-version';
import { tempFolder } from './kit';

let shared: string;
beforeEach(() => {
  shared = tempFolder();
  mkdirSync(join(shared, 'fold', 'kinds'), { recursive: true });
  mkdirSync(join(shared, 'contract'));
  writeFileSync(join(shared, 'fold', 'kinds', 'site.ts'), 'export const a = 1;');
});
afterEach(() => rmSync(shared, { recursive: true, force: true }));

describe('the version of the fold, by which checkpoints are told apart', () => {
  it('changes with the text, the name and the number of its sources, and with nothing else', () => {
    const version = foldVersionOf(shared);
    expect(version).toMatch(/^[0-9a-f]{16}$/);
    writeFileSync(join(shared, 'contract', 'http.ts'), 'export const b = 1;');
    expect(foldVersionOf(shared)).toBe(version);
    const site = join(shared, 'fold', 'kinds', 'site.ts');
    writeFileSync(site, 'export const a = 2;');
    const edited = foldVersionOf(shared);
    renameSync(site, join(shared, 'fold', 'kinds', 'room.ts'));
    const renamed = foldVersionOf(shared);
    writeFileSync(join(shared, 'fold', 'fold.ts'), '');
    expect(new Set([version, edited, renamed, foldVersionOf(shared)]).size).toBe(4);
  });

  it('is that of the sources when the server runs from them, as in `npm run dev`', () => {
    expect(foldFactory.version).toBe(foldVersionOf(join(import.meta.dirname, '../../shared')));
  });
});
