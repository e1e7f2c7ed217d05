import type { EntryOf } from '../../model/entry';
import { fromIso } from '../../model/instant';
import type { Invalidations } from '../derived/derived';
import { checkAttended, checkReadySigned, checkScheduled, checkSittingCancelled } from '../checks/sittings';
import { type Handlers, filing, signed } from './handler';
import { type State, roomOf, getOrCreate, siteOf, sittingOf } from '../state/state';

function markSitting(state: State, sittingId: string, invalidations: Invalidations): void {
  for (const { value } of sittingOf(state, sittingId).scheduled) markUsed(state, value, invalidations);
}

/** The devices that a sitting may use: those of its rooms, and those of its site. */
function markUsed(
  state: State,
  plan: { siteId: string; rooms: { roomId: string }[]; from: number },
  invalidations: Invalidations,
): void {
  const used = new Set(siteOf(state, plan.siteId).devices);
  for (const { roomId } of plan.rooms) for (const id of roomOf(state, roomId).devices) used.add(id);
  for (const id of used) invalidations.device(id, plan.from, true);
}

const planOf = ({ body }: EntryOf<'exam.scheduled'>) => ({
  exam: body.exam,
  siteId: body.siteId,
  rooms: body.rooms,
  from: fromIso(body.from),
  to: fromIso(body.to),
});

export const sittingHandlers = {
  'exam.scheduled': filing({
    log: (state, { body }) => {
      siteOf(state, body.siteId).sittings.add(body.sittingId);
      for (const { roomId } of body.rooms) roomOf(state, roomId).sittings.add(body.sittingId);
      return sittingOf(state, body.sittingId).scheduled;
    },
    value: planOf,
    // By its place in the ledger: the first of an id counts.
    at: () => -Infinity,
    invalidate: (state, entry, invalidations) => {
      markUsed(state, planOf(entry), invalidations);
      markSitting(state, entry.body.sittingId, invalidations);
    },
    check: checkScheduled,
  }),
  'exam.attended': filing({
    log: (state, { body }) => sittingOf(state, body.sittingId).attended,
    value: ({ body }) => body.attended,
    check: checkAttended,
  }),
  'exam.cancelled': filing({
    log: (state, { body }) => sittingOf(state, body.sittingId).cancelled,
    value: signed,
    invalidate: (state, { body }, invalidations) => markSitting(state, body.sittingId, invalidations),
    check: checkSittingCancelled,
  }),
  'room.readySigned': filing({
    log: (state, { body }) => sittingOf(state, body.sittingId).readySigned,
    value: ({ actor, recordedAt, body: { roomId, note } }) => ({
      actor,
      recordedAt,
      roomId,
      ...(note !== undefined && { note }),
    }),
    check: checkReadySigned,
  }),
  'incident.reported': filing({
    log: (state, { body }) => getOrCreate(state.evidence.incidents, body.incidentId, () => []),
    value: ({ body }) => ({ siteId: body.siteId, grade: body.grade }),
    invalidate: (_, { body }, invalidations) => invalidations.reindex('incident', body.incidentId),
  }),
  'incident.monthSigned': filing({
    log: (state, { body }) => getOrCreate(state.evidence.signed, `${body.area}|${body.month}`, () => []),
    value: signed,
  }),
} satisfies Handlers;
