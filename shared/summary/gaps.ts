import type { IndicatorRow, SummaryGap } from '../contract/http';
import { deviationCause } from '../reporting/deviation';
import { rowOf } from '../model/rows';
import type { Evaluation } from '../indicators/evaluate';
import { faultsInPeriod } from '../indicators/rows/timely-repair';

const ENOUGH_COVERAGE = 0.95;
const UNSIGNED = 'unsigned:';

/** What the form of a year still lacks, in the order of its rows; what blocks comes first (semantics 10, 12). */
export function gapsOf({ context, answer }: Evaluation): SummaryGap[] {
  const { now, period } = context;
  const gaps: SummaryGap[] = now < period.to ? [{ what: 'notOver', blocks: true }] : [];
  if (answer.rows.every(({ target }) => !target)) gaps.push({ what: 'target', blocks: true });
  else if (!answer.score) gaps.push({ what: 'weights', blocks: true });
  gaps.push(...answer.rows.flatMap(gapsOfRow));
  const open = faultsInPeriod(context).filter(({ judgement }) => judgement === 'pending');
  if (open.length > 0) gaps.push({ what: 'openFaults', blocks: false, ids: open.map(({ id }) => id).sort() });
  return [...gaps.filter(({ blocks }) => blocks), ...gaps.filter(({ blocks }) => !blocks)];
}

function gapsOfRow(row: IndicatorRow): SummaryGap[] {
  const { id, target, state, suggestion, coverage, missing = [] } = row;
  const gaps: SummaryGap[] = [];
  const isExplained = row.deviation !== undefined;
  const lost = row.weight - (row.score ?? 0);
  if (target && state === 'noData' && !isExplained) {
    const what = rowOf(id).kind === 'qualitative' ? 'attestation' : 'noData';
    gaps.push({ what, blocks: true, indicator: id, points: row.weight });
  } else if (deviationCause(row) !== null && !isExplained) {
    gaps.push({ what: 'reason', blocks: true, indicator: id, points: Number(lost.toFixed(2)) });
  }
  if (suggestion?.contradicts) gaps.push({ what: 'contradiction', blocks: false, indicator: id });
  const months = (suggestion?.reasons ?? []).filter((reason) => reason.startsWith(UNSIGNED));
  if (months.length > 0) {
    gaps.push({ what: 'month', blocks: false, indicator: id, ids: months.map((one) => one.slice(UNSIGNED.length)) });
  }
  if (missing.length > 0) gaps.push({ what: 'attendance', blocks: false, indicator: id, ids: [...missing].sort() });
  if (typeof coverage === 'number' && coverage < ENOUGH_COVERAGE) {
    gaps.push({ what: 'coverage', blocks: false, indicator: id });
  }
  return gaps;
}
