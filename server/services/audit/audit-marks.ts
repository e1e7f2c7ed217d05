import type { AuditMarksAnswer } from '../../../shared/contract/http';
import { marksOf } from '../../../shared/model/audit-marks';
import type { Instant } from '../../../shared/model/instant';
import { type Period, monthsOfPeriod } from '../../../shared/model/period';
import type { Scope } from '../../../shared/model/scope';
import { AUDIT_MARKS } from '../../../shared/model/vocabulary';
import { zoneOf } from '../../../shared/timeline/zone';
import type { Visibility } from '../../../shared/fold/visibility/visibility';
import type { Requester } from '../../ledger/querying/fold-worker';
import { trailPages } from './audit-trail';
import type { Context } from '../context';

interface Asked {
  visibility: Visibility;
  scope?: Scope | undefined;
  period: Period;
  requester: Requester;
  now: Instant;
}
type Cell = AuditMarksAnswer['cells'][number];

/** Marked entries that are read at once, to see whether an account may see them. */
const PAGE = 500;

/** Counts up, by mark, account and month. */
class Cells {
  readonly #cells = new Map<string, Cell>();

  add({ mark, actor, month, count }: Cell): void {
    const key = `${mark} ${month} ${actor}`;
    const cell = this.#cells.get(key);
    if (cell) cell.count += count;
    else this.#cells.set(key, { mark, actor, month, count });
  }

  /** In the order of the marks, then by month and account. */
  get all(): Cell[] {
    const order = ({ mark }: Cell) => AUDIT_MARKS.indexOf(mark);
    return [...this.#cells.values()].sort(
      (a, b) =>
        order(a) - order(b) ||
        (a.month < b.month ? -1 : a.month > b.month ? 1 : 0) ||
        (a.actor < b.actor ? -1 : a.actor > b.actor ? 1 : 0),
    );
  }
}

/**
 * How many entries of each account were backdated, voided …, by the month of their recording (`marksOf`). It costs the
 * marked entries of the period: counted in the index for who sees everything, else read to see what the account may.
 */
export async function auditMarks(
  context: Pick<Context, 'figures' | 'store' | 'turns' | 'zone' | 'ledger'>,
  { visibility, scope, period, requester, now }: Asked,
): Promise<AuditMarksAnswer> {
  const { entries } = context.store;
  const { seq } = context.ledger.head;
  const months = monthsOfPeriod(period, zoneOf(context.zone)).filter(({ from }) => from <= now);
  const cells = new Cells();
  const first = await Promise.all(months.map(({ from }) => entries.seqAt(from - 1)));
  const end = months.length > 0 ? await entries.seqAt(months.at(-1)!.to - 1) : 0;
  if (visibility === null && !scope) {
    for (const [index, { key: month }] of months.entries()) {
      const upTo = first[index + 1] ?? end;
      for (const found of await entries.markCounts(first[index]! + 1, upTo + 1)) cells.add({ ...found, month });
    }
  } else if (months.length > 0) {
    const asked = {
      visibility,
      scope,
      marks: AUDIT_MARKS,
      before: end + 1,
      limit: PAGE,
      from: months[0]!.from,
      requester,
    };
    for await (const page of trailPages(context, asked)) {
      for (const entry of page) {
        const month = months.findLast(({ from }) => from <= entry.recordedAt)!.key;
        for (const mark of marksOf(entry)) cells.add({ mark, actor: entry.actor, month, count: 1 });
      }
    }
  }
  return { period: period.text, months: months.map(({ key }) => key), ledger: { seq }, cells: cells.all };
}
