import type { Attestation, IndicatorRow, IndicatorsAnswer, Suggestion, Target } from '../contract/http';
import { toIso } from '../model/instant';
import { scopeText } from '../model/scope';
import { SealedFacts } from '../fold/derived/facts';
import type { Fold } from '../fold/fold';
import { settingAt } from '../fold/state/settings';
import { valueAt } from '../fold/state/versions';
import { lastUpTo } from '../fold/state/log';
import { budgetOf, plannedMs } from './budget';
import { type Context, type FormQuery, contextOf } from './context';
import { type Execution, executionOf } from './rows/execution';
import { ATTESTED, MEASURES } from './registry';
import { ROWS, type RowInfo } from '../model/rows';
import type { IndicatorId } from '../model/vocabulary';
import { scoreRow, shownPoints, summarise } from './score';
import { type StateInputs, attestedState, measuredState } from './state';

const EXECUTION_WEIGHT = 10;
/** The row whose coverage says how well the scope was observed. */
const SERVICE_TIME_ROW = ROWS.find((row) => row.hasBudget)!;

/** The twenty rows with what they were evaluated from. */
export interface Evaluation {
  context: Context;
  answer: IndicatorsAnswer;
  /** The points of each row at its worse bound; null without a target. */
  worst: ReadonlyMap<IndicatorId, number | null>;
  execution: Execution | null;
  executionWeight: number;
  inverse: boolean;
}

/** The twenty rows of a scope and period as known now, with states and score (semantics 9, 10). */
export const evaluate = (fold: Fold, query: FormQuery): IndicatorsAnswer => evaluation(fold, query).answer;

export function evaluation(fold: Fold, query: FormQuery): Evaluation {
  const { scope, period, now } = query;
  const { state, derived } = SealedFacts.open(fold.facts);
  const context = contextOf(state, derived, query, fold.knownSums(scope, period, now));
  const weights = weightsOf(context);
  const inverse = settingAt(state, 'inverse', now);
  const measured = new Map([...MEASURES.values()].map((measure) => [measure.id, measure.compute(context)]));
  const inputs: StateInputs = {
    period,
    now,
    coverage: measured.get(SERVICE_TIME_ROW.id)?.coverage ?? null,
    plannedMs: plannedMs(context),
  };
  const rows = ROWS.map((info) => {
    const weight = weights?.weights[info.id] ?? (weights ? 0 : info.weight);
    const result = measured.get(info.id);
    const row = result ? measuredRow(context, info, weight, result, inputs) : attestedRow(context, info, weight);
    return { row, ...scoreRow(row, inverse) };
  });
  const execution = executionOf(context);
  const executionWeight = weights?.execution ?? EXECUTION_WEIGHT;
  const answer: IndicatorsAnswer = {
    scope: scopeText(scope),
    period: period.text,
    evaluatedAt: toIso(now),
    ledger: { seq: state.head.seq, hash: state.head.hash },
    rows: rows.map(({ row, score }) => ({ ...row, score: score === null ? null : shownPoints(score) })),
    score: summarise(rows, execution, executionWeight),
    ...(settingAt(state, 'grouping', now) === 'printed' && { grouping: 'printed' as const }),
  };
  const worst = new Map(rows.map(({ row, worst }) => [row.id, worst === null ? null : shownPoints(worst)]));
  return { context, answer, worst, execution, executionWeight, inverse };
}

const key = ({ scope, period }: Context, id: string) => `${scopeText(scope)}|${id}|${period.text}`;

function targetOf(context: Context, id: string): Target | null {
  return valueAt(context.state.rules.targets.get(key(context, id)), context.now) ?? null;
}

function weightsOf({ state, scope, period, now }: Context) {
  const year = /^\d{4}/.exec(period.text)?.[0];
  return year === undefined ? undefined : valueAt(state.rules.weights.get(`${scopeText(scope)}|${year}`), now);
}

function common(context: Context, { id, no, name, unit }: RowInfo, weight: number) {
  const deviation = valueAt(context.state.evidence.deviations.get(key(context, id)), context.now);
  return {
    id,
    no,
    name,
    unit,
    weight,
    score: null,
    target: targetOf(context, id),
    ...(deviation && { deviation: deviation.reason }),
  };
}

function measuredRow(
  context: Context,
  info: RowInfo,
  weight: number,
  result: ReturnType<NonNullable<ReturnType<typeof MEASURES.get>>['compute']>,
  inputs: StateInputs,
): IndicatorRow {
  const row = common(context, info, weight);
  const out: IndicatorRow = {
    ...row,
    ...result,
    version: MEASURES.get(info.id)!.version,
    state: measuredState(info, result, row.target, inputs),
  };
  if (info.hasBudget && row.target) {
    out.budget = budgetOf(context, Number(row.target.value), inputs.plannedMs, result.numerator ?? 0);
  }
  return out;
}

function attestedRow(context: Context, info: RowInfo, weight: number): IndicatorRow {
  const row = common(context, info, weight);
  const { version, suggest } = ATTESTED.get(info.id)!;
  const attestation = attestationOf(context, info.id);
  const suggestion = suggest?.(context);
  return {
    ...row,
    version,
    value: null,
    state: attestedState(row.target, attestation),
    ...(suggestion && { suggestion: against(suggestion, attestation) }),
    ...(attestation && { attestation }),
  };
}

function attestationOf(context: Context, id: string): Attestation | undefined {
  const fact = lastUpTo(context.state.evidence.attestations.get(key(context, id)) ?? [], context.now);
  return fact && { ...fact.value, at: toIso(fact.at) };
}

function against(suggestion: Suggestion, attestation: Attestation | undefined): Suggestion {
  const contradicts =
    attestation !== undefined &&
    suggestion.grade !== null &&
    (attestation.grade === 'met') !== (suggestion.grade === 'met');
  return contradicts ? { ...suggestion, contradicts } : suggestion;
}
