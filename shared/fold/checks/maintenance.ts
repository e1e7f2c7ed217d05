import { type Instant, fromIso } from '../../model/instant';
import { type Scope, parseScope } from '../../model/scope';
import type { Facts } from '../derived/facts';
import type { Place } from '../device/device-timeline';
import type { State } from '../state/state';
import { type Check, refuse } from './context';

/**
 * Maintenance over a sitting that uses its devices is refused (contract 4, `exam-freeze`), unless its author signs for it.
 * The sitting stays service time either way (semantics 5).
 */
export const checkMaintenance: Check<'maintenance.planned'> = (facts, { body }) => {
  if (body.override !== undefined) return null;
  const sitting = sittingOver(facts, body.scope, fromIso(body.from), fromIso(body.to));
  return sitting === null
    ? null
    : refuse(
        'exam-freeze',
        `sitting ${sitting} uses these devices then: choose another time, or say in override why it has to be`,
        'from',
      );
};

export const checkMaintenanceCancelled: Check<'maintenance.cancelled'> = ({ state }, { body }) =>
  state.maintenances.get(body.maintenanceId)!.cancelled.length > 0
    ? refuse('order', 'the maintenance is cancelled already')
    : null;

/** A sitting that uses a device which the maintenance would cover; null when there is none. */
function sittingOver({ state, derived }: Facts, text: string, from: Instant, to: Instant): string | null {
  derived.refresh();
  const scope = parseScope(text);
  if (!scope || scope.kind === 'area') return null;
  for (const id of devicesOf(state, scope)) {
    const view = derived.view(id);
    if (!view) continue;
    for (const use of view.uses) {
      if (use.from >= to || use.to <= from || use.to <= view.service.from || use.from >= view.service.to) continue;
      if (view.places.some((place) => covers(scope, place) && place.from < use.to && use.from < place.to)) {
        return use.sittingId;
      }
    }
  }
  return null;
}

type Thing = Exclude<Scope, { kind: 'area' }>;

function devicesOf(state: State, { kind, id }: Thing): Iterable<string> {
  if (kind === 'device') return [id];
  if (kind === 'room') return state.rooms.get(id)?.devices ?? [];
  return kind === 'site' ? (state.sites.get(id)?.devices ?? []) : [];
}

function covers({ kind, id }: Thing, { attributes }: Place): boolean {
  if (kind === 'device') return true;
  return (kind === 'room' ? attributes.roomId : attributes.siteId) === id;
}
