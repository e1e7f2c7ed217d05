import type { Draft } from '../../model/entry';
import type { Refusal } from '../../model/vocabulary';
import { type CheckContext, refuse } from './refuse';
import { whyNotVoid } from '../kinds/voids';

/** A void is refused while other entries stand on its target (semantics 2); second answers of a token as well. */
export function checkVoid({ fold, canSee }: CheckContext, draft: Draft): Refusal | null {
  if (draft.kind === 'survey.answered') {
    const before = fold.state.evidence.answers.get(draft.body.token);
    return before && before.length > 0 ? refuse('exists', 'this token has answered already', 'token') : null;
  }
  if (draft.kind !== 'entry.voided') return null;
  const { entryId } = draft.body;
  const target = canSee(`entry:${entryId}`) ? fold.options.find(entryId) : undefined;
  const why = whyNotVoid(fold.state, fold.derived, target);
  if (why === null) return null;
  if (why === 'unknown-entry') return refuse('unknown-reference', 'there is no such entry', 'entryId');
  const [reason, on] = [why.replace(/:.*/, ''), why.slice(why.indexOf(':') + 1)];
  return refuse(
    'order',
    reason === 'others-stand-on' ? `other entries stand on it: ${on}` : `it cannot be voided: ${why}`,
    'entryId',
  );
}
