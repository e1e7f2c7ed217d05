import { areaWithin } from '../../model/scope';
import { type Context, areaOf, inPeriod } from '../context';
import type { Attested } from '../measure';

/** 考试信息安全: no incident of grade I or II in P, and every month of P that is over signed off (semantics 9). */
export const examSecurity: Attested = {
  id: 'exam-security',
  version: 1,
  suggest(context) {
    const reasons: string[] = [];
    for (const [id, [incident]] of context.state.evidence.incidents) {
      if (!incident || !inPeriod(context, incident.at) || !context.hasSite(incident.value.siteId)) continue;
      if (incident.value.grade === 'I' || incident.value.grade === 'II') reasons.push(`incident:${id}`);
    }
    const grave = reasons.length;
    const months = monthsOver(context);
    // No record is not zero: a month that nobody signed leaves the question open.
    const unsigned = months.filter((month) => !isSigned(context, month));
    reasons.push(...unsigned.map((month) => `unsigned:${month}`));
    return {
      grade: grave > 0 ? 'unmet' : unsigned.length > 0 || months.length === 0 ? null : 'met',
      numerator: months.length - unsigned.length,
      denominator: months.length,
      reasons,
    };
  },
};

/** The months of P that have ended by now, as `2023-06`. */
export function monthsOver({ period, derived: { zone }, now }: Context): string[] {
  const out: string[] = [];
  const [year, month] = new Date(zone.dayOf(period.from) * 86_400_000).toISOString().split('-').map(Number) as [
    number,
    number,
  ];
  for (let index = 0; ; index++) {
    const ends = zone.dayStart(year, month + index + 1, 1);
    if (ends > period.to || ends > now) return out;
    out.push(new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 7));
  }
}

/** Whether every area of the scope signed a month off. */
export function isSigned(context: Context, month: string): boolean {
  const { state, scope, then } = context;
  const areas =
    scope.kind === 'area'
      ? [scope.code]
      : [...state.sites.keys()].filter((id) => context.hasSite(id)).map((id) => areaOf(state, id, then));
  return (
    areas.length > 0 &&
    areas.every((area) =>
      [...state.evidence.signed].some(([key, log]) => {
        const [outer, signedMonth] = key.split('|') as [string, string];
        return signedMonth === month && areaWithin(area, outer) && log.some((fact) => fact.at <= context.now);
      }),
    )
  );
}
