import type { Entry, EntryOf } from '../../../shared/model/entry';
import type { Instant } from '../../../shared/model/instant';
import { type Scope, areaWithin } from '../../../shared/model/scope';
import { type Fault, faultAt } from './fault';
import { type Life, deviceLifecycle, roomLifecycle } from './life';
import { type Moment, endOf, ofKind, when } from './order';
import { type Device, type Room, deviceAt, roomAt, siteAt } from './places';
import { faultsOf } from './settle';
import { LocalZone } from './zone';

/** Where something stands: what decides whether it lies in a scope. */
export interface Standing {
  siteId: string;
  roomId?: string;
  projectId?: string;
}

/**
 * Everything that is known, with effect, and `now`: what each definition is asked about. It remembers which entries
 * speak of one device, and nothing else: every question is answered from the entries.
 */
export class World {
  readonly zone: LocalZone;
  readonly deviceIds: string[];
  readonly roomIds: string[];
  readonly faults: Fault[];
  /** The sittings that are not cancelled: cancelled, it never was (semantics 5). */
  readonly sittings: EntryOf<'exam.scheduled'>[];
  private readonly ofSites: Entry[];
  private readonly ofDevice = new Map<string, { place: Entry[]; life: Life }>();
  private readonly ofRoom = new Map<string, { place: Entry[]; life: Life }>();

  constructor(
    readonly entries: readonly Entry[],
    readonly now: Instant,
    zone: string,
  ) {
    this.zone = zones.get(zone) ?? new LocalZone(zone);
    zones.set(zone, this.zone);
    this.deviceIds = ofKind(entries, 'device.registered').map((one) => one.body.deviceId);
    this.roomIds = ofKind(entries, 'room.registered').map((one) => one.body.roomId);
    const rooms: Entry[] = ofKind(entries, 'room.registered', 'room.changed');
    for (const id of this.deviceIds) {
      const place = ofKind(entries, 'device.registered', 'device.changed', 'device.moved');
      const own: Entry[] = place.filter((one) => one.body.deviceId === id) as Entry[];
      // Where a device stands depends on where its room does.
      this.ofDevice.set(id, { place: [...own, ...rooms], life: deviceLifecycle(entries, id) });
    }
    for (const id of this.roomIds) {
      const place = ofKind(entries, 'room.registered', 'room.changed');
      const own: Entry[] = place.filter((one) => one.body.roomId === id) as Entry[];
      this.ofRoom.set(id, { place: own, life: roomLifecycle(entries, id) });
    }
    const cancelled = ofKind(entries, 'exam.cancelled').filter((one) => when(one) <= now);
    const gone = new Set(cancelled.map((one) => one.body.sittingId));
    this.sittings = ofKind(entries, 'exam.scheduled').filter((one) => !gone.has(one.body.sittingId));
    this.ofSites = ofKind(entries, 'site.registered', 'site.changed') as Entry[];
    this.faults = faultsOf(entries).map((fault) => faultAt(fault, endOf(now)));
  }

  deviceLifecycle(id: string): Life {
    return this.ofDevice.get(id)!.life;
  }

  roomLifecycle(id: string): Life {
    return this.ofRoom.get(id)!.life;
  }

  device(id: string, moment: Moment): Device {
    return deviceAt(this.ofDevice.get(id)!.place, id, moment)!;
  }

  room(id: string, moment: Moment): Room {
    return roomAt(this.ofRoom.get(id)!.place, id, moment)!;
  }

  /** The county code of a site. */
  area(siteId: string, moment: Moment): string {
    return siteAt(this.ofSites, siteId, moment)?.area ?? '';
  }

  faultsOf(deviceId: string): Fault[] {
    return this.faults.filter((fault) => fault.deviceId === deviceId);
  }

  /** The projects of a grant. Reading: the last budget of a project says whose it is. */
  projectsOf(grantId: string): string[] {
    const grants = new Map<string, string>();
    for (const { body } of ofKind(this.entries, 'project.budgeted')) grants.set(body.projectId, body.grantId);
    return [...grants].filter(([, grant]) => grant === grantId).map(([projectId]) => projectId);
  }

  /** Whether what stands there lies in a scope at a moment; `deviceId` where it is a device (semantics 6, 9). */
  within(scope: Scope, standing: Standing, moment: Moment, deviceId?: string): boolean {
    switch (scope.kind) {
      case 'area':
        return areaWithin(this.area(standing.siteId, moment), scope.code);
      case 'site':
        return standing.siteId === scope.id;
      case 'room':
        return standing.roomId === scope.id;
      case 'device':
        return deviceId === scope.id;
      case 'project':
        return standing.projectId === scope.id;
      case 'grant':
        return standing.projectId !== undefined && this.projectsOf(scope.id).includes(standing.projectId);
    }
  }
}

const zones = new Map<string, LocalZone>();
