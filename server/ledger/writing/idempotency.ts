import { canonical } from '../../../shared/model/canonical';
import type { KeptEntry, KeptPaper } from '../../store/store';
import type { Prepared } from './draft';
import { mapTexts, paperRef } from './paper-texts';

/**
 * Whether a sent entry repeats a recorded one: the same kind, actor, `at` and body (contract 4, `duplicate`). `at` is
 * compared as sent, since its correction differs at each sending; a text is compared with its paper.
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
  return canonical({ ...entry.body, source: undefined }) === canonical(restored);
}

/** An erased paper cannot be compared: any text at its place counts as the same. */
function says(paper: KeptPaper | undefined, ref: string, text: string): boolean {
  return !paper || paper.erased || paperRef(paper.salt, Buffer.from(text, 'utf8')) === ref;
}
