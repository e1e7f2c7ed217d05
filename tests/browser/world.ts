import { randomUUID } from 'node:crypto';
import { targetsOf } from '../helpers/targets';

export interface Sent {
  id: string;
  kind: string;
  at: string;
  body: Record<string, unknown>;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
const AREA = '440781';

const two = (n: number) => String(n).padStart(2, '0');

export const siteId = (n: number) => `K${two(n)}`;
export const roomId = (site: number, room = 1) => `K${two(site)}-${room}`;
export const seatId = (site: number, seat: number, room = 1) => `${roomId(site, room)}-PC${two(seat)}`;
export const sharedId = (site: number, what: string) => `K${two(site)}-${what}`;

export interface WorldOptions {
  /** 1–13 sites; 演示考点01 and 05 have two rooms when `large`. */
  sites: number;
  seats: number;
  now: number;
  /** How many days of rounds lie behind. */
  days: number;
}

/**
 * A small county as entries for the writing door: sites with rooms, seat computers and shared devices, rounds every ten
 * days, faults repaired early and late, one of everything that is wrong today. Deterministic but for the entries' ids.
 */
export function world({ sites, seats, now, days }: WorldOptions): Sent[] {
  const begin = now - days * DAY;
  const out: Sent[] = [];
  const add = (kind: string, body: Record<string, unknown>, at: number) =>
    out.push({ id: randomUUID(), kind, at: new Date(Math.min(at, now)).toISOString(), body });
  const year = new Date(now + 8 * HOUR).getUTCFullYear();

  rules(add, begin, year);
  for (let site = 1; site <= sites; site += 1) {
    const rooms = sites > 4 && (site === 1 || site === 5) ? 2 : 1;
    place(add, site, rooms, seats, begin);
    rounds(add, site, rooms, begin, now);
  }
  troubles(add, sites, now, days);
  return lawful(out).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Without what is told of devices that a smaller world has not. */
function lawful(entries: readonly Sent[]): Sent[] {
  const named = (kind: string, field: string) =>
    new Set(entries.filter((entry) => entry.kind === kind).map((entry) => entry.body[field]));
  const devices = named('device.registered', 'deviceId');
  const about = entries.filter(({ body }) => body.deviceId === undefined || devices.has(body.deviceId));
  const faults = new Set(about.filter(({ kind }) => kind === 'fault.reported').map(({ body }) => body.faultId));
  return about.filter(({ body }) => body.faultId === undefined || faults.has(body.faultId));
}

type Add = (kind: string, body: Record<string, unknown>, at: number) => unknown;

function rules(add: Add, begin: number, year: number): void {
  const requires = [
    { category: 'computer', count: 1, per: 'seat' },
    { category: 'camera', count: 1, per: 'room' },
    { category: 'server', count: 1, per: 'room' },
  ];
  add('profile.set', { profileId: 'computer-room', requires }, begin);
  const targets = targetsOf({
    computers: 85,
    seats: 780,
    examinees: 15000,
    cities: 1,
    rooms: 15,
    schools: 13,
    systems: 1,
  });
  for (const [indicator, value, op] of targets) {
    add('target.set', { scope: AREA, indicator, period: String(year), value, ...(op && { op }) }, begin);
  }
}

const SHARED: [suffix: string, category: string, label: string][] = [
  ['NVR1', 'recorder', '录像机'],
  ['BC1', 'broadcast', '广播主机'],
  ['LINE1', 'leased-line', '专线'],
  ['GATE1', 'camera', '校门摄像头'],
  ['ID1', 'id-terminal', '身份验证终端'],
];
const IN_ROOM: [suffix: string, category: string, label: string][] = [
  ['CAM1', 'camera', '前摄像头'],
  ['CAM2', 'camera', '后摄像头'],
  ['SRV1', 'server', '主服务器'],
  ['SRV2', 'backup-server', '备用服务器'],
  ['SW1', 'switch', '交换机'],
  ['UPS1', 'ups', '不间断电源'],
  ['JAM1', 'jammer', '屏蔽仪'],
  ['CLK1', 'clock', '时钟'],
];

function place(add: Add, site: number, rooms: number, seats: number, begin: number): void {
  const at = begin + site * HOUR;
  add('site.registered', { siteId: siteId(site), name: `演示考点${two(site)}`, area: AREA }, at);
  add(
    'site.scheduleSet',
    { siteId: siteId(site), schedule: { weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '07:00', to: '22:00' }] } },
    at,
  );
  const put = (device: Record<string, unknown>) => {
    add('device.registered', { siteId: siteId(site), ...device }, at);
    add('device.commissioned', { deviceId: device.deviceId }, at + HOUR);
  };
  for (let room = 1; room <= rooms; room += 1) {
    add(
      'room.registered',
      {
        roomId: roomId(site, room),
        siteId: siteId(site),
        name: `第 ${room} 考场`,
        origin: 'new',
        seats,
        spareSeats: 3,
        profile: 'computer-room',
      },
      at,
    );
    add('room.accepted', { roomId: roomId(site, room) }, at + 2 * HOUR);
    for (let seat = 1; seat <= seats; seat += 1) {
      put({
        deviceId: seatId(site, seat, room),
        roomId: roomId(site, room),
        seat: two(seat),
        category: 'computer',
        domestic: seat % 5 !== 0,
        label: `${two(seat)} 号机`,
        model: '演示机型 D2000',
      });
    }
    for (const [suffix, category, label] of IN_ROOM) {
      put({ deviceId: `${roomId(site, room)}-${suffix}`, roomId: roomId(site, room), category, label });
    }
  }
  for (const [suffix, category, label] of SHARED) put({ deviceId: sharedId(site, suffix), category, label });
  if (site === 1) {
    put({ deviceId: 'SYS-1', category: 'information-system', label: '考务综合业务系统' });
  }
}

