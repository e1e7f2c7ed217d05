import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OutputRefused, outputFolder } from '../store/output-path';

/**
 * The folder of scheduled backups, all links followed: it exists, can be written to, and is no part of the data folder.
 * @throws OutputRefused with one line that says what is wrong and how to mend it.
 */
export function backupFolder(given: string, dataFolder: string): string {
  const stats = statSync(given, { throwIfNoEntry: false });
  if (!stats) throw new OutputRefused(`there is no folder ${given}: make it, or mount its disk, before the start`);
  if (!stats.isDirectory()) throw new OutputRefused(`${given} is no folder`);
  const folder = outputFolder(given, dataFolder);
  const probe = join(folder, `.kaodian-${process.pid}`);
  try {
    closeSync(openSync(probe, 'wx', 0o600));
  } catch (error) {
    throw new OutputRefused(`nothing can be written to ${given}: ${(error as Error).message}`);
  } finally {
    rmSync(probe, { force: true });
  }
  return folder;
}
