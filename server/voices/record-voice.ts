import { randomUUID } from 'node:crypto';
import type { Draft } from '../../shared/model/entry';
import type { BodyOf } from '../../shared/model/kinds';
import type { Refusal } from '../../shared/model/vocabulary';
import { takeTexts } from '../ledger/writing/paper-texts';
import type { Context } from '../services/context';
import { type VoiceForm, saidBy } from './form';

/** People without an account as a writer: an actor that is no account. */
export const PUBLIC = 'public';

/** Open voices of a device: more of them say nothing new, and the ledger keeps every one for good. */
export const OPEN_MAX = 50;
const ENOUGH: Refusal = { code: 'order', message: `${OPEN_MAX} reports of this device wait to be looked at` };
const OFF: Refusal = { code: 'forbidden', message: 'the setting voices is off' };

export type VoiceOutcome =
  { outcome: 'recorded'; voiceId: string } | { outcome: 'refused'; why: 'off' | 'enough' | 'missing' };

type Deps = Pick<Context, 'ledger' | 'clock' | 'metrics'>;

/**
 * Writes one voice. The page's entry id makes it idempotent: a form that is sent twice is one voice. An id that says
 * something else already (the form was changed and sent again) is replaced by a new one, so nobody learns which ids exist.
 */
export async function recordVoice(deps: Deps, deviceId: string, form: VoiceForm): Promise<VoiceOutcome> {
  const first = await attempt(deps, deviceId, form, form.entryId ?? randomUUID());
  if (first !== 'taken') return first;
  const second = await attempt(deps, deviceId, form, randomUUID());
  if (second === 'taken') throw new Error('two random ids were taken');
  return second;
}

async function attempt(
  { ledger, clock, metrics }: Deps,
  deviceId: string,
  form: VoiceForm,
  id: string,
): Promise<VoiceOutcome | 'taken'> {
  const voiceId = `V-${id.slice(0, 8).toUpperCase()}`;
  const said = { voiceId, deviceId, problems: [...saidBy(form)], ...(form.note !== '' && { note: form.note }) };
  const { body, papers } = takeTexts(said);
  const draft: Draft = {
    id,
    kind: 'fault.voiced',
    at: clock(),
    actor: PUBLIC,
    body: body as BodyOf<'fault.voiced'>,
  };
  const results = await ledger.record({
    entries: [{ id }],
    own: [{ draft, sentAt: null, sentBody: said, papers }],
    // The kind is not `sourced`: the source is not recorded.
    writer: { actor: PUBLIC, source: 'push' },
    authorize: (one, fold, now) => {
      if (!fold.setting('voices', now)) return OFF;
      return fold.things.openVoices(deviceId, now) >= OPEN_MAX ? ENOUGH : fold.check(one, now);
    },
  });
  metrics.counted(results);
  const [{ outcome, error }] = results as [(typeof results)[number]];
  if (outcome !== 'refused') return { outcome: 'recorded', voiceId };
  switch (error?.code) {
    case 'conflict':
    case 'exists':
      return 'taken';
    case 'forbidden':
      return { outcome: 'refused', why: 'off' };
    case 'order':
      return { outcome: 'refused', why: 'enough' };
    case 'unknown-device':
    case 'not-in-service':
      return { outcome: 'refused', why: 'missing' };
    default:
      throw new Error(`a voice was refused: ${error?.code}: ${error?.message}`);
  }
}
