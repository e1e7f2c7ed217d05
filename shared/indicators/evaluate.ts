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
import { executionRate } from './execution';
import { ATTESTED, MEASURES } from './registry';
import { ROWS, type RowInfo } from '../model/rows';
import { scoreRow, summarise } from './score';
import { type StateInputs, attestedState, measuredState } from './state';

const EXECUTION_WEIGHT = 10;
/** The row whose coverage says how well the scope was observed. */
const SERVICE_TIME_ROW = ROWS.find((row) => row.hasBudget)!;

/** The twenty rows of a scope and period as known now, with states and score (semantics 9, 10). */
export function evaluate(fold: Fold, query: FormQuery): IndicatorsAnswer {
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
    const { score, worst } = scoreRow(row, inverse);
    return { row: { ...row, score }, worst };
  });
  return {
    scope: scopeText(scope),
    period: period.text,
    evaluatedAt: toIso(now),
    ledger: { seq: state.head.seq, hash: state.head.hash },
    rows: rows.map((one) => one.row),
    score: summarise(rows, executionRate(context), weights?.execution ?? EXECUTION_WEIGHT),
    ...(settingAt(state, 'grouping', now) === 'printed' && { grouping: 'printed' as const }),
  };
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
  return { id, no, name, unit, weight, score: null, target: targetOf(context, id), ...(deviation && { deviation }) };
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
