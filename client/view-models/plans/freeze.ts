import type { SittingItem } from '../../../shared/contract/http';
import type { ThingScope } from './covers';

export interface Span {
  from: number;
  to: number;
}

/** What a sitting uses (semantics 5): the devices of its rooms, and those of its site that stand in no room. */
function uses(sitting: SittingItem, { siteId, roomId, kind }: ThingScope): boolean {
  if (sitting.cancelled || sitting.siteId !== siteId) return false;
  // A site has devices in no room as a rule; the server decides where it has none.
  if (kind === 'site' || roomId === undefined) return true;
  return sitting.rooms.some((one) => one.roomId === roomId);
}

/** The first sitting that a window over a scope would meet: maintenance there is refused (`exam-freeze`). */
export function sittingOver(
  scope: ThingScope,
  { from, to }: Span,
  sittings: readonly SittingItem[],
): SittingItem | null {
  const met = sittings.filter((one) => uses(one, scope) && Date.parse(one.from) < to && from < Date.parse(one.to));
  return met.sort((a, b) => Date.parse(a.from) - Date.parse(b.from))[0] ?? null;
}

/**
 * The span of the same length, nearest to the wanted one, in which no sitting uses the scope; the later one of two that
 * are as near. It does not begin before `now`. null: the window lies free as it is.
 */
export function nearestFree(
  scope: ThingScope,
  wanted: Span,
  sittings: readonly SittingItem[],
  now: number,
): Span | null {
  if (!sittingOver(scope, wanted, sittings)) return null;
  const length = wanted.to - wanted.from;
  const own = sittings.filter((one) => uses(one, scope));
  // The nearest free span touches the end or the begin of a sitting.
  const begins = own.flatMap((one) => [Date.parse(one.to), Date.parse(one.from) - length]);
  const free = begins
    .map((from) => ({ from, to: from + length }))
    .filter((span) => span.from >= now && !sittingOver(scope, span, own));
  const distance = ({ from }: Span) => Math.abs(from - wanted.from);
  return free.sort((a, b) => distance(a) - distance(b) || b.from - a.from)[0] ?? null;
}
