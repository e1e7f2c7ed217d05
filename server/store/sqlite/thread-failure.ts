import { StorageError } from '../store';

/** An error as a thread reports it. */
export function failureOf(error: unknown): { message: string; reason: StorageError['reason'] } {
  if (error instanceof StorageError) return { message: error.message, reason: error.reason };
  return { message: error instanceof Error ? error.message : String(error), reason: 'broken' };
}
