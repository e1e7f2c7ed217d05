import { rowOf } from '../../model/rows';
import { type Check, refuse } from './context';
import { unlessScopeKnown } from './rules';

/** A survey token answers once (semantics 9). */
export const checkAnswer: Check<'survey.answered'> = ({ state }, { body }) =>
  state.evidence.answers.get(body.token)?.length ? refuse('exists', 'this token has answered already', 'token') : null;

/** Only a qualitative row is attested. */
export const checkAttestation: Check<'attestation.made'> = (context, { body }) =>
  rowOf(body.indicator).kind === 'qualitative'
    ? unlessScopeKnown(context, body.scope)
    : refuse('invalid', 'this row is computed, not attested', 'indicator');

export const checkDeviation: Check<'deviation.explained'> = (context, { body }) =>
  unlessScopeKnown(context, body.scope);

/** A void is refused while other entries stand on its target (semantics 2). */
export const checkVoid: Check<'entry.voided'> = ({ canSee, find, whyNotVoid }, { body: { entryId } }) => {
  const why = whyNotVoid(canSee(`entry:${entryId}`) ? find(entryId) : undefined);
  if (why === null) return null;
  if (why === 'unknown-entry') return refuse('unknown-reference', 'there is no such entry', 'entryId');
  const [reason, on] = [why.replace(/:.*/, ''), why.slice(why.indexOf(':') + 1)];
  return refuse(
    'order',
    reason === 'others-stand-on' ? `other entries stand on it: ${on}` : `it cannot be voided: ${why}`,
    'entryId',
  );
};
