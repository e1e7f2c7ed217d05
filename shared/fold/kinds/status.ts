import { fromIso } from '../../model/instant';
import { parseScope } from '../../model/scope';
import { firstIndex } from '../../timeline/interval';
import type { Marks } from '../derived';
import { type Handler, type Handlers, effectiveAt, filing, signed } from '../handler';
import { statusIndex } from '../observed';
import { type State, deviceOf, maintenanceOf, roomOf, siteOf } from '../state';

/** Observations are filed in columns, not in a log: there are by far the most of them. */
const observed: Handler<'status.observed'> = {
  file(state, { seq, at, body }) {
    const { seen } = deviceOf(state, body.deviceId);
    const said = seq * 4 + statusIndex(body.status);
    const index = firstIndex(seen.at.length, (i) => seen.at[i]! > at || (seen.at[i] === at && seen.said[i]! > said));
    if (index === seen.at.length) {
      seen.at.push(at);
      seen.said.push(said);
    } else {
      seen.at.splice(index, 0, at);
      seen.said.splice(index, 0, said);
    }
  },
  unfile(state, { seq, body }) {
    const { seen } = deviceOf(state, body.deviceId);
    const index = seen.said.lastIndexOf(seq * 4 + statusIndex(body.status));
    if (index < 0) return;
    seen.at.splice(index, 1);
    seen.said.splice(index, 1);
  },
  mark: (_, { at, body }, marks) => marks.device(body.deviceId, at),
};

/** The things of which a maintenance scope can take time out. */
function covered(state: State, scope: string) {
  const parsed = parseScope(scope);
  if (parsed?.kind === 'site') return siteOf(state, parsed.id);
  if (parsed?.kind === 'room') return roomOf(state, parsed.id);
  if (parsed?.kind === 'device') return deviceOf(state, parsed.id);
  return undefined;
}

function markCovered(state: State, scope: string, from: number, marks: Marks): void {
  const thing = covered(state, scope);
  if (!thing) return;
  if ('devices' in thing) for (const id of thing.devices) marks.device(id, from, true);
  else marks.device(thing.id, from, true);
}

export const statusHandlers: Handlers = {
  'status.observed': observed,
  'room.inspected': filing({
    log: (state, { body }) => roomOf(state, body.roomId).inspected,
    value: ({ body }) => body.exceptions,
    mark: (state, { at, body }, marks) => {
      for (const id of roomOf(state, body.roomId).devices) marks.device(id, at);
    },
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
    }),
    // By its place in the ledger: the first of an id counts.
    at: () => -Infinity,
    mark: (state, { body }, marks) => markCovered(state, body.scope, fromIso(body.from), marks),
  }),
  'maintenance.cancelled': filing({
    log: (state, { body }) => maintenanceOf(state, body.maintenanceId).cancelled,
    value: signed,
    mark: (state, entry, marks) => {
      for (const { value } of maintenanceOf(state, entry.body.maintenanceId).planned) {
        markCovered(state, value.scope, effectiveAt(entry), marks);
      }
    },
  }),
};
