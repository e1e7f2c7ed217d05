import type { IndicatorRow, MoneyLine, MonitoredRow, Summary, SummaryGap, SummaryRow } from '../contract/http';
import { SealedFacts } from '../fold/derived/facts';
import type { Fold } from '../fold/fold';
import { lastUpTo } from '../fold/state/log';
import { settingAt } from '../fold/state/settings';
import { valueAt } from '../fold/state/versions';
import { amountsOf, fenAt } from '../fold/state/grant-amounts';
import type { Context } from '../indicators/context';
import { type Evaluation, evaluation } from '../indicators/evaluate';
import type { Execution } from '../indicators/rows/execution';
import { executionPoints, shownPoints } from '../indicators/score';
import type { Instant } from '../model/instant';
import { type Period, parsePeriod } from '../model/period';
import { rowOf } from '../model/rows';
import { type Scope, areaWithin, scopeText } from '../model/scope';
import { FORM_WORDS } from '../model/vocabulary';
import { deviationCause } from '../reporting/deviation';
import { gapsOf } from './gaps';

/** Versions of the parts that are no row; a formula that must change gets a new one. */
const VERSIONS = { score: 1, execution: 1 } as const;

export interface SummaryQuery {
  scope: Scope;
  year: number;
  /** Some months of the year, for the monitoring form. */
  months?: Period | undefined;
  now: Instant;
  /** Of an edition; absent: a draft. */
  closing?: { edition: number; signedBy: string } | undefined;
}

/**
 * The form of a scope and year as known at `now` (semantics 9–12). It depends on the ledger and `now` alone: the same
 * entries give the same bytes.
 */
export const summaryOf = (fold: Fold, query: SummaryQuery): Summary => workThrough(fold, query).document;

/** The instant at which a year ends in the business zone. */
export const yearEnd = (fold: Fold, year: number): Instant =>
  SealedFacts.open(fold.facts).derived.zone.dayStart(year + 1, 1, 1);

/** The form, and what it still lacks. */
export function workThrough(
  fold: Fold,
  { scope, year, months, now, closing }: SummaryQuery,
): { document: Summary; gaps: SummaryGap[] } {
  const { derived } = SealedFacts.open(fold.facts);
  const period = parsePeriod(String(year), derived.zone)!;
  const form = evaluation(fold, { scope, period, now });
  const monitoring = months && monitoringOf(fold, scope, months, now);
  return { document: documentOf(form, year, { monitoring, closing }), gaps: gapsOf(form) };
}

function documentOf(
  form: Evaluation,
  year: number,
  { monitoring, closing }: Pick<Summary, 'monitoring' | 'closing'>,
): Summary {
  const { context, answer } = form;
  const { state, derived, now, period } = context;
  const grouping = answer.grouping ?? 'national';
  const cycle = settingAt(state, 'cycle', now);
  const cyclePeriod = `cycle:${cycle}`;
  const rows = answer.rows.map((row) => summaryRow(form, row, grouping, cyclePeriod));
  const { weight, rate, score } = executionLine(form);
  return {
    format: 'kaodian-summary/1',
    scope: answer.scope,
    year,
    period: period.text,
    evaluatedAt: answer.evaluatedAt,
    ledger: answer.ledger,
    zone: derived.zone.name,
    rules: { grouping, inverse: form.inverse, cycle },
    versions: { ...VERSIONS, ...Object.fromEntries(rows.map((row) => [row.id, row.version])) },
    projects: projectsOf(context),
    grants: grantsOf(context),
    words: wordsOf(context),
    rows,
    money: moneyOf(form.execution),
    execution: { weight, rate, score },
    score: answer.score,
    ...(monitoring && { monitoring }),
    ...(closing && { closing }),
  };
}

