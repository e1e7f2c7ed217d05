import type { ChangeOf, LiveSitting, RoomReadiness } from '../../contract/live';
import type { SittingItem } from '../../contract/http';
import { type Instant, fromIso } from '../../model/instant';
import type { Ref } from '../../model/references';
import { type Scope, scopeText } from '../../model/scope';
import type { Derived } from '../derived/derived';
import { sittingItem } from '../lists/work/sittings';
import { type RoomEquipment, equipmentAt } from '../figures/readiness';
import { roomReadiness } from '../figures/room-readiness';
import { roomAt } from '../figures/rooms';
import type { State } from '../state/state';
import { liveSitting } from '../device/device-timeline';
import { DueQueue } from '../../timeline/due-queue';
import type { TopicChanges } from './changed';
import { scopesOfProject, scopesOfSite } from './scopes';
import { type LiveTopic, type TopicSource, changedOf, listChanges, partsOf } from './topic';
import { VisibleSet } from './visible-set';

/** Sittings are shown from 30 days before they begin until they end. */
const AHEAD_MS = 30 * 24 * 3_600_000;

/** A sitting with the scopes of each of its rooms: where it stands, and its own, in which the sitting is, too. */
interface Held {
  sitting: SittingItem;
  rooms: HeldRoom[];
}
type HeldRoom = RoomReadiness & { place: string[]; own: string[] };

/** What of a sitting is judged again: all of it, or some of its rooms. */
type Dirt = 'all' | Set<string>;

/**
 * The sittings to come and in progress, and what keeps their rooms from being ready (semantics 8). An entry costs the
 * rooms that it touches and that are soon sat in; time, the sittings that it changes.
 */
export class SittingTopic implements LiveTopic<'exams'> {
  private readonly state: State;
  private readonly derived: Derived;
  private readonly visible = new VisibleSet<Held>();
  private readonly due = new DueQueue();
  private readonly dirty = new Map<string, Dirt>();
  private readonly ofRoom = new Map<string, Set<string>>();
  /** Rooms with a signature: a late entry about a past status of their devices may flag it. */
  private readonly signedRooms = new Set<string>();
  /** What works in each room at the instant of this `advance`: it is the same for every sitting. */
  private readonly equipment = new Map<string, RoomEquipment>();

  constructor({ state, derived, now }: TopicSource) {
    this.state = state;
    this.derived = derived;
    for (const id of state.sittings.keys()) this.settle(id, now, 'all');
    this.equipment.clear();
    this.visible.take();
  }

  invalidate(ref: Ref): void {
    const [sort, id] = partsOf(ref);
    if (sort === 'sitting') this.dirty.set(id, 'all');
    else if (sort === 'room') this.invalidateRoom(id);
    else if (sort === 'site') this.invalidateSite(id);
    else if (sort === 'project') for (const room of this.derived.index.roomsNaming(id)) this.invalidateRoom(room);
    // A rule of rooms may have changed: every sitting shown is judged again.
    else for (const sitting of this.visible.ids()) this.dirty.set(sitting, 'all');
  }

  deviceChanged(id: string): void {
    for (const roomId of this.signedRooms)
      if (this.state.rooms.get(roomId)?.devices.has(id)) this.invalidateRoom(roomId);
  }

  private invalidateRoom(id: string): void {
    for (const sitting of this.ofRoom.get(id) ?? []) {
      const dirt = this.dirty.get(sitting);
      if (dirt === undefined) this.dirty.set(sitting, new Set([id]));
      else if (dirt !== 'all') dirt.add(id);
    }
  }

  /** A site may lie in another area. */
  private invalidateSite(id: string): void {
    const site = this.state.sites.get(id);
    for (const roomId of site?.rooms ?? []) this.invalidateRoom(roomId);
    for (const sitting of site?.sittings ?? []) if (this.visible.has(sitting)) this.dirty.set(sitting, 'all');
  }

