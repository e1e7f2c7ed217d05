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
  failed?: { message: string; reason: StorageError['reason'] };
}
