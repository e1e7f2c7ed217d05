import type { Summary, SummaryStatus } from '../../../shared/contract/http';
import type { IndicatorId } from '../../../shared/model/vocabulary';

/** One year of a cycle: the grant's money, and the form of its area. */
export interface CycleYear {
  year: number;
  /** The year is not over. */
  isRunning: boolean;
  money: Summary['money'];
  rate: number | null;
  status: SummaryStatus;
  /** A column each: the closed editions in order, and the form as it is now where none of them stands. */
  columns: readonly CycleColumn[];
}

type Edition = SummaryStatus['editions'][number];
export interface CycleColumn {
  /** null: the form as it is now. */
  edition: Edition | null;
  form: Summary;
  /** Why the edition was sent back; null: it was not, or the reason was erased. */
  reason: string | null;
}

/** The columns of a year: its closed editions, and the form of now unless the last edition stands. */
export function columnsOf(
  { state, editions }: Pick<SummaryStatus, 'state' | 'editions'>,
  forms: ReadonlyMap<number | 'draft', Summary>,
  reasons: ReadonlyMap<string, string>,
): CycleColumn[] {
  const closed = editions.flatMap((edition): CycleColumn[] => {
    const form = forms.get(edition.edition);
    return form ? [{ edition, form, reason: reasons.get(edition.reopened?.reason ?? '') ?? null }] : [];
  });
  const draft = forms.get('draft');
  return state === 'closed' || !draft ? closed : [...closed, { edition: null, form: draft, reason: null }];
}

/** The years of a cycle `2023-2025` that have begun, the first one first. */
export function yearsOfCycle(cycle: string, now: number): number[] {
  const [from = 0, to = from] = cycle.split('-').map(Number);
  return Array.from({ length: Math.max(0, Math.min(to, now) - from + 1) }, (_, index) => from + index);
}

/** What is unspent at a year's end: carried over once, a surplus when it was unspent the year before, too (semantics 11). */
export function leftOver(years: readonly Pick<CycleYear, 'money' | 'isRunning'>[], index: number) {
  const left = (at: number) => {
    const money = years[at]?.money.total;
    return money ? money.budgetFen - money.paidFen : 0;
  };
  const fen = left(index);
  if (fen <= 0 || years[index]?.isRunning) return { fen, kind: null };
  // Something was unspent at the end of the year before, too.
  const carriedIn = years[index]?.money.carriedIn.budgetFen ?? 0;
  return { fen, kind: carriedIn > 0 ? ('surplus' as const) : ('carryOver' as const) };
}

export const rowIn = (form: Summary, id: IndicatorId) => form.rows.find((row) => row.id === id);