  advance(now: Instant): void {
    while (this.due.nextAt() <= now) this.dirty.set(this.due.pop()!.id, 'all');
    for (const [id, dirt] of this.dirty) this.settle(id, now, dirt);
    this.dirty.clear();
    this.equipment.clear();
  }

  nextChangeAt(): Instant {
    return this.due.nextAt();
  }

  take(): TopicChanges {
    return { sittings: this.visible.take() };
  }

  snapshot(scope: Scope): LiveSitting[] {
    const text = scopeText(scope);
    return this.visible.of(text).map((held) => within(held, text));
  }

  changes(scope: Scope, changed: TopicChanges): ChangeOf<'exams'>[] {
    const text = scopeText(scope);
    const get = (id: string) => {
      const held = this.visible.get(id, text);
      return held && within(held, text);
    };
    return listChanges('exams', changedOf(changed, 'sittings'), get, text);
  }

  private settle(id: string, now: Instant, dirt: Dirt): void {
    const plan = liveSitting(this.state, id);
    const opens = plan ? plan.from - AHEAD_MS : Infinity;
    const held = plan !== undefined && opens <= now && now < plan.to;
    const rooms = held ? plan.rooms : [];
    for (const { roomId } of this.state.sittings.get(id)?.scheduled.flatMap((one) => one.value.rooms) ?? []) {
      this.link(
        roomId,
        id,
        rooms.some((room) => room.roomId === roomId),
      );
    }
    if (!held) {
      this.due.push(id, opens > now ? opens : Infinity);
      return this.visible.put(id, null, []);
    }
    const known = dirt === 'all' ? undefined : this.visible.thing(id);
    const ready = rooms.map((room, index) => {
      const before = known?.rooms[index];
      if (before?.roomId === room.roomId && dirt !== 'all' && !dirt.has(room.roomId)) return before;
      return this.readiness(id, room, plan.from, now);
    });
    const sitting = sittingItem(this.state, id, now)!;
    // Of one sitting the inspection of every room becomes due at the same instant.
    const due = ready.map(({ inspectFrom }) => fromIso(inspectFrom)).filter((at) => at > now);
    this.due.push(id, Math.min(plan.to, ...due));
    const scopes = new Set([...scopesOfSite(this.state, plan.siteId, now), ...ready.flatMap(({ own }) => own)]);
    this.visible.put(id, { sitting, rooms: ready }, [...scopes]);
  }

  private link(roomId: string, sittingId: string, linked: boolean): void {
    const sittings = this.ofRoom.get(roomId) ?? new Set();
    if (linked) this.ofRoom.set(roomId, sittings.add(sittingId));
    else if (sittings.delete(sittingId) && sittings.size === 0) this.ofRoom.delete(roomId);
  }

  private readiness(
    sittingId: string,
    { roomId, placed }: { roomId: string; placed: number },
    from: Instant,
    now: Instant,
  ): HeldRoom {
    // Filing the sitting made its rooms.
    const room = this.state.rooms.get(roomId)!;
    const attributes = roomAt(room, now);
    const place = attributes ? scopesOfSite(this.state, attributes.siteId, now) : [];
    const own = [`room:${roomId}`, ...scopesOfProject(this.state, attributes?.projectId)];
    let found = this.equipment.get(roomId);
    if (!found) this.equipment.set(roomId, (found = equipmentAt(this.state, this.derived, room, now)));
    const readiness = roomReadiness(this.state, this.derived, room, { id: sittingId, placed, from }, now, found);
    if (readiness.signed) this.signedRooms.add(roomId);
    return { ...readiness, place, own };
  }
}

/** As those see it who watch a scope: of its rooms, those that lie there. */
function within({ sitting, rooms }: Held, scope: string): LiveSitting {
  const here = rooms.filter(({ place, own }) => place.includes(scope) || own.includes(scope));
  return {
    ...sitting,
    rooms: here.map(({ roomId, placed }) => ({ roomId, placed })),
    readiness: here.map(({ place: _place, own: _own, ...room }) => room),
  };
}
