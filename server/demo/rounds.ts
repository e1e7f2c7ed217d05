/** Inspection rounds of the technicians, planned maintenance, and mistakes that are voided later. */
import { toIso } from '../../shared/model/instant';
import type { Instant } from '../../shared/model/instant';
import { isSchoolDay, localDate } from './calendar';
import type { Trouble } from './faults';
import type { Script } from './script';
import { DAY, type DemoRoom, type DemoSite, HOUR, wall } from './world';

const MINUTE = 60_000;

/** School days from an instant on, each `every`-th of them. */
function* schoolDays(from: Instant, to: Instant, every: number): Iterable<Instant> {
  let index = 0;
  for (let day = wall(localDate(from)); day < to; day += DAY) {
    if (isSchoolDay(day) && index++ % every === 0) yield day;
  }
}

/** Inspects each room on every n-th school day; devices outside rooms are logged one by one, less often. */
export function rounds(
  script: Script,
  sites: readonly DemoSite[],
  troubles: readonly Trouble[],
  from: Instant,
  to: Instant,
  every: { room: number; common: number },
): void {
  const { random } = script;
  for (const site of sites) {
    const actor = `tech-${site.id.toLowerCase()}`;
    for (const room of site.rooms) {
      for (const day of schoolDays(from, to, every.room)) {
        const at = day + 7 * HOUR + random.int(40, 130) * MINUTE;
        if (at <= room.acceptedAt || random.chance(0.04)) continue;
        // Sometimes a phone has no network until the evening.
        inspect(
          script,
          room,
          troubles,
          at,
          actor,
          random.chance(0.05) ? random.int(1, 9) * HOUR : random.int(0, 4) * 1000,
        );
      }
    }
    systems(script, site, troubles, [...schoolDays(from, to, 1)], actor);
    for (const day of schoolDays(from, to, every.common)) {
      for (const device of site.common) {
        if (device.category === 'information-system') continue;
        const at = day + 9 * HOUR + random.int(0, 150) * MINUTE;
        if (at <= device.commissionedAt || random.chance(0.06)) continue;
        const trouble = troubleOf(troubles, device.id, at);
        script.tell('status.observed', { deviceId: device.id, status: trouble?.impact ?? 'up' }, { at, actor });
      }
    }
  }
}

/** The information systems are inspected at the start of every working day. */
function systems(
  script: Script,
  site: DemoSite,
  troubles: readonly Trouble[],
  days: readonly Instant[],
  actor: string,
): void {
  for (const device of site.common.filter((one) => one.category === 'information-system')) {
    for (const day of days) {
      const at = day + 7 * HOUR + script.random.int(15, 55) * MINUTE;
      if (at <= device.commissionedAt) continue;
      const trouble = troubleOf(troubles, device.id, at);
      script.tell('status.observed', { deviceId: device.id, status: trouble?.impact ?? 'up' }, { at, actor });
    }
  }
}

function troubleOf(troubles: readonly Trouble[], deviceId: string, at: Instant): Trouble | undefined {
  return troubles.find((one) => one.device.id === deviceId && one.from <= at && at < one.to);
}

function inspect(
  script: Script,
  room: DemoRoom,
  troubles: readonly Trouble[],
  at: Instant,
  actor: string,
  late: number,
): void {
  const exceptions = troubles
    .filter((one) => one.device.roomId === room.id && one.from <= at && at < one.to)
    .map((one) => ({ deviceId: one.device.id, status: one.impact, note: script.note(one.note) }));
  const unique = exceptions.filter(
    (one, index) => exceptions.findIndex((other) => other.deviceId === one.deviceId) === index,
  );
  script.tell('room.inspected', { roomId: room.id, exceptions: unique }, { at, actor, late });
}

/** One afternoon a month and site, announced two days ahead; and one in progress now. */
export function maintenance(script: Script, sites: readonly DemoSite[], from: Instant): void {
  let number = 0;
  const plan = (scope: string, begins: Instant, ends: Instant) => {
    const maintenanceId = `MT-${String(++number).padStart(3, '0')}`;
    const body = { maintenanceId, scope, from: toIso(begins), to: toIso(ends), reason: script.note('系统补丁与除尘') };
    script.tell('maintenance.planned', body, { at: begins - 2 * DAY });
  };
  for (const [index, site] of sites.entries()) {
    for (let day = wall(localDate(from)) + index * DAY; day < script.now - DAY; day += 28 * DAY) {
      if (isSchoolDay(day)) plan(`room:${site.rooms[0]!.id}`, day + 16 * HOUR, day + 17.5 * HOUR);
    }
  }
  plan('room:K09-1', script.now - HOUR, script.now + 5 * HOUR);
}

/** Reports of the wrong device, voided the next morning: the figures of the day before change from then on. */
export function slips(script: Script, sites: readonly DemoSite[], from: Instant): void {
  const { random } = script;
  for (const day of schoolDays(from, script.now - 2 * DAY, 17)) {
    const room = random.pick(random.pick(sites).rooms);
    const at = day + 10 * HOUR + random.int(0, 300) * MINUTE;
    if (at < room.acceptedAt) continue;
    const actor = `tech-${room.siteId.toLowerCase()}`;
    const deviceId = random.pick(room.devices).id;
    const entryId = script.tell(
      'status.observed',
      { deviceId, status: 'down', note: script.note('黑屏') },
      { at, actor },
    );
    if (entryId)
      script.tell(
        'entry.voided',
        { entryId, reason: script.note('登错机号') },
        { at: at + random.int(2, 20) * HOUR, actor },
      );
  }
}

/** A switch that is down: the status of the seats behind it is unknown. */
export function unknownNow(script: Script, sites: readonly DemoSite[]): void {
  const room = sites.find((site) => site.id === 'K04')!.rooms[0]!;
  const at = script.now - 95 * MINUTE;
  for (const device of room.devices.filter((one) => one.category === 'computer').slice(20, 37)) {
    script.tell(
      'status.observed',
      { deviceId: device.id, status: 'unknown', note: script.note('交换机无响应，无法确认') },
      { at, actor: 'tech-k04' },
    );
  }
}