function summaryRow(
  { context, worst }: Evaluation,
  row: IndicatorRow,
  grouping: 'printed' | 'national',
  cyclePeriod: string,
): SummaryRow {
  const { budget: _, failing: __, missing: ___, flagged: ____, deviation, ...rest } = row;
  const cause = deviationCause(row);
  const cycleTarget = valueAt(context.state.rules.targets.get(keyOf(context, row.id, cyclePeriod)), context.now);
  return {
    ...rest,
    group: rowOf(row.id)[grouping],
    cycleTarget: cycleTarget ?? null,
    worst: worst.get(row.id) ?? null,
    ...(cause && { cause }),
    ...(deviation !== undefined && { reason: deviation }),
  };
}

const keyOf = ({ scope }: Context, ...rest: string[]) => [scopeText(scope), ...rest].join('|');

function executionLine({ execution, executionWeight }: Evaluation) {
  return {
    weight: executionWeight,
    rate: execution ? execution.paidFen / execution.availableFen : null,
    score: shownPoints(executionPoints(execution, executionWeight)),
  };
}

/** What was received and carried in is the budget of the year; without its adjustments it is the initial one. */
function moneyOf(execution: Execution | null): Summary['money'] {
  const line = (fen: number, paidFen: number, initialFen = fen): MoneyLine => ({ initialFen, budgetFen: fen, paidFen });
  if (!execution) return { total: line(0, 0), received: line(0, 0), carriedIn: line(0, 0) };
  const { received, carriedIn, availableFen, paidFen } = execution;
  return {
    total: line(availableFen, paidFen, received.initialFen + carriedIn.fen),
    received: line(received.fen, received.paidFen, received.initialFen),
    carriedIn: line(carriedIn.fen, carriedIn.paidFen),
  };
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

/** The projects of the scope that were budgeted by now, with their last names. */
function projectsOf({ state, hasProject, now }: Context): Summary['projects'] {
  const found: Summary['projects'] = [];
  for (const { id, budgeted } of state.money.projects.values()) {
    const budget = lastUpTo(budgeted, now);
    if (budget && hasProject(id)) found.push({ id, name: budget.value.name });
  }
  return found.sort(byId);
}

function grantsOf({ state, scope, now }: Context): Summary['grants'] {
  const found: Summary['grants'] = [];
  for (const grant of state.money.grants.values()) {
    const first = grant.received[0];
    if (!first || first.at > now) continue;
    const { id } = grant;
    const { number, area } = first.value;
    const amountFen = fenAt(amountsOf(grant), now);
    const isOurs = scope.kind === 'area' ? areaWithin(area, scope.code) : scope.kind === 'grant' && scope.id === id;
    if (isOurs) found.push({ id, number, amountFen });
  }
  return found.sort(byId);
}

function wordsOf(context: Context): Summary['words'] {
  const words: Summary['words'] = {};
  for (const field of FORM_WORDS) {
    const log = context.state.evidence.words.get(keyOf(context, context.period.text, field));
    const written = valueAt(log, context.now);
    if (written !== undefined) words[field] = written;
  }
  return words;
}

/** The months of the monitoring form, with the reasons that were written for them. */
function monitoringOf(fold: Fold, scope: Scope, months: Period, now: Instant): NonNullable<Summary['monitoring']> {
  const { context, answer, execution } = evaluation(fold, { scope, period: months, now });
  const rows = answer.rows.map((row): MonitoredRow => {
    const { id, value, numerator, denominator, low, high, coverage, attestation } = row;
    const explained = valueAt(context.state.evidence.deviations.get(keyOf(context, id, months.text)), now);
    return definedOnly({
      id,
      value,
      numerator,
      denominator,
      low,
      high,
      coverage,
      attestation,
      reason: explained?.reason,
      causes: explained?.causes,
      outlook: explained?.outlook,
      expected: explained?.expected,
    });
  });
  const { received, carriedIn } = execution ?? { received: { paidFen: 0 }, carriedIn: { paidFen: 0 } };
  return { period: months.text, receivedPaidFen: received.paidFen, carriedInPaidFen: carriedIn.paidFen, rows };
}

/** A copy without what is undefined: canonical JSON has no such value. */
function definedOnly<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
