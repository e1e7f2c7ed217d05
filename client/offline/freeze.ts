import { WRITER_INSTANTS } from '../../shared/model/writer-instants';
import type { FrozenEntry, QueuedEntry } from './queued-entry';

/**
 * An entry as it is sent for good: its `at`, and the instants of its body that the same clock made, moved onto the
 * server's clock. It is sent without `sentAt`, so that the time that a request is under way never moves them.
 * @param correction ms
 */
export function freeze({ kind, body, at }: Pick<QueuedEntry, 'kind' | 'body' | 'at'>, correction: number): FrozenEntry {
  const moved: Record<string, unknown> = { ...body };
  for (const field of WRITER_INSTANTS[kind] ?? []) {
    const instant = moved[field];
    if (typeof instant === 'string') moved[field] = new Date(Date.parse(instant) + correction).toISOString();
  }
  return { at: new Date(at + correction).toISOString(), body: moved };
}
