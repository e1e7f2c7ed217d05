import type { Instant } from '../../../shared/model/instant';
import { IMPACTS, SEVERITIES } from '../../../shared/model/vocabulary';
import { backdate } from './clock';
import type { Draw } from './draws';
import { type Growth, PAPER } from './growth';
import type { Op } from './ops-devices';

const MINUTE = 60_000;

export const report: Op = (world, draw) => {
  const ready = world.devices.filter((one) => one.commissionedAt !== null);
  const device = world.pick(ready, draw.a);
  if (!device) return;
  // A fault is reported from the commissioning on: what an earlier report would mean is not settled by the definitions.
  const at = Math.max(backdate(world.now, draw, world.used, false), device.commissionedAt!);
  const before = [0, 0, 10 * MINUTE, draw.ms, 30 * 60 * MINUTE][draw.b % 5]!;
  const faultId = draw.c % 30 === 29 ? (world.pick(world.faults, draw.b)?.id ?? world.id('F')) : world.id('F');
  const body = {
    faultId,
    deviceId: device.id,
    impact: IMPACTS[[0, 0, 0, 1, 1, 2][draw.c % 6]!]!,
    severity: SEVERITIES[draw.b % 3]!,
    startedAt: before === 0 ? undefined : iso(at - before),
  };
  if (at > world.now) return;
  world.write('fault.reported', body, draw, at);
  if (!world.faults.some((one) => one.id === faultId)) world.faults.push({ id: faultId, deviceId: device.id });
};

const STEPS = [
  'fault.repaired',
  'fault.repaired',
  'fault.repaired',
  'fault.reopened',
  'fault.reopened',
  'fault.paused',
  'fault.paused',
  'fault.resumed',
  'fault.resumed',
  'fault.verified',
  'fault.verified',
  'fault.regraded',
  'fault.regraded',
  'fault.cancelled',
  'fault.acknowledged',
  'fault.pauseAsked',
  'fault.assigned',
] as const;

/** Any step on one of the last faults, whether its state allows it or not. */
export const step: Op = (world, draw) => {
  const recent = world.faults.slice(-3);
  const fault = world.pick(draw.a % 5 === 0 ? world.faults : recent, draw.a);
  take(world, STEPS[draw.b % STEPS.length]!, fault?.id ?? 'nobody', draw);
};

function take(world: Growth, kind: (typeof STEPS)[number], faultId: string, draw: Draw): void {
  switch (kind) {
    case 'fault.reopened':
    case 'fault.paused':
    case 'fault.pauseAsked':
      world.write(kind, { faultId, reason: PAPER }, draw);
      return;
    case 'fault.regraded':
      world.write(kind, { faultId, severity: SEVERITIES[draw.c % 3]! }, draw);
      return;
    case 'fault.assigned':
      world.write(kind, { faultId, to: 'tech-2' }, draw);
      return;
    case 'fault.cancelled': {
      const duplicateOf = draw.c % 2 === 0 ? world.pick(world.faults, draw.c)?.id : undefined;
      world.write(kind, { faultId, reason: PAPER, duplicateOf }, draw);
      return;
    }
    default:
      world.write(kind, { faultId }, draw);
  }
}

const STORIES: (typeof STEPS)[number][][] = [
  ['fault.repaired'],
  ['fault.acknowledged', 'fault.repaired', 'fault.verified'],
  ['fault.paused', 'fault.resumed', 'fault.repaired'],
  ['fault.paused', 'fault.repaired', 'fault.reopened', 'fault.repaired', 'fault.verified'],
  ['fault.repaired', 'fault.reopened'],
  ['fault.regraded', 'fault.repaired', 'fault.verified'],
  ['fault.repaired', 'fault.verified', 'fault.reopened', 'fault.regraded', 'fault.paused'],
];

/** A fault with lawful steps, minutes or hours apart. */
export const story: Op = (world, draw) => {
  const told = world.faults.length;
  report(world, draw);
  if (world.faults.length === told) return;
  const pace = [5 * MINUTE, 40 * MINUTE, 2 * 60 * MINUTE, 1 + (draw.ms % (9 * 60 * MINUTE)), 0][draw.ms % 5]!;
  for (const kind of STORIES[draw.a % STORIES.length]!) {
    world.now += pace;
    const { id } = world.faults.at(-1)!;
    take(world, kind, id, { ...draw, c: draw.c + STEPS.indexOf(kind), back: draw.c % 9 });
  }
};

/** A report with its duplicate: of the same device (mostly), cancelled as one, in time or late. */
export const duplicate: Op = (world, draw) => {
  const first = draw.a % 3 === 0 ? world.pick(world.faults, draw.a) : world.faults.at(-1);
  const device = world.devices.find((one) => one.id === first?.deviceId);
  if (!first || !device || device.commissionedAt === null || device.commissionedAt > world.now) return;
  if (draw.b % 4 === 1) take(world, 'fault.paused', first.id, { ...draw, back: 0 });
  const faultId = world.id('F');
  const others = world.devices.filter((one) => one.commissionedAt !== null && one.commissionedAt <= world.now);
  const deviceId = draw.b % 5 === 0 ? others[0]!.id : device.id;
  world.write('fault.reported', { faultId, deviceId, impact: 'down', severity: 'critical' }, draw, world.now);
  world.faults.push({ id: faultId, deviceId });
  if (draw.b % 4 === 2) take(world, 'fault.cancelled', first.id, { ...draw, c: 1, back: 0 });
  world.now += [0, 30 * MINUTE, 5 * 60 * MINUTE][draw.ms % 3]!;
  world.write('fault.cancelled', { faultId, reason: PAPER, duplicateOf: first.id }, draw, world.now);
};

/** A sitting with a fault in it: paused, repaired and opened again around its edges, and a device carried in. */
export const trouble: Op = (world, draw) => {
  const room = world.pick(world.rooms, draw.a);
  const device = world.pick(
    world.devices.filter((one) => one.commissionedAt !== null && one.commissionedAt <= world.now),
    draw.b,
  );
  if (!room || !device) return;
  const sittingId = world.id('X');
  const from = world.now + 20 * MINUTE;
  const to = from + [5, 40, 120][draw.ms % 3]! * MINUTE;
  const rooms = [{ roomId: room.id, placed: 3 }];
  const body = { sittingId, exam: 'mock', siteId: room.siteId, rooms, from: iso(from), to: iso(to) };
  world.write('exam.scheduled', body, undefined, world.now);
  world.sittings.push(sittingId);
  world.now += [0, 25, 22][draw.a % 3]! * MINUTE;
  const faultId = world.id('F');
  const severity = SEVERITIES[draw.c % 3]!;
  world.write('fault.reported', { faultId, deviceId: device.id, impact: 'down', severity }, undefined, world.now);
  world.faults.push({ id: faultId, deviceId: device.id });
  const now = { ...draw, back: 0 };
  for (const kind of [
    [],
    ['fault.paused', 'fault.resumed', 'fault.repaired'],
    ['fault.repaired'],
    ['fault.repaired', 'fault.reopened', 'fault.repaired'],
  ][draw.b % 4] as (typeof STEPS)[number][]) {
    world.now += (1 + (draw.ms % 25)) * MINUTE;
    take(world, kind, faultId, now);
  }
  if (draw.c % 2 === 0) {
    const at = from + (draw.ms % 10) * MINUTE;
    world.now = Math.max(world.now, at);
    const place = { deviceId: device.id, siteId: room.siteId, roomId: room.id };
    world.write('device.moved', place, undefined, at);
  }
};

export function iso(at: Instant): string {
  return new Date(at).toISOString();
}
