import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StorageError } from '../store';

/** The file that stands in a data folder while a backup is restored into it. */
export const RESTORE_MARK = 'restore.unfinished';

/** @throws StorageError when a restore into the folder was interrupted: what it holds is not complete. */
export function assertRestored(folder: string): void {
  if (!existsSync(join(folder, RESTORE_MARK))) return;
  throw new StorageError(
    `a restore into ${folder} was not finished: run the same restore again, or name an empty folder`,
    'broken',
  );
}
