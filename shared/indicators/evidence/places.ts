import type { EvidenceRecord } from '../../contract/http';
import { toIso } from '../../model/instant';
import { cityOf } from '../../model/scope';
import { isCounted } from '../../fold/state/lifecycle';
import { acceptedInPeriod } from '../accepted';
import { type Context, areaOf, devicesThen, equipmentThen, inPeriod } from '../context';

const one = 1;

/** Devices commissioned in P that the row counts. */
function* devices(context: Context, counts: (category: string, domestic: boolean, roomId?: string) => boolean) {
  for (const { view, place } of devicesThen(context)) {
    const { category, domestic = false, roomId, siteId } = place.attributes;
    if (!inPeriod(context, view.service.from) || !counts(category, domestic, roomId)) continue;
    const where = { siteId, ...(roomId !== undefined && { roomId }) };
    yield { id: view.id, deviceId: view.id, ...where, category, from: toIso(view.service.from), value: one };
  }
}

/** The domestic computers (semantics 9). */
export const domesticComputers = (context: Context): Iterable<EvidenceRecord> =>
  devices(context, (category, domestic, roomId) => {
    const room = roomId === undefined ? undefined : context.state.rooms.get(roomId);
    return category === 'computer' && domestic && (roomId === undefined || (!!room && isCounted(room, context.then)));
  });

export const systemsOnline = (context: Context): Iterable<EvidenceRecord> =>
  devices(context, (category) => category === 'information-system');

const acceptance = ({ facts, attributes }: ReturnType<typeof acceptedInPeriod>[number]) => ({
  id: facts.id,
  roomId: facts.id,
  siteId: attributes.siteId,
  from: toIso(facts.accepted[0]!.at),
});

/** Rooms accepted in P with their exam seats. */
export const standardSeats = (context: Context): EvidenceRecord[] =>
  acceptedInPeriod(context).map((room) => ({ ...acceptance(room), value: room.attributes.seats }));

export const roomsBuilt = (context: Context): EvidenceRecord[] =>
  acceptedInPeriod(context)
    .filter((room) => room.attributes.origin === 'new')
    .map((room) => ({ ...acceptance(room), value: one }));

/** One record a key: the first room that was accepted in P under it. */
function firstOf(context: Context, keyOf: (siteId: string) => string, named: (key: string) => object) {
  const first = new Map<string, EvidenceRecord>();
  const rooms = acceptedInPeriod(context).map(acceptance);
  for (const room of rooms.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const key = keyOf(room.siteId);
    if (!first.has(key)) first.set(key, { ...room, ...named(key), id: key, value: one });
  }
  return [...first.values()];
}

export const schoolsCovered = (context: Context): EvidenceRecord[] =>
  firstOf(
    context,
    (siteId) => siteId,
    () => ({}),
  );

export const citiesCovered = (context: Context): EvidenceRecord[] =>
  firstOf(
    context,
    (siteId) => cityOf(areaOf(context.state, siteId, context.then)),
    (area) => ({ area }),
  );

/** Every room that counts, with what keeps it from complying (semantics 8). */
export const roomCompliance = (context: Context): EvidenceRecord[] =>
  equipmentThen(context).map(({ facts, attributes, shortcomings }) => ({
    id: facts.id,
    roomId: facts.id,
    siteId: attributes.siteId,
    value: shortcomings.length === 0 ? 1 : 0,
    of: one,
    ...(shortcomings.length > 0 && { reasons: shortcomings }),
  }));

/** The slots of every room that counts: what is set up of what is required. */
export const deviceCompliance = (context: Context): EvidenceRecord[] =>
  equipmentThen(context).flatMap(({ facts, attributes, slots }) =>
    slots.map(({ category, required, setUp }) => ({
      id: `${facts.id}|${category}`,
      roomId: facts.id,
      siteId: attributes.siteId,
      category,
      value: setUp,
      of: required,
      ...(setUp < required && { reasons: [`missing:${category}`] }),
    })),
  );
