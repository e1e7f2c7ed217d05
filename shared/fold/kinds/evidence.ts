import { checkAttestation, checkDeviation, checkVoid, checkWords } from '../checks/evidence';
import { checkAnswer } from '../checks/surveys';
import { type Handlers, filesNothing, filing, omit } from './handler';
import { getOrCreate } from '../state/state';

const about = (body: { scope: string; indicator: string; period: string }) =>
  `${body.scope}|${body.indicator}|${body.period}`;

export const evidenceHandlers = {
  'survey.answered': filing({
    log: (state, { body }) => getOrCreate(state.evidence.answers, body.token, () => []),
    value: ({ body }) => omit(body, 'token'),
    invalidate: (_, { body }, invalidations) => invalidations.reindex('answer', body.token),
    check: checkAnswer,
  }),
  'attestation.made': filing({
    log: (state, { body }) => getOrCreate(state.evidence.attestations, about(body), () => []),
    value: ({ actor, body }) => ({ ...omit(body, 'scope', 'indicator', 'period'), actor }),
    check: checkAttestation,
  }),
  'deviation.explained': filing({
    log: (state, { body }) => getOrCreate(state.evidence.deviations, about(body), () => []),
    value: ({ body }) => omit(body, 'scope', 'indicator', 'period'),
    check: checkDeviation,
  }),
  'form.written': filing({
    log: (state, { body: { scope, period, field } }) =>
      getOrCreate(state.evidence.words, `${scope}|${period}|${field}`, () => []),
    value: ({ body }) => body.statement,
    check: checkWords,
  }),
  'entry.voided': filesNothing(checkVoid),
} satisfies Handlers;
