import type { Instant } from '../../shared/model/instant';
import { type Ledger, ledger } from './entries';
import { type MakeSubject, type Subject, rowFor } from './subject';

export const MIN = 60_000;
export const H = 60 * MIN;
export const DAY = 24 * H;

/** `2023-06-05 08:00`, `2023-06-05 08:00:00.001` or `2023-06-05` on the clocks of Asia/Shanghai. */
export function local(text: string): Instant {
  const [date, time = '00:00'] = text.split(' ');
  const at = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}+08:00`);
  if (!Number.isFinite(at)) throw new Error(`not a local time: ${text}`);
  return at;
}

/** When the small world was set up. */
export const BEGIN = local('2023-01-01');

export interface SmallWorld extends Ledger {
  device(deviceId: string, more?: { category?: string; roomId?: string; siteId?: string; at?: Instant }): void;
  /** A device is seen; `by` another time it was recorded. */
  seen(deviceId: string, status: 'up' | 'degraded' | 'down' | 'unknown', at: Instant, recordedAt?: Instant): void;
}

/** One site S1 (440781) with one accepted room R1 of 2 seats; no device, no schedule, no profile. */
export function smallWorld(options: Parameters<typeof ledger>[0] = {}): SmallWorld {
  const base = ledger(options);
  base.add('site.registered', { siteId: 'S1', name: 'S1', area: '440781' }, { at: BEGIN });
  base.add('room.registered', { roomId: 'R1', siteId: 'S1', name: 'R1', origin: 'new', seats: 2 }, { at: BEGIN });
  base.add('room.accepted', { roomId: 'R1' }, { at: BEGIN });
  return {
    ...base,
    device(deviceId, { category = 'camera', roomId = 'R1', siteId = 'S1', at = BEGIN } = {}) {
      const room = roomId === '' ? undefined : roomId;
      base.add('device.registered', { deviceId, siteId, roomId: room, category }, { at, recordedAt: BEGIN });
      base.add('device.commissioned', { deviceId }, { at, recordedAt: BEGIN });
    },
    seen(deviceId, status, at, recordedAt = at) {
      base.add('status.observed', { deviceId, status }, { at, recordedAt });
    },
  };
}

/** Hours of each status, service and maintenance over a window; null where there is no row. */
export function hours(subject: Subject, scope: string, from: Instant, to: Instant) {
  const [row] = subject.uptime({ scope, from, to, by: 'none' });
  if (!row) return null;
  return {
    s: row.serviceMs / H,
    u: row.upMs / H,
    g: row.degradedMs / H,
    d: row.downMs / H,
    n: row.unknownMs / H,
    m: row.maintenanceMs / H,
  };
}

/** The same with only what is not 0. */
export function nonZero(subject: Subject, scope: string, from: Instant, to: Instant) {
  const all = hours(subject, scope, from, to);
  return all && Object.fromEntries(Object.entries(all).filter(([, value]) => value !== 0));
}

/** How the timely-repair row of 2023 judges a ledger at an instant. */
export function judged(make: MakeSubject, world: Ledger, now: Instant) {
  const { timely, late, pending, value, low } = rowFor(make(world.entries, now), 'site:S1', '2023', 'timely-repair');
  return { timely, late, pending, value, low };
}

/** `pending`, `late` or `timely`: the verdict on the only fault there is; `excluded` where none is counted. */
export function verdictAt(make: MakeSubject, world: Ledger, now: Instant): string {
  const { timely, late, pending } = judged(make, world, now);
  const found = Object.entries({ timely, late, pending }).filter(([, count]) => count! > 0);
  return found.map(([name]) => name).join(' ') || 'excluded';
}
