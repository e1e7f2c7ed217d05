import { randomUUID } from 'node:crypto';
import type { Draft } from '../../shared/model/entry';
import type { BodyOf } from '../../shared/model/kinds';
import type { Refusal } from '../../shared/model/vocabulary';
import { takeTexts } from '../ledger/writing/paper-texts';
import type { Context } from '../services/context';
import type { CompleteForm } from './form';

/** Who answers a survey as a writer: an actor that is no account, and the same for everybody. */
export const ANSWERER = 'survey';

const OFF: Refusal = { code: 'forbidden', message: 'the setting surveys is off' };

export type AnswerOutcome = 'recorded' | 'used' | 'closed' | 'off' | 'missing';

type Deps = Pick<Context, 'ledger' | 'clock' | 'metrics'>;
export interface Slip {
  surveyId: string;
  siteId: string;
  token: string;
}

/**
 * Writes one answer. The page's entry id makes it idempotent: a form that is sent twice is one answer, and both are
 * answered as received. An id that says something else already is replaced by a new one: then the token decides.
 */
export async function recordAnswer(deps: Deps, slip: Slip, form: CompleteForm): Promise<AnswerOutcome> {
  const first = await attempt(deps, slip, form, form.entryId ?? randomUUID());
  if (first !== 'taken') return first;
  const second = await attempt(deps, slip, form, randomUUID());
  if (second === 'taken') throw new Error('two random ids were taken');
  return second;
}

async function attempt(
  { ledger, clock, metrics }: Deps,
  slip: Slip,
  { group, score, comment }: CompleteForm,
  id: string,
): Promise<AnswerOutcome | 'taken'> {
  const said = { ...slip, group, score, ...(comment !== '' && { note: comment }) };
  const { body, papers } = takeTexts(said);
  const draft: Draft = {
    id,
    kind: 'survey.answered',
    at: clock(),
    actor: ANSWERER,
    body: body as BodyOf<'survey.answered'>,
  };
  const results = await ledger.record({
    entries: [{ id }],
    own: [{ draft, sentAt: null, sentBody: said, papers }],
    // The kind is not `sourced`: the source is not recorded.
    writer: { actor: ANSWERER, source: 'push' },
    authorize: (one, fold, now) => (fold.setting('surveys', now) ? fold.check(one, now) : OFF),
  });
  metrics.counted(results);
  const [{ outcome, error }] = results as [(typeof results)[number]];
  if (outcome !== 'refused') return 'recorded';
  switch (error?.code) {
    case 'conflict':
      return 'taken';
    case 'exists':
      return 'used';
    case 'order':
      return 'closed';
    case 'forbidden':
      return 'off';
    case 'unknown-reference':
    case 'unknown-site':
      return 'missing';
    default:
      throw new Error(`an answer was refused: ${error?.code}: ${error?.message}`);
  }
}
