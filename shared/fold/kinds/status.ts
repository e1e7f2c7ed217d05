import { fromIso } from '../../model/instant';
import { parseScope } from '../../model/scope';
import { firstIndex } from '../../timeline/interval';
import type { Invalidations } from '../derived/derived';
import { checkInspection, checkObserved } from '../checks/devices';
import { checkMaintenance, checkMaintenanceCancelled } from '../checks/maintenance';
import { type Handler, type Handlers, effectiveAt, filing, signed } from './handler';
import { statusIndex } from '../device/observations';
import { type State, deviceOf, maintenanceOf, roomOf, siteOf } from '../state/state';

/** Observations are filed in columns, not in a log: there are by far the most of them. */
const observed: Handler<'status.observed'> = {
  file(state, { seq, at, body }) {
    const { seen } = deviceOf(state, body.deviceId);
    const packed = seq * 4 + statusIndex(body.status);
    const index = firstIndex(
      seen.at.length,
      (i) => seen.at[i]! > at || (seen.at[i] === at && seen.packed[i]! > packed),
    );
    if (index === seen.at.length) {
      seen.at.push(at);
      seen.packed.push(packed);
    } else {
      seen.at.splice(index, 0, at);
      seen.packed.splice(index, 0, packed);
    }
  },
  unfile(state, { seq, body }) {
    const { seen } = deviceOf(state, body.deviceId);
    const index = seen.packed.lastIndexOf(seq * 4 + statusIndex(body.status));
    if (index < 0) return;
    seen.at.splice(index, 1);
    seen.packed.splice(index, 1);
  },
  invalidate: (_, { at, body }, invalidations) => invalidations.device(body.deviceId, at),
  check: checkObserved,
};

/** The things of which a maintenance scope can take time out. */
function covered(state: State, scope: string) {
  const parsed = parseScope(scope);
  if (parsed?.kind === 'site') return siteOf(state, parsed.id);
  if (parsed?.kind === 'room') return roomOf(state, parsed.id);
  if (parsed?.kind === 'device') return deviceOf(state, parsed.id);
  return undefined;
}

function markCovered(state: State, scope: string, from: number, invalidations: Invalidations): void {
  const thing = covered(state, scope);
  if (!thing) return;
  if ('devices' in thing) for (const id of thing.devices) invalidations.device(id, from, true);
  else invalidations.device(thing.id, from, true);
}

export const statusHandlers = {
  'status.observed': observed,
  'room.inspected': filing({
    log: (state, { body }) => roomOf(state, body.roomId).inspected,
    value: ({ body }) => body.exceptions,
    invalidate: (state, { at, body }, invalidations) => {
      for (const id of roomOf(state, body.roomId).devices) invalidations.device(id, at);
    },
    check: checkInspection,
  }),
  'maintenance.planned': filing({
    log: (state, { body }) => {
      covered(state, body.scope)?.maintenances.add(body.maintenanceId);
      return maintenanceOf(state, body.maintenanceId).planned;
    },
    value: ({ recordedAt, body }) => ({
      scope: body.scope,
      from: fromIso(body.from),
      to: fromIso(body.to),
      recordedAt,
      ...(body.override !== undefined && { override: body.override }),
    }),
    // By its place in the ledger: the first of an id counts.
    at: () => -Infinity,
    invalidate: (state, { body }, invalidations) => {
      markCovered(state, body.scope, fromIso(body.from), invalidations);
      // Another plan of the same id may count in its place, or not any more.
      for (const { value } of maintenanceOf(state, body.maintenanceId).planned) {
        markCovered(state, value.scope, value.from, invalidations);
      }
    },
    check: checkMaintenance,
  }),
  'maintenance.cancelled': filing({
    log: (state, { body }) => maintenanceOf(state, body.maintenanceId).cancelled,
    value: signed,
    invalidate: (state, entry, invalidations) => {
      for (const { value } of maintenanceOf(state, entry.body.maintenanceId).planned) {
        markCovered(state, value.scope, effectiveAt(entry), invalidations);
      }
    },
    check: checkMaintenanceCancelled,
  }),
} satisfies Handlers;
