import type { EntryOf } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import type { BodyOf, Kind } from '../../../shared/model/kinds';
import { isRule } from '../../../shared/model/kinds';
import { type Ledger, PAPER, ledger } from '../entries';
import { advance, backdate, startOf } from './clock';
import type { Draw, Draws } from './draws';

export const AREAS = ['440781', '440703', '440104'] as const;
/** The last one is not built in. */
export const CATEGORIES = ['computer', 'information-system', 'server', 'camera', 'lectern'] as const;
const ACTORS = ['tech-1', 'tech-2', 'office'] as const;

interface GrownDevice {
  id: string;
  /** When its first commissioning was written for: faults are reported from then on. */
  commissionedAt: Instant | null;
}
interface GrownFault {
  id: string;
  deviceId: string;
}

/** A ledger that grows: what was named already, and the server's clock. It judges nothing; some steps are unlawful. */
export class Growth {
  readonly ledger: Ledger = ledger();
  now: Instant;
  readonly used: Instant[] = [];
  readonly sites: string[] = [];
  readonly rooms: { id: string; siteId: string }[] = [];
  readonly devices: GrownDevice[] = [];
  readonly faults: GrownFault[] = [];
  readonly sittings: string[] = [];
  readonly maintenances: string[] = [];
  readonly milestones: string[] = [];
  private counter = 0;

  constructor(draws: Draws) {
    this.now = startOf(draws.start);
    this.used.push(this.now);
    this.settle(draws);
  }

  id(prefix: string): string {
    this.counter += 1;
    return `${prefix}${this.counter}`;
  }

  pick<T>(list: readonly T[], n: number): T | undefined {
    return list.length === 0 ? undefined : list[n % list.length];
  }

  /** Records an entry now, for the time that the draw says (or `at`). */
  write<K extends Kind>(kind: K, body: BodyOf<K>, draw?: Draw, at?: Instant): EntryOf<K> {
    const fact = !isRule(kind) && kind !== 'fault.reported';
    const true_at = at ?? (draw ? backdate(this.now, draw, this.used, fact) : this.now);
    this.used.push(true_at);
    const actor = ACTORS[(draw?.c ?? 2) % 3]!;
    return this.ledger.add(kind, body, { at: true_at, recordedAt: this.now, actor });
  }

  tick(draw: Draw): void {
    this.now = advance(this.now, draw);
  }

  /** The world before the first op: places, devices and a few rules, mostly lawful. */
  private settle({ sites, rooms, devices, flags }: Draws): void {
    for (let index = 0; index < sites; index += 1) {
      const siteId = `S${index + 1}`;
      this.sites.push(siteId);
      this.write('site.registered', { siteId, name: siteId, area: AREAS[index]! });
    }
    if (flags % 3 === 0) {
      this.write('grant.received', { grantId: 'G1', number: '36', area: '440781', amountFen: 1000, purposes: ['x'] });
      this.write('project.budgeted', { projectId: 'P1', grantId: 'G1', name: 'P1', budgetFen: 100 });
    }
    if (flags % 2 === 0) {
      const requires = [
        { category: 'computer', count: 1, per: 'seat' as const },
        { category: 'server', count: 1, per: 'room' as const },
      ];
      this.write('profile.set', { profileId: 'F1', requires: requires.slice(0, 1 + (flags % 4) / 2) });
    }
    // A profile that asks for nothing, so that faults alone decide whether a room complies.
    if (flags % 5 < 3) this.write('profile.set', { profileId: 'F2', requires: [] });
    for (const [index, draw] of rooms.entries()) {
      const siteId = this.sites[draw % this.sites.length]!;
      const roomId = `R${index + 1}`;
      this.rooms.push({ id: roomId, siteId });
      this.write('room.registered', {
        roomId,
        siteId,
        name: roomId,
        origin: draw % 3 === 0 ? 'existing' : 'new',
        seats: 1 + (draw % 3),
        profile: ['F1', 'F2', 'F2', undefined, 'F1'][draw % 5],
        projectId: draw % 4 < 2 ? 'P1' : undefined,
      });
      if (draw % 7 !== 0) this.write('room.accepted', { roomId });
    }
    for (const [index, draw] of devices.entries()) this.addDevice(`D${index + 1}`, draw);
  }

  addDevice(deviceId: string, draw: Draws['devices'][number]): void {
    const room = draw.room % 4 === 3 ? undefined : this.pick(this.rooms, draw.room);
    this.write('device.registered', {
      deviceId,
      siteId: room?.siteId ?? this.pick(this.sites, draw.room)!,
      roomId: room?.id,
      seat: draw.flags % 2 === 0 ? '1' : undefined,
      spare: draw.flags % 7 === 0 ? true : undefined,
      category: CATEGORIES[draw.category % CATEGORIES.length]!,
      domestic: draw.flags % 3 !== 0 ? true : undefined,
      projectId: draw.flags % 5 < 2 ? 'P1' : undefined,
      reportWithinS: draw.flags % 6 === 0 ? 300 : undefined,
    });
    const device: GrownDevice = { id: deviceId, commissionedAt: null };
    this.devices.push(device);
    if (draw.life % 8 === 7) return;
    const at = this.now - [0, 0, 0, 3600_000, 5 * 24 * 3600_000][draw.life % 5]!;
    this.write('device.commissioned', { deviceId }, undefined, at);
    device.commissionedAt = at;
  }
}

export { PAPER };
