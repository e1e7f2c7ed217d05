import { canonical } from '../../../shared/model/canonical';
import { type Instant, fromIso } from '../../../shared/model/instant';
import { specOf } from '../../../shared/model/kinds';
import type { KeptEntry, KeptPaper } from '../../store/store';
import type { Prepared } from './draft';
import { mapTexts, paperRef } from './paper-texts';

/**
 * Whether a sent entry repeats a recorded one: the same kind, actor, `at` and body (contract 4, `duplicate`). `at` is
 * compared as sent, since its correction differs at each sending; a text is compared with its paper. Instants of the body
 * that the writer's clock made were corrected as `at` was.
 */
export function isSame(kept: KeptEntry, again: Prepared, papers: ReadonlyMap<string, KeptPaper>): boolean {
  const { entry } = kept;
  const { draft } = again;
  if (entry.kind !== draft.kind || entry.actor !== draft.actor || kept.sentAt !== again.sentAt) return false;
  const refs = new Map<string, string>();
  mapTexts(entry.body, (ref, path) => refs.set(path, ref));
  const restored = mapTexts(again.sentBody, (text, path) => {
    const ref = refs.get(path);
    return ref !== undefined && says(papers.get(ref), ref, text) ? ref : text;
  });
  const body: Record<string, unknown> = { ...entry.body, source: undefined };
  for (const field of specOf(entry.kind).writerInstants ?? []) {
    const sent = (restored as Record<string, unknown>)[field];
    if (isSameInstant(body[field], sent, { kept, again, field })) body[field] = sent;
  }
  return canonical(body) === canonical(restored);
}

/** How far two corrections of the same instant may differ when `at` was left out: the time in the air of each sending. */
const AIR_TOLERATED_MS = 2 * 60_000;

interface Sendings {
  kept: KeptEntry;
  again: Prepared;
  field: string;
}

/** Whether a recorded instant is the one that is sent again, before its correction. */
function isSameInstant(recorded: unknown, sent: unknown, { kept, again, field }: Sendings): boolean {
  if (typeof recorded !== 'string' || typeof sent !== 'string') return false;
  // With `at`, the difference that it was corrected by is known. Earlier versions did not correct these instants.
  if (kept.sentAt !== null) return fromIso(recorded) - fromIso(sent) === kept.entry.at - kept.sentAt;
  const corrected: Instant = fromIso((again.draft.body as unknown as Record<string, string>)[field]!);
  return Math.abs(fromIso(recorded) - corrected) <= AIR_TOLERATED_MS;
}

/** An erased paper cannot be compared: any text at its place counts as the same. */
function says(paper: KeptPaper | undefined, ref: string, text: string): boolean {
  return !paper || paper.erased || paperRef(paper.salt, Buffer.from(text, 'utf8')) === ref;
}
