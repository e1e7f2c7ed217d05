import { fromIso } from '../../model/instant';
import type { Draft, Entry } from '../../model/entry';
import type { Instant } from '../../model/instant';
import { areaChain } from '../../model/scope';
import type { Refusal } from '../../model/vocabulary';
import type { Zone } from '../../timeline/zone';
import { closingOf } from '../state/closed-years';
import { grantOf } from '../state/grant-of-project';
import type { State } from '../state/state';
import { type CheckContext, refuse } from './context';

/**
 * The refusal of an entry that would change the plans, targets, weights, attestations or reasons of a closed year, or take
 * such an entry back (semantics 12). Facts are taken: they show as amendments beside the closed form.
 */
export function refuseClosedYear({ state, derived, find }: CheckContext, draft: Draft): Refusal | null {
  if (state.summaries.size === 0) return null;
  const target = draft.kind === 'entry.voided' ? find(draft.body.entryId) : draft;
  const closed = target && closedBy(state, derived.zone, target);
  if (!closed) return null;
  const message = `the form of ${closed.scope} for ${closed.year} is closed: reopen it first, with a reason`;
  return refuse('closed-year', message, draft.kind === 'entry.voided' ? 'entryId' : closed.field);
}

interface Closed {
  scope: string;
  year: number;
  field: string;
}

function closedBy(state: State, zone: Zone, { kind, body }: Pick<Entry, 'kind' | 'body'>): Closed | null {
  const isClosed = (scope: string, year: number) => closingOf(state.summaries.get(`${scope}|${year}`)) !== undefined;
  const entry = { kind, body } as Entry;
  switch (entry.kind) {
    case 'target.set':
    case 'attestation.made':
    case 'deviation.explained':
    case 'form.written': {
      const { scope, period } = entry.body;
      const years = yearsOf(period);
      const closed = years.filter((year) => isClosed(scope, year));
      // A cycle's target belongs to its years together: it is open while one of them is.
      const all = period.startsWith('cycle:') ? years.length : 1;
      return closed.length >= all ? { scope, year: closed[0]!, field: 'period' } : null;
    }
    case 'weights.set':
      return isClosed(entry.body.scope, entry.body.year)
        ? { scope: entry.body.scope, year: entry.body.year, field: 'year' }
        : null;
    case 'milestone.planned': {
      const year = yearAt(zone, fromIso(entry.body.dueAt));
      const scope = scopesOfProject(state, entry.body.projectId).find((one) => isClosed(one, year));
      return scope === undefined ? null : { scope, year, field: 'dueAt' };
    }
    default:
      return null;
  }
}

/** The years that a period lies in. */
function yearsOf(period: string): number[] {
  const numbers = [...period.matchAll(/\d{4}/g)].map(([year]) => Number(year));
  const [from = 0, to = from] = numbers;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function yearAt(zone: Zone, at: Instant): number {
  const year = new Date(at).getUTCFullYear();
  if (at >= zone.dayStart(year + 1, 1, 1)) return year + 1;
  return at < zone.dayStart(year, 1, 1) ? year - 1 : year;
}

/** The scopes whose form counts a project's milestones. */
function scopesOfProject(state: State, projectId: string): string[] {
  const grantId = grantOf(state, projectId);
  const area = state.money.grants.get(grantId ?? '')?.received[0]?.value.area;
  return [
    `project:${projectId}`,
    ...(grantId === undefined ? [] : [`grant:${grantId}`]),
    ...(area ? areaChain(area) : []),
  ];
}
