import { PAPER } from '../entries';
import type { Op } from './ops-devices';
import { iso } from './ops-faults';

const HOUR = 3600_000;
const DAY = 24 * HOUR;

/** A sitting that a wall shows for long: to come within 30 days or just not yet, and lasting for days. */
export const sitLater: Op = (world, draw) => {
  const siteId = world.pick(world.sites, draw.a)!;
  const rooms = world.rooms.filter((one) => one.siteId === siteId);
  if (rooms.length === 0) return;
  const from = world.now + [HOUR, 3 * DAY, 10 * DAY, 30 * DAY - 1, 30 * DAY + HOUR][draw.c % 5]!;
  const to = from + [HOUR, 2 * DAY, 12 * DAY][draw.b % 3]!;
  const placed = [1, 2, 30][draw.b % 3]!;
  const used = rooms.slice(0, 1 + (draw.b % rooms.length)).map((one) => ({ roomId: one.id, placed }));
  const sittingId = world.id('X');
  world.write('exam.scheduled', { sittingId, exam: 'mock', siteId, rooms: used, from: iso(from), to: iso(to) }, draw);
  world.sittings.push(sittingId);
};

/** A room goes to another site with what stands in it, or changes its name. */
export const roomMove: Op = (world, draw) => {
  const roomId = world.pick(world.rooms, draw.a)!.id;
  const patch = draw.c % 2 === 0 ? { siteId: world.pick(world.sites, draw.b)! } : { name: `N${draw.b % 5}` };
  world.write('room.changed', { roomId, ...patch }, draw);
};

export const siteRename: Op = (world, draw) => {
  world.write('site.changed', { siteId: world.pick(world.sites, draw.a)!, name: `N${draw.b % 5}` }, draw);
};

/** How fresh an inspection must be. */
export const readiness: Op = (world, draw) => {
  world.write('setting.set', { name: 'readinessHours', value: [1, 24, 72][draw.b % 3]! }, draw);
};

/** A project goes to another grant, with all that names it. */
export const regrant: Op = (world, draw) => {
  const grantId = draw.b % 2 === 0 ? 'G1' : 'G2';
  if (draw.a % 3 === 0) {
    world.write('grant.received', { grantId, number: '37', area: '440700', amountFen: 1000, purposes: ['x'] }, draw);
  }
  if (draw.a % 3 === 1) {
    world.write('grant.adjusted', { grantId, amountFen: [50, 1000, 2000][draw.c % 3]!, reason: PAPER }, draw);
  }
  world.write('project.budgeted', { projectId: 'P1', grantId, name: 'P1', budgetFen: 100 }, draw);
};

/** A room is signed ready, mostly one of the sitting; whether it is ready is not asked. */
export const signReady: Op = (world, draw) => {
  const sittingId = world.pick(world.sittings, world.sittings.length - 1 - (draw.a % 3)) ?? 'nobody';
  const rooms = world.ledger.entries.flatMap((one) =>
    one.kind === 'exam.scheduled' && one.body.sittingId === sittingId ? one.body.rooms : [],
  );
  const roomId = (draw.b % 5 === 0 ? world.pick(world.rooms, draw.c)?.id : world.pick(rooms, draw.c)?.roomId) ?? 'none';
  world.write('room.readySigned', { sittingId, roomId, note: draw.b % 4 === 0 ? PAPER : undefined }, draw);
};
