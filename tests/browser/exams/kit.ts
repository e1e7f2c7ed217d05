import { randomUUID } from 'node:crypto';
import type { Sent } from '../world';

export const AREA = '440781';
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const sent = (kind: string, body: Record<string, unknown>, at: number): Sent => ({
  id: randomUUID(),
  kind,
  at: new Date(at).toISOString(),
  body,
});
const local = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
const iso = (at: number) => new Date(at).toISOString();

const BEGIN = local('2024-01-01 00:00');

/** March 2024: two exams at two sites; two sittings of S1 are not reported, and one of S2 is above its number. */
const MARCH: [id: string, site: string, exam: string, from: string, placed: number, attended?: number][] = [
  ['E1', 'S1', '高考英语听说', '2024-03-09 08:30', 52, 50],
  ['E2', 'S2', '高考英语听说', '2024-03-09 08:30', 52, 53],
  ['E3', 'S1', '高考英语听说', '2024-03-10 08:30', 52],
  ['E4', 'S2', '高考英语听说', '2024-03-10 08:30', 52, 52],
  ['E5', 'S1', '计算机等级考试', '2024-03-23 10:00', 40],
];

/**
 * Two sites: S1 with two rooms, S2 with one. Each room has a camera and a seat computer; S1 has a spare camera, S2 one that
 * nobody saw for long. In 20 hours there is a session at both: S1-1 lacks its camera, S1-2 was not inspected, S2-1 is ready.
 */
export function examWorld(now: number): Sent[] {
  const out: Sent[] = [];
  const add = (kind: string, body: Record<string, unknown>, at: number) => out.push(sent(kind, body, at));
  const requires = [
    { category: 'computer', count: 1, per: 'seat' },
    { category: 'camera', count: 1, per: 'room' },
  ];
  add('profile.set', { profileId: 'P', requires }, BEGIN);
  for (const [siteId, name] of [
    ['S1', '演示考点01'],
    ['S2', '演示考点02'],
  ]) {
    add('site.registered', { siteId, name, area: AREA }, BEGIN);
  }
  const device = (deviceId: string, siteId: string, more: Record<string, unknown>, seen = now - 2 * HOUR) => {
    add('device.registered', { deviceId, siteId, ...more }, BEGIN);
    add('device.commissioned', { deviceId }, BEGIN);
    if (seen > BEGIN) add('status.observed', { deviceId, status: 'up' }, seen);
  };
  for (const [siteId, room] of [
    ['S1', 1],
    ['S1', 2],
    ['S2', 1],
  ] as const) {
    const roomId = `${siteId}-${room}`;
    const body = { roomId, siteId, name: `第 ${room} 考场`, origin: 'new', seats: 30, profile: 'P' };
    add('room.registered', body, BEGIN);
    add('room.accepted', { roomId }, BEGIN);
    device(`${roomId}-PC1`, siteId, { roomId, seat: '01', category: 'computer' });
    device(`${roomId}-CAM`, siteId, { roomId, category: 'camera' });
  }
  device('S1-SPARE', 'S1', { category: 'camera', spare: true });
  device('S2-SPARE', 'S2', { category: 'camera', spare: true }, BEGIN);
  for (const roomId of ['S1-1', 'S2-1']) add('room.inspected', { roomId, exceptions: [] }, now - HOUR);
  add(
    'fault.reported',
    { faultId: 'F-1', deviceId: 'S1-1-CAM', impact: 'down', severity: 'major', note: '无画面' },
    now - HOUR / 2,
  );
  for (const [sittingId, siteId, exam, from, placed, attended] of MARCH) {
    const at = local(from);
    const rooms = [{ roomId: `${siteId}-1`, placed }];
    add('exam.scheduled', { sittingId, exam, siteId, rooms, from: iso(at), to: iso(at + HOUR) }, at - DAY);
    if (attended !== undefined) add('exam.attended', { sittingId, attended }, at + 2 * HOUR);
  }
  const from = now + 20 * HOUR;
  for (const [sittingId, siteId, rooms] of [
    ['N1', 'S1', ['S1-1', 'S1-2']],
    ['N2', 'S2', ['S2-1']],
  ] as const) {
    const placed = rooms.map((roomId) => ({ roomId, placed: 1 }));
    const body = { sittingId, exam: '英语听说模拟', siteId, rooms: placed, from: iso(from), to: iso(from + HOUR) };
    add('exam.scheduled', body, now - DAY);
  }
  return out.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
