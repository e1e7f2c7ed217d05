import { randomUUID } from 'node:crypto';
import type { PageServer } from '../kit';

export const AREA = '440781';
const DAY = 86_400_000;
const HOUR = 3_600_000;

/** The next Saturday that is at least two days away, by the business zone's calendar. */
export function nextSaturday(now: number): string {
  const local = new Date(now + 8 * HOUR + 2 * DAY);
  const ahead = (6 - local.getUTCDay() + 7) % 7;
  return new Date(local.getTime() + ahead * DAY).toISOString().slice(0, 10);
}
export const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
/** A year in which none of these plans lies: the one after that in which 30 days from now lies. */
export const laterYear = (now: number): number => yearOf(now + 30 * DAY) + 1;
export const yearOf = (now: number): number => new Date(now + 8 * HOUR).getUTCFullYear();

/**
 * Two sites: S1 with two computers in a room and a camera in none, S2 with one computer. The fault rate has a target of 2 %
 * here and at S1, in this year and the two after it; on the next Saturday morning an exam uses the room.
 */
export function planWorld(now: number) {
  const at = new Date(now - 10 * DAY).toISOString();
  const entry = (kind: string, body: Record<string, unknown>) => ({ id: randomUUID(), kind, at, body });
  const device = (deviceId: string, siteId: string, more: Record<string, unknown>) => [
    entry('device.registered', { deviceId, siteId, label: deviceId, ...more }),
    entry('device.commissioned', { deviceId }),
  ];
  const saturday = nextSaturday(now);
  const year = yearOf(now);
  const target = (scope: string, period: number) =>
    entry('target.set', { scope, indicator: 'fault-rate', period: String(period), op: '<=', value: 0.02 });
  return [
    entry('site.registered', { siteId: 'S1', name: '演示考点01', area: AREA }),
    entry('site.registered', { siteId: 'S2', name: '演示考点02', area: AREA }),
    entry('room.registered', { roomId: 'R1', siteId: 'S1', name: '第 1 考场', origin: 'new', seats: 2 }),
    ...device('PC1', 'S1', { category: 'computer', roomId: 'R1', seat: '01' }),
    ...device('PC2', 'S1', { category: 'computer', roomId: 'R1', seat: '02' }),
    ...device('CAM', 'S1', { category: 'camera' }),
    ...device('PC9', 'S2', { category: 'computer' }),
    ...[year, year + 1, year + 2].flatMap((period) => [target(AREA, period), target('site:S1', period)]),
    entry('exam.scheduled', {
      sittingId: 'E1',
      exam: '英语听说模拟',
      siteId: 'S1',
      rooms: [{ roomId: 'R1', placed: 2 }],
      from: `${saturday}T09:00:00+08:00`,
      to: `${saturday}T11:30:00+08:00`,
    }),
  ];
}

/** Reads as the administrator. */
export async function reader(server: PageServer, password: string): Promise<<T>(path: string) => Promise<T>> {
  const login = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async <T>(path: string) => {
    const answer = await fetch(server.url + path, { headers: { cookie } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return (await answer.json()) as T;
  };
}
