import { INDICATOR_IDS } from '../../../shared/model/vocabulary';
import { CATEGORIES, PAPER } from './growth';
import type { Op } from './ops-devices';
import { iso } from './ops-faults';

const HOUR = 3600_000;
const spans = (n: number) => [HOUR, 4 * HOUR, 90 * 60_000, 26 * HOUR, 7 * 24 * HOUR][n % 5]!;

/** Announced ahead, for now, or after the fact. */
export const maintain: Op = (world, draw) => {
  const scopes = [
    `site:${world.pick(world.sites, draw.b)}`,
    `room:${world.pick(world.rooms, draw.b)?.id}`,
    `device:${world.pick(world.devices, draw.b)?.id}`,
    `device:${world.faults.at(-1)?.deviceId ?? world.devices[0]?.id}`,
  ];
  const from = world.now + [0, HOUR, 24 * HOUR, -2 * HOUR, -30 * HOUR, draw.ms][draw.c % 6]!;
  const maintenanceId = world.id('M');
  const scope = scopes[draw.a % scopes.length]!;
  world.write(
    'maintenance.planned',
    { maintenanceId, scope, from: iso(from), to: iso(from + spans(draw.a)), reason: PAPER },
    draw,
  );
  world.maintenances.push(maintenanceId);
};

/** A second registration of something under an id that is taken: contested, even when it claims to be older. */
export const registerTwice: Op = (world, draw) => {
  const site = { siteId: world.pick(world.sites, draw.b)!, name: 'twice', area: '440305' };
  const from = iso(world.now + HOUR);
  const to = iso(world.now + 3 * HOUR);
  const device = world.pick(world.devices, draw.b)!.id;
  switch (draw.a % 4) {
    case 0:
      world.write('site.registered', site, draw);
      return;
    case 1: {
      const room = world.pick(world.rooms, draw.b)!;
      world.write(
        'room.registered',
        { roomId: room.id, siteId: site.siteId, name: 'twice', origin: 'new', seats: 9 },
        draw,
      );
      return;
    }
    case 2: {
      const maintenanceId = world.pick(world.maintenances, draw.b);
      const body = { scope: `device:${device}`, from, to, reason: PAPER };
      if (maintenanceId) world.write('maintenance.planned', { maintenanceId, ...body }, draw);
      return;
    }
    default: {
      const sittingId = world.pick(world.sittings, draw.b);
      const rooms = [{ roomId: world.pick(world.rooms, draw.c)!.id, placed: 7 }];
      const body = { exam: 'mock', siteId: site.siteId, rooms, from, to };
      if (sittingId) world.write('exam.scheduled', { sittingId, ...body }, draw);
    }
  }
};

export const cancelMaintenance: Op = (world, draw) => {
  const maintenanceId = world.pick(world.maintenances, draw.a) ?? 'nobody';
  world.write('maintenance.cancelled', { maintenanceId }, draw);
};

export const sit: Op = (world, draw) => {
  const siteId = world.pick(world.sites, draw.a)!;
  const rooms = world.rooms.filter((one) => one.siteId === siteId || draw.b % 9 === 0);
  if (rooms.length === 0) return;
  const from = world.now + [0, 10 * 60_000, HOUR, 20 * HOUR, -HOUR, -26 * HOUR, draw.ms][draw.c % 7]!;
  const used = rooms.slice(0, 1 + (draw.b % rooms.length)).map((one) => ({ roomId: one.id, placed: 30 }));
  const sittingId = world.id('X');
  const to = from + [2 * HOUR, 5 * 60_000, 10 * HOUR][draw.b % 3]!;
  world.write('exam.scheduled', { sittingId, exam: 'mock', siteId, rooms: used, from: iso(from), to: iso(to) }, draw);
  world.sittings.push(sittingId);
};

export const attend: Op = (world, draw) => {
  const sittingId = world.pick(world.sittings, draw.a) ?? 'nobody';
  world.write('exam.attended', { sittingId, attended: draw.b % 50 }, draw);
};

export const cancelSitting: Op = (world, draw) => {
  const sittingId = world.pick(world.sittings, world.sittings.length - 1 - (draw.a % 2)) ?? 'nobody';
  world.write('exam.cancelled', { sittingId }, draw);
};