/** Every ten days each room is gone round; what stands in no room is observed by itself. */
function rounds(add: Add, site: number, rooms: number, begin: number, now: number): void {
  for (let at = begin + 10 * DAY + site * 9 * 60_000; at < now; at += 10 * DAY) {
    for (let room = 1; room <= rooms; room += 1) {
      add('room.inspected', { roomId: roomId(site, room), exceptions: [] }, at + room * 60_000);
    }
    for (const [suffix] of SHARED) add('status.observed', { deviceId: sharedId(site, suffix), status: 'up' }, at);
    if (site === 1) add('status.observed', { deviceId: 'SYS-1', status: 'up' }, at);
  }
  // The last round was yesterday, so that nothing ages in the middle of a test.
  const yesterday = now - 20 * HOUR;
  for (let room = 1; room <= rooms; room += 1) {
    add('room.inspected', { roomId: roomId(site, room), exceptions: [] }, yesterday);
  }
  for (const [suffix] of SHARED) add('status.observed', { deviceId: sharedId(site, suffix), status: 'up' }, yesterday);
  if (site === 1) add('status.observed', { deviceId: 'SYS-1', status: 'up' }, yesterday);
}

/** Faults of the past, repaired early and late, and what is wrong today. */
function troubles(add: Add, sites: number, now: number, days: number): void {
  const fault = (
    n: number,
    deviceId: string,
    severity: string,
    from: number,
    hours: number | null,
    impact = 'down',
  ) => {
    const faultId = `F-${String(300 + n).padStart(4, '0')}`;
    add('fault.reported', { faultId, deviceId, impact, severity, note: '演示故障' }, from);
    add('fault.acknowledged', { faultId }, from + 20 * 60_000);
    if (hours !== null) add('fault.repaired', { faultId }, from + hours * HOUR);
  };
  for (let n = 0; n < 14; n += 1) {
    const site = (n % sites) + 1;
    if (170 - n * 12 > days - 12) continue;
    fault(n, seatId(site, 3 + (n % 4)), n % 3 ? 'major' : 'minor', now - (170 - n * 12) * DAY, n === 5 ? 60 : 3 + n);
  }
  // The device of the device page's tests: a week with something in every lane.
  const shown = seatId(1, 2);
  fault(20, shown, 'major', now - 4 * DAY, 1.75);
  add('status.observed', { deviceId: shown, status: 'unknown' }, now - 2 * DAY - 5 * HOUR);
  add('status.observed', { deviceId: shown, status: 'up' }, now - 2 * DAY - 4 * HOUR);
  add('status.observed', { deviceId: shown, status: 'degraded' }, now - 3 * DAY);
  add('status.observed', { deviceId: shown, status: 'up' }, now - 3 * DAY + 5 * HOUR);
  fault(21, shown, 'major', now - 25 * HOUR, null);
  if (sites < 4) return;
  fault(30, seatId(2, 1), 'major', now - 5 * HOUR, null);
  fault(31, seatId(5, 4, 2), 'minor', now - 7 * HOUR, null, 'degraded');
  fault(32, sharedId(13, 'NVR1'), 'critical', now - 3.5 * HOUR, null);
  fault(33, seatId(10, 7), 'minor', now - 30 * HOUR, null, 'degraded');
  fault(34, seatId(11, 8), 'minor', now - 28 * HOUR, null, 'degraded');
  for (let seat = 1; seat <= 17; seat += 1) {
    add('status.observed', { deviceId: seatId(4, seat), status: 'unknown' }, now - HOUR);
  }
  add('status.observed', { deviceId: seatId(7, 1), status: 'down' }, now - 2 * HOUR);
  add('status.observed', { deviceId: seatId(7, 2), status: 'unknown' }, now - 2 * HOUR);
  add('status.observed', { deviceId: seatId(7, 3), status: 'degraded' }, now - 2 * HOUR);
}
