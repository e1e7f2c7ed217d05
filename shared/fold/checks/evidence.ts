import { rowOf } from '../../model/rows';
import { type Check, refuse } from './context';
import { unlessScopeKnown } from './rules';

/** Only a qualitative row is attested. */
export const checkAttestation: Check<'attestation.made'> = (context, { body }) =>
  rowOf(body.indicator).kind === 'qualitative'
    ? unlessScopeKnown(context, body.scope)
    : refuse('invalid', 'this row is computed, not attested', 'indicator');

export const checkDeviation: Check<'deviation.explained'> = (context, { body }) =>
  unlessScopeKnown(context, body.scope);

export const checkWords: Check<'form.written'> = (context, { body }) => unlessScopeKnown(context, body.scope);

/** A void is refused while other entries stand on its target (semantics 2). */
export const checkVoid: Check<'entry.voided'> = ({ canSee, find, whyNotVoid }, { body: { entryId } }) => {
  const why = whyNotVoid(canSee(`entry:${entryId}`) ? find(entryId) : undefined);
  if (why === null) return null;
  const { reason, seqs, count } = why;
  if (reason === 'unknown-entry') return refuse('unknown-reference', 'there is no such entry', 'entryId');
  if (count === 0) return refuse('order', `it cannot be voided: ${reason}`, 'entryId');
  const on = reason.slice(reason.indexOf(':') + 1);
  const list = seqs.map((seq) => `#${seq}`).join(', ');
  const named = list === '' ? on : `${on}, named by ${list}`;
  const what = on.startsWith('#') ? list : named;
  const all = count > seqs.length ? `${what} … (${count} entries)` : what;
  return refuse('order', `other entries stand on it: ${all}: void them first`, 'entryId');
};
