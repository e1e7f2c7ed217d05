import type { IndicatorRow, PreviewAnswer } from '../../../shared/contract/http';
import type { RecordableKind } from '../../../shared/model/kinds';
import type { Refusal } from '../../../shared/model/vocabulary';
import type { FailureCode } from '../../vocabulary';

/** What a draft changes in the figures, as far as it is known. */
export interface Effect {
  /** `tooMany`: more entries than one question takes. */
  state: 'unchanged' | 'working' | 'known' | 'failed' | 'tooMany';
  /** Rows whose shown figure, state or budget differs; while the next answer is worked out, those of the last one. */
  rows: readonly EffectRow[];
  /** The score of the form, where it changes. */
  score: { before: number | null; after: number | null } | null;
  /** The drafts that the server would refuse, each sentence once. */
  refused: readonly { kind: RecordableKind; error: Refusal; index: number }[];
  /** Why it cannot be told. */
  code: FailureCode | null;
  /** The newest entry that it was worked out from. */
  seq: number | null;
}

export interface EffectRow {
  before: IndicatorRow;
  after: IndicatorRow;
}

export const NO_EFFECT: Effect = { state: 'unchanged', rows: [], score: null, refused: [], code: null, seq: null };

/** What a row shows: a change of anything else is no effect to be told. */
const shown = ({ value, low, high, numerator, denominator, state, target, weight, budget }: IndicatorRow) =>
  JSON.stringify([value, low, high, numerator, denominator, state, target, weight, budget?.leftMs]);

/** The answer of the server as the effect of drafts. */
export function effectOf(answer: PreviewAnswer, kinds: readonly RecordableKind[]): Effect {
  const refused = answer.results.flatMap(({ error }, index) => {
    const kind = kinds[index];
    return error && kind ? [{ kind, error, index }] : [];
  });
  const { score } = answer;
  return {
    state: 'known',
    rows: answer.rows.filter(({ before, after }) => shown(before) !== shown(after)),
    score: score ? { before: score.before?.total ?? null, after: score.after?.total ?? null } : null,
    refused,
    code: null,
    seq: answer.ledger.seq,
  };
}
