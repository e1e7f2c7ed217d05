import { FIRST_PREV, type Draft } from '../../shared/model/entry';
import type { BodyOf, Kind } from '../../shared/model/kinds';
import { seal } from '../../server/ledger/writing/chain';
import { uuid } from '../helpers/entries';

const SITES = 15;
const ROOMS = 4;
const DEVICES = 25;
const YEAR_MS = 365 * 86_400_000;
const HOUR = 3_600_000;
const PAGE = 2000;
/** One report in so many is of a fault, which the next one but a few repairs. */
const FAULT_EVERY = 800;
const CATEGORIES = ['computer', 'computer', 'computer', 'camera', 'switch'] as const;
/** Of twenty reports. */
const STATUSES = [...Array<'up'>(14).fill('up'), 'degraded', 'degraded', 'down', 'down', 'down', 'unknown'] as const;

export const COUNTY = '440781';
export const COUNTY_DEVICES = SITES * ROOMS * DEVICES;
export const deviceOf = (index: number) => `D${index % COUNTY_DEVICES}`;

/** The same numbers in every run. */
function* draws(): Generator<number> {
  for (let state = 202336; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** The ledger of a county, line by line: 15 sites of 4 rooms, 1,500 devices, and a year of reports, faults and sittings. */
export function* countyLines(entries: number, end: number): Generator<string> {
  const begin = end - YEAR_MS;
  let head = { seq: 0, hash: FIRST_PREV, recordedAt: 0 };
  const line = <K extends Kind>(kind: K, body: BodyOf<K>, at: number): string => {
    const draft = { id: uuid(head.seq + 1), kind, at, actor: 'bench', body } as unknown as Draft;
    const sealed = seal(draft, head, at);
    head = { seq: sealed.entry.seq, hash: sealed.entry.hash, recordedAt: at };
    return sealed.line;
  };
  yield* places(line, begin);
  yield* sittings(line, begin);
  const drawn = draws();
  const random = (below: number) => Math.floor((drawn.next().value as number) * below);
  const left = entries - head.seq;
  const stepMs = (end - begin - HOUR) / left;
  let faults = 0;
  for (let turn = 0; turn < left; turn += 1) {
    const at = Math.floor(begin + HOUR + turn * stepMs);
    const faultId = `F${faults}`;
    if (turn % FAULT_EVERY === 0) {
      const deviceId = deviceOf(random(COUNTY_DEVICES));
      yield line('fault.reported', { faultId, deviceId, impact: 'down', severity: 'major' }, at);
    } else if (turn % FAULT_EVERY === 90) {
      yield line('fault.repaired', { faultId }, at);
      faults += 1;
    } else {
      const status = STATUSES[random(STATUSES.length)]!;
      yield line('status.observed', { deviceId: deviceOf(turn), status }, at);
    }
  }
}

type Line = <K extends Kind>(kind: K, body: BodyOf<K>, at: number) => string;

function* places(line: Line, at: number): Generator<string> {
  const hours = [{ days: [1, 2, 3, 4, 5], from: '07:30', to: '18:00' }];
  const requires = [{ category: 'computer', count: 10, per: 'room' as const }];
  yield line('profile.set', { profileId: 'room', requires }, at);
  let device = 0;
  for (let site = 0; site < SITES; site += 1) {
    const siteId = `S${site}`;
    yield line('site.registered', { siteId, name: `演示考点${site}`, area: COUNTY }, at);
    yield line('site.scheduleSet', { siteId, schedule: { weekly: hours } }, at);
    for (let number = 0; number < ROOMS; number += 1) {
      const roomId = `${siteId}-${number}`;
      const room = { roomId, siteId, name: `第 ${number} 考场`, origin: 'new' as const, seats: 15, profile: 'room' };
      yield line('room.registered', room, at);
      for (let index = 0; index < DEVICES; index += 1) {
        const deviceId = deviceOf(device++);
        const category = CATEGORIES[index % CATEGORIES.length]!;
        yield line('device.registered', { deviceId, siteId, roomId, category }, at);
        yield line('device.commissioned', { deviceId }, at);
      }
      yield line('room.accepted', { roomId }, at);
    }
  }
  const target = { indicator: 'fault-rate' as const, period: '2026', op: '<=' as const, value: 0.02 };
  yield line('target.set', { scope: COUNTY, ...target }, at);
}

function* sittings(line: Line, begin: number): Generator<string> {
  const iso = (at: number) => new Date(at).toISOString();
  for (let month = 1; month <= 13; month += 1) {
    for (let site = 0; site < SITES; site += 1) {
      const from = begin + month * 28 * 24 * HOUR;
      const rooms = Array.from({ length: ROOMS }, (_, number) => ({ roomId: `S${site}-${number}`, placed: 15 }));
      const body = { sittingId: `X${month}-${site}`, exam: '英语听说', siteId: `S${site}`, rooms };
      yield line('exam.scheduled', { ...body, from: iso(from), to: iso(from + 2 * HOUR) }, begin);
    }
  }
}

/** The same as text, in pages. */
export function* countyText(entries: number, end: number): Generator<string> {
  let page: string[] = [];
  for (const one of countyLines(entries, end)) {
    if (page.push(one) < PAGE) continue;
    yield `${page.join('\n')}\n`;
    page = [];
  }
  if (page.length > 0) yield `${page.join('\n')}\n`;
}
