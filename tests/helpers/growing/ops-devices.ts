import { STATUSES } from '../../../shared/model/vocabulary';
import type { Draw } from './draws';
import { CATEGORIES, type Growth } from './growth';

export type Op = (world: Growth, draw: Draw) => void;

export const observe: Op = (world, draw) => {
  const device = world.pick(world.devices, draw.a);
  // One in forty speaks of a device that nobody registered: contested.
  const deviceId = draw.b % 40 === 39 ? 'nobody' : device!.id;
  const status = STATUSES[[0, 0, 1, 2, 2, 3][draw.b % 6]!]!;
  world.write('status.observed', { deviceId, status }, draw);
};

export const inspect: Op = (world, draw) => {
  const room = world.pick(world.rooms, draw.a);
  if (!room) return;
  // Exceptions name any device: one that stands elsewhere is contested, and the inspection stands.
  const named = [draw.b, draw.b + draw.c].slice(0, draw.c % 3).map((n) => world.pick(world.devices, n)!.id);
  const exceptions = [...new Set(named)].map((deviceId, index) => ({
    deviceId,
    status: STATUSES[(draw.c + index) % 4]!,
  }));
  world.write('room.inspected', { roomId: room.id, exceptions }, draw);
};

export const move: Op = (world, draw) => {
  const device = world.pick(world.devices, draw.a)!;
  const room = draw.b % 5 === 4 ? undefined : world.pick(world.rooms, draw.b);
  const siteId = room?.siteId ?? world.pick(world.sites, draw.b)!;
  if (draw.c % 4 === 0 && room) world.write('device.changed', { deviceId: device.id, siteId, roomId: room.id }, draw);
  else world.write('device.moved', { deviceId: device.id, siteId, roomId: room?.id }, draw);
};

export const change: Op = (world, draw) => {
  const deviceId = world.pick(world.devices, draw.a)!.id;
  const patches = [
    { category: CATEGORIES[draw.c % CATEGORIES.length]! },
    { projectId: draw.c % 2 === 0 ? 'P1' : 'P2' },
    { domestic: draw.c % 2 === 0 },
    { reportWithinS: 60 },
    { label: 'x' },
    { siteId: world.pick(world.sites, draw.c)! },
    { roomId: world.pick(world.rooms, draw.c)!.id },
  ];
  world.write('device.changed', { deviceId, ...patches[draw.b % patches.length]! }, draw);
};

export const register: Op = (world, draw) => {
  if (draw.b % 6 === 5) {
    // A second registration of a device: contested.
    const { id } = world.pick(world.devices, draw.a)!;
    world.write('device.registered', { deviceId: id, siteId: world.sites[0]!, category: 'camera' }, draw);
    return;
  }
  world.addDevice(world.id('E'), { category: draw.a, room: draw.b, flags: draw.c, life: draw.ms % 8 });
};

/** A first commissioning, or a second one, which is contested. */
export const commission: Op = (world, draw) => {
  const bare = world.devices.filter((one) => one.commissionedAt === null);
  const device = world.pick(draw.b % 4 === 0 || bare.length === 0 ? world.devices : bare, draw.a)!;
  const entry = world.write('device.commissioned', { deviceId: device.id }, draw);
  device.commissionedAt ??= entry.at;
};

export const retire: Op = (world, draw) => {
  const open = world.faults.map((one) => one.deviceId);
  const candidates = draw.b % 2 === 0 && open.length > 0 ? open : world.devices.map((one) => one.id);
  world.write('device.retired', { deviceId: world.pick(candidates, draw.a)! }, draw);
};

export const roomLifecycle: Op = (world, draw) => {
  const room = world.pick(world.rooms, draw.a);
  if (!room) return;
  world.write(draw.b % 3 === 0 ? 'room.retired' : 'room.accepted', { roomId: room.id }, draw);
};

export const roomChange: Op = (world, draw) => {
  const roomId = world.pick(world.rooms, draw.a)!.id;
  const origin = draw.c % 2 === 0 ? ('new' as const) : ('existing' as const);
  const patches = [{ seats: 1 + (draw.c % 4) }, { profile: 'F1' }, { profile: 'F2' }, { projectId: 'P1' }, { origin }];
  world.write('room.changed', { roomId, ...patches[draw.b % patches.length]! }, draw);
};

export const siteChange: Op = (world, draw) => {
  const areas = ['440781', '440703', '440104', '440305'];
  const siteId = world.pick(world.sites, draw.a)!;
  world.write('site.changed', { siteId, area: areas[draw.b % areas.length]! }, draw);
};
