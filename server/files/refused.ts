import type { FileCode } from '../../shared/workbooks/words';

/** A file that is refused as a whole. */
export class FileRefused extends Error {
  constructor(
    readonly code: FileCode,
    /** The part, the sheet or the cell that it is about. */
    readonly where?: string,
    /** What was found instead. */
    readonly found: readonly string[] = [],
  ) {
    super(code);
  }
}