/** Weekly hours with holidays, a second schedule, back to always. */
export const schedule: Op = (world, draw) => {
  const siteId = world.pick(world.sites, draw.a)!;
  const from = draw.c % 3 === 0 ? iso(world.now + [24 * HOUR, -24 * HOUR, draw.ms][draw.b % 3]!) : undefined;
  if (draw.b % 5 === 4) {
    world.write('site.scheduleSet', { siteId, from, schedule: 'always' }, draw);
    return;
  }
  const date = (days: number) => iso(world.now + days * 24 * HOUR).slice(0, 10);
  const weekly = [
    { days: [1, 2, 3, 4, 5], from: '08:00', to: '12:00' },
    { days: [1, 3, 5, 7], from: '11:30', to: '18:00' },
    { days: [6, 7], from: '00:00', to: '24:00' },
  ];
  const except = [
    { from: date(1), to: date(3), windows: [] },
    { from: date(3), to: date(4), windows: [{ from: '09:00', to: '10:30' }] },
    { from: '2023-12-30', to: '2024-01-02', windows: [{ from: '20:00', to: '24:00' }] },
  ];
  const chosen = draw.b % 2 === 0 ? except.slice(0, 1 + (draw.c % 2)) : draw.c % 2 === 0 ? [except[2]!] : undefined;
  world.write(
    'site.scheduleSet',
    { siteId, from, schedule: { weekly: weekly.slice(0, 1 + (draw.b % 3)), except: chosen } },
    draw,
  );
};

/** A short validity, so that silence is seen to become unknown. */
export const tuneCategory: Op = (world, draw) => {
  const category = CATEGORIES[draw.a % CATEGORIES.length]!;
  const validityS = [3600, 6 * 3600, 24 * 3600, undefined][draw.b % 4];
  world.write('category.set', { category, validityS, defaultSeverity: 'minor' }, draw);
};

export const tuneLimits: Op = (world, draw) => {
  const limit = (normalMin: number, sittingMin: number | null) => ({ normalMin, sittingMin });
  const policies = [
    { critical: limit(60, 5), major: limit(120, 10), minor: limit(240, null) },
    { critical: limit(30, null), major: limit(1440, 30), minor: limit(60, 20) },
  ];
  const scope = [undefined, '440781', '440700', '440000', '440703'][draw.a % 5];
  world.write('limits.set', { ...policies[draw.b % policies.length]!, scope }, draw);
};

export const tuneProfile: Op = (world, draw) => {
  const requires = [
    { category: 'computer', count: 1 + (draw.b % 2), per: draw.b % 3 === 0 ? ('seat' as const) : ('room' as const) },
    { category: 'camera', count: 1, per: 'room' as const },
  ];
  const profileId = draw.a % 3 === 0 ? 'F2' : 'F1';
  world.write('profile.set', { profileId, requires: requires.slice(0, draw.c % 3) }, draw);
};

export const SCOPES = ['440781', '440700', '440000', 'site:S1', 'site:S2', 'project:P1', 'grant:G1'];
export const PERIODS = ['2023', '2024', '2023-12..2024-01', '2023-01..2023-02', 'cycle:2023-2025'];

export const target: Op = (world, draw) => {
  const rows = ['timely-repair', 'fault-rate', 'fault-rate', ...INDICATOR_IDS] as const;
  const indicator = rows[draw.a % rows.length]!;
  const values: Partial<Record<(typeof rows)[number], number[]>> = {
    'fault-rate': [0.02, 0.5, 0.001],
    'timely-repair': [1, 0.8, 0.5],
    'examinees-served': [10, 60, 1000],
  };
  const rates = ['room-compliance', 'device-compliance', 'student-satisfaction', 'teacher-satisfaction'];
  const list = values[indicator] ?? (rates.includes(indicator) ? [0.3, 0.9, 1] : [1, 2, 5]);
  const scope = SCOPES[draw.b % SCOPES.length]!;
  const period = PERIODS[draw.c % PERIODS.length]!;
  const op = indicator === 'fault-rate' ? ('<=' as const) : draw.ms % 2 === 0 ? ('>=' as const) : undefined;
  world.write('target.set', { scope, indicator, period, op, value: list[draw.ms % list.length]! }, draw);
};
