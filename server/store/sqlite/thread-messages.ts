import type { StorageError } from '../store';
import type { Write } from './database';

/** What the writing thread is started with. */
export interface WriterStart {
  folder: string;
}

export interface ThreadRequest {
  number: number;
  ask: { type: 'write'; write: Write } | { type: 'close' };
}

export interface ThreadReply {
  number: number;
  /** false: something that was needed was not there. */
  found?: boolean;
  failed?: { message: string; reason: StorageError['reason'] };
}
