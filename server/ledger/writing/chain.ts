import { createHash } from 'node:crypto';
import { canonical } from '../../../shared/model/canonical';
import type { Draft, Entry } from '../../../shared/model/entry';
import { type Instant, toIso } from '../../../shared/model/instant';
import type { Head } from '../../store/store';

export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Adds a draft to the chain (semantics 2) and makes its line of an export. In canonical order `hash` stands between `body`
 * and `id`: the hashed text and the line share both halves, so the body is serialised once.
 */
export function seal(draft: Draft, head: Head, recordedAt: Instant): { entry: Entry; line: string } {
  const seq = head.seq + 1;
  const front = canonical({ actor: draft.actor, at: toIso(draft.at), body: draft.body }).slice(0, -1);
  const back = canonical({ id: draft.id, kind: draft.kind, prev: head.hash, recordedAt: toIso(recordedAt), seq }).slice(
    1,
  );
  const hash = sha256(`${front},${back}`);
  const entry = { ...draft, seq, recordedAt, prev: head.hash, hash } as Entry;
  return { entry, line: `${front},"hash":"${hash}",${back}` };
}
