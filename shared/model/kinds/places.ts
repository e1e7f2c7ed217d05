import { z } from 'zod';
import { type Dialect, areaCode, ledgerDialect, localTime, papers } from '../shapes';
import { CORNERS, SEAT_ORDERS, WALLS } from '../vocabulary';
import { OFFICE, kinds } from './kind';

const span = { from: localTime, to: localTime };
const ordered = <T extends { from: string; to: string }>(value: T) => value.from < value.to;
const daily = z.strictObject(span).refine(ordered, 'a window ends after it begins');

const weekly = z
  .strictObject({ days: z.array(z.int().min(1).max(7)).min(1).max(7), ...span })
  .refine(ordered, 'a window ends after it begins');

const exception = ({ localDate }: Dialect) =>
  z
    .strictObject({ from: localDate, to: localDate, windows: z.array(daily).max(24) })
    .refine(ordered, 'an exception ends after it begins (its last day is not in it)');

/** Weekly windows in local time, with dated exceptions whose windows replace the week's (semantics 5). */
const scheduleIn = (dialect: Dialect) =>
  z.union([
    z.literal('always'),
    z.strictObject({
      weekly: z.array(weekly).max(100),
      except: z
        .array(exception(dialect))
        .max(500)
        .refine((list) => {
          const sorted = [...list].sort((a, b) => (a.from < b.from ? -1 : 1));
          return sorted.every((one, index) => index === 0 || sorted[index - 1]!.to <= one.from);
        }, 'exceptions do not overlap')
        .optional(),
    }),
  ]);
/** A schedule as an answer carries it. */
export const scheduleShape = scheduleIn(ledgerDialect);
export type Schedule = z.infer<typeof scheduleShape>;

const facts = ({ name: label }: Dialect) => ({
  label: label.optional(),
  model: label.optional(),
  vendor: label.optional(),
  serial: label.optional(),
  assetNo: label.optional(),
  contractNo: label.optional(),
  acceptanceNo: label.optional(),
  cpu: label.optional(),
  os: label.optional(),
  ip: label.optional(),
  mac: label.optional(),
});

const site = ({ name }: Dialect) => ({
  name,
  area: areaCode,
  lat: z.number().min(-90).max(90).optional(),
  lng: z.number().min(-180).max(180).optional(),
});

/** How a room is drawn. A drawing only: no figure depends on it, and no device is moved by it. */
const layout = z.strictObject({
  rows: z.int().min(1).max(100),
  cols: z.int().min(1).max(100),
  /** The columns behind which an aisle runs, from 1; absent: seats stand in pairs. */
  aisles: z.array(z.int().min(1).max(99)).max(99).optional(),
  /** The wall that the door is in, and how far along it, in percent from the left or the front. */
  door: z.strictObject({ wall: z.enum(WALLS), at: z.int().min(0).max(100) }).optional(),
  /** In which order the seats are numbered, and from which corner; absent: by rows from the front left. */
  numbering: z.strictObject({ order: z.enum(SEAT_ORDERS), from: z.enum(CORNERS) }).optional(),
});

const room = ({ count, id, name }: Dialect) => ({
  siteId: id,
  name,
  origin: z.enum(['new', 'existing']),
  seats: count,
  spareSeats: count.optional(),
  profile: id.optional(),
  projectId: id.optional(),
  layout: layout.optional(),
});

const device = (dialect: Dialect) => {
  const { id, line, seconds } = dialect;
  return {
    siteId: id,
    roomId: id.optional(),
    seat: line(64).optional(),
    spare: z.boolean().optional(),
    category: id,
    domestic: z.boolean().optional(),
    projectId: id.optional(),
    /** Monitored: silence for this many seconds is written as `unknown` by the server (semantics 4). */
    reportWithinS: seconds.optional(),
    parentId: id.optional(),
    ...facts(dialect),
  };
};

const noted = ({ text }: Dialect) => ({ note: text.optional(), papers });

/** Sites, rooms and devices, and where they stand (semantics 3). */
export const placeKinds = kinds({
  'site.registered': {
    makes: 'siteId',
    writers: OFFICE,
    body: (dialect) => z.strictObject({ siteId: dialect.id, ...site(dialect) }),
  },
  'site.changed': {
    writers: OFFICE,
    body: (dialect) => z.strictObject({ siteId: dialect.id, ...z.object(site(dialect)).partial().shape }),
  },
  /** Not marked as a rule: a site's first schedule holds from its beginning (semantics 5). */
  'site.scheduleSet': {
    writers: OFFICE,
    body: (dialect) =>
      z.strictObject({ siteId: dialect.id, from: dialect.instant.optional(), schedule: scheduleIn(dialect) }),
  },
  'room.registered': {
    makes: 'roomId',
    soft: ['projectId', 'profile'],
    writers: OFFICE,
    body: (dialect) => z.strictObject({ roomId: dialect.id, ...room(dialect) }),
  },
  'room.changed': {
    soft: ['projectId', 'profile'],
    writers: OFFICE,
    body: (dialect) => z.strictObject({ roomId: dialect.id, ...z.object(room(dialect)).partial().shape }),
  },
  'room.accepted': { writers: OFFICE, body: (dialect) => z.strictObject({ roomId: dialect.id, ...noted(dialect) }) },
  'room.retired': { writers: OFFICE, body: (dialect) => z.strictObject({ roomId: dialect.id, ...noted(dialect) }) },
  'device.registered': {
    makes: 'deviceId',
    soft: ['projectId', 'parentId', 'category'],
    writers: OFFICE,
    body: (dialect) => z.strictObject({ deviceId: dialect.id, ...device(dialect) }),
  },
  'device.changed': {
    soft: ['projectId', 'parentId', 'category'],
    writers: OFFICE,
    body: (dialect) => z.strictObject({ deviceId: dialect.id, ...z.object(device(dialect)).partial().shape }),
  },
  'device.commissioned': {
    writers: OFFICE,
    body: (dialect) => z.strictObject({ deviceId: dialect.id, ...noted(dialect) }),
  },
  'device.retired': { writers: OFFICE, body: (dialect) => z.strictObject({ deviceId: dialect.id, ...noted(dialect) }) },
  'device.moved': {
    writers: OFFICE,
    body: ({ id, line }) =>
      z.strictObject({ deviceId: id, siteId: id, roomId: id.optional(), seat: line(64).optional() }),
  },
});
