import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LiveState, applyDelta, fromSnapshot } from '../../../client/stores/live/state';
import type { IndicatorsAnswer, SummaryStatus, TokenAnswer, UserAnswer } from '../../../shared/contract/http';
import type { Delta } from '../../../shared/contract/live';
import { SETTINGS, type SettingName } from '../../../shared/model/settings';
import { connect, deltasOf, watch } from '../../live/kit';
import { evaluate } from '../../../shared/indicators/evaluate';
import { IndicatorsTopic } from '../../../server/live/topics/indicators';
import { periodOf } from '../../helpers/oracle';
import { local, smallWorld } from '../../helpers/small-world';
import { newFold, zoneOf } from '../../helpers/subject';
import { NOON, type TestServer, ZONE, discard, entry, observed, oneSite, startServer } from '../kit';

/** Defect 11, and "settings that take effect live": every setting there is, set while the server runs, and after a restart. */
const H = 3_600_000;
const DAY = 24 * H;
const WORD = 'long enough, and no name';
const iso = (at: number) => new Date(at).toISOString();
let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  await server.must([...oneSite(), ...world()]);
});
afterEach(() => discard(server));

/** A device that was down for a part of the year, a target that it misses, and a sitting in 24 h in a room inspected 20 h ago. */
function world() {
  const rooms = [{ roomId: 'R1', placed: 1 }];
  const sitting = {
    sittingId: 'E1',
    exam: '高考',
    siteId: 'S1',
    rooms,
    from: iso(NOON + DAY),
    to: iso(NOON + DAY + H),
  };
  const about = { scope: '440781', indicator: 'fault-rate', period: '2025' };
  return [
    observed('D1', 'up', NOON - 7 * DAY),
    // Down for 5 of at most 168 hours, 3 % and more: far beyond twice the target of 0.1 %.
    observed('D1', 'down', NOON - 50 * H),
    observed('D1', 'up', NOON - 45 * H),
    entry('target.set', { ...about, op: '<=', value: 0.001 }),
    entry('room.registered', { roomId: 'R1', siteId: 'S1', name: 'R1', origin: 'new', seats: 1 }, NOON - 2 * DAY),
    entry('room.accepted', { roomId: 'R1' }, NOON - 2 * DAY),
    entry('room.inspected', { roomId: 'R1', exceptions: [] }, NOON - 20 * H),
    entry('exam.scheduled', sitting),
  ];
}

interface Case {
  value: string | number | boolean;
  /** What the setting decides, as seen from outside. */
  seen: (at: TestServer) => Promise<unknown>;
  before: unknown;
  after: unknown;
}

async function snapshot(at: TestServer): Promise<LiveState> {
  const socket = connect(at);
  const { to, snapshot: found } = await watch(socket, { scope: '440781', topics: ['exams', 'indicators'] });
  socket.disconnect();
  return fromSnapshot(found, to);
}
const form = async (at: TestServer) =>
  (await at.ask<IndicatorsAnswer>('/api/indicators?scope=440781&period=2025')).body;
const faultRate = (answer: IndicatorsAnswer) => answer.rows.find(({ id }) => id === 'fault-rate')!;

/** What a new session of a role is answered after so many hours without use. */
async function lives(at: TestServer, role: 'office' | 'viewer', hours: number): Promise<number> {
  const name = `${role} ${at.clock.at}`;
  await at.ask<UserAnswer>('/api/users', { json: { name, role, scope: '440781', password: WORD } });
  const begun = await at.ask('/api/session', { json: { username: name, password: WORD }, headers: { cookie: '' } });
  const cookie = begun.headers.get('set-cookie')!.split(';')[0]!;
  at.clock.forward(hours * H);
  const { status } = await at.ask('/api/sites', { headers: { cookie } });
  await at.logIn();
  return status;
}

async function lateBy(at: TestServer, hours: number): Promise<unknown> {
  const { token } = (
    await at.ask<TokenAnswer>('/api/tokens', { json: { name: 't', role: 'technician', scope: 'site:S1' } })
  ).body;
  const json = { entries: [observed('D1', 'up', at.clock.at - hours * H)] };
  const headers = { authorization: `Bearer ${token}`, cookie: '' };
  const { body } = await at.ask<{ results: { error?: { code: string } }[] }>('/api/entries', { json, headers });
  return body.results[0]!.error?.code;
}

/** How many of some requests to record, one after the other, the session of the office is answered with 200. */
async function written(at: TestServer, bodies: readonly object[]): Promise<number> {
  const name = `writer ${at.clock.at}`;
  // Nothing is left over from the account that was asked for before.
  at.clock.forward(1000);
  await at.ask<UserAnswer>('/api/users', { json: { name, role: 'office', scope: '440781', password: WORD } });
  const begun = await at.ask('/api/session', { json: { username: name, password: WORD }, headers: { cookie: '' } });
  const cookie = begun.headers.get('set-cookie')!.split(';')[0]!;
  let count = 0;
  for (const json of bodies)
    if ((await at.ask('/api/entries', { json, headers: { cookie } })).status === 200) count += 1;
  return count;
}
const EMPTY = { entries: [] };
/** 0.6 MB of notes, in a request that is refused for its shape: what is sent counts. */
const NOTES = { entries: [{ ...entry('fault.commented', { faultId: 'F', note: '字'.repeat(200_000) }) }] };

/** A setting without a case does not compile. */
const CASES: Record<SettingName, Case> = {
  inverse: {
    value: true,
    // The rate is beyond its target: by the inverse the row keeps a share of its points, otherwise none.
    seen: async (at) => faultRate(await form(at)).score! > 0,
    before: false,
    after: true,
  },
  grouping: { value: 'printed', seen: async (at) => (await form(at)).grouping, before: undefined, after: 'printed' },
  countersign: {
    value: true,
    seen: async (at) => (await at.ask<SummaryStatus>('/api/summary/2024/status?scope=440781')).body.countersign,
    before: false,
    after: true,
  },
  cycle: {
    value: '2025-2027',
    seen: async (at) => iso((await snapshot(at)).indicators.running!.cycle.from),
    before: '2022-12-31T16:00:00.000Z',
    after: '2024-12-31T16:00:00.000Z',
  },
  readinessHours: {
    value: 48,
    seen: async (at) => (await snapshot(at)).exams.get('E1')!.readiness[0]!.reasons.includes('not-inspected'),
    before: true,
    after: false,
  },
  technicianReachBackHours: { value: 24, seen: (at) => lateBy(at, 25), before: undefined, after: 'too-late' },
  secondFactor: {
    value: 'required',
    seen: async (at) => (await at.ask<{ must?: string[] }>('/api/session')).body.must,
    before: undefined,
    after: ['second-factor'],
  },
  sessionHours: { value: 3, seen: (at) => lives(at, 'viewer', 4), before: 200, after: 401 },
  voices: { value: false, seen: async (at) => (await at.ask('/v/D1')).status, before: 200, after: 404 },
  surveys: {
    value: false,
    seen: async (at) => (await at.ask<string>('/s/none')).body.includes('现在不收答卷'),
    before: false,
    after: true,
  },
  surveyMinimum: {
    value: 100,
    seen: async (at) => (await at.ask<{ value: number }>('/api/settings/surveyMinimum')).body.value,
    before: undefined,
    after: 100,
  },
  writeRequestsPerMinute: { value: 2, seen: (at) => written(at, [EMPTY, EMPTY, EMPTY]), before: 3, after: 2 },
  noteMegabytesPerDay: { value: 1, seen: (at) => written(at, [NOTES, NOTES]), before: 2, after: 1 },
  idleHours: { value: 0.5, seen: (at) => lives(at, 'office', 1), before: 200, after: 401 },
};

describe('11: the setting', () => {
  it.each(Object.keys(SETTINGS) as SettingName[])('%s takes effect as it is set, as after a restart', async (name) => {
    const { value, seen, before, after } = CASES[name];
    expect(await seen(server)).toEqual(before);
    await server.must([entry('setting.set', { name, value })]);
    expect(await seen(server)).toEqual(after);
    await server.stop();
    server = await startServer({ folder: server.folder, clock: server.clock });
    expect(await seen(server)).toEqual(after);
  });
});

/** The settings that live topics show. */
const SHOWN: readonly SettingName[] = ['inverse', 'grouping', 'cycle', 'readinessHours'];
const shown = ({ exams, indicators: { answer, running } }: LiveState) => ({
  exams: [...exams.values()],
  score: answer!.score,
  points: answer!.rows.map(({ id, score, state }) => [id, score, state]),
  grouping: answer!.grouping,
  cycle: running!.cycle,
});

describe('11: a watcher', () => {
  it.each(SHOWN)('is sent what %s changes, at once and as one that begins after a restart', async (name) => {
    const socket = connect(server);
    const deltas = deltasOf(socket);
    const { to, snapshot: begun } = await watch(socket, { scope: '440781', topics: ['exams', 'indicators'] });
    const [seq] = await server.must([entry('setting.set', { name, value: CASES[name].value })]);
    // The rows come after the changes that moved them.
    await deltas.until((one: Delta) => one.to >= seq! && one.changes.some(isAnswer));
    const held = deltas.all.reduce(applyDelta, fromSnapshot(begun, to));
    socket.disconnect();
    await server.stop();
    server = await startServer({ folder: server.folder, clock: server.clock });
    expect(shown(held)).toEqual(shown(await snapshot(server)));
  });
});

describe('11: a rule that begins ahead of the clock', () => {
  const now = local('2025-03-01 12:00');
  const scope = { kind: 'area', code: '440781' } as const;
  const ahead = { at: now + 60_000, recordedAt: now };
  it.each([
    ['setting.set', { name: 'inverse', value: true }],
    ['setting.set', { name: 'grouping', value: 'printed' }],
    ['target.set', { scope: '440781', indicator: 'fault-rate', period: '2025', op: '<=', value: 0.02 }],
    ['weights.set', { scope: '440781', year: 2025, weights: { 'fault-rate': 7 }, execution: 10 }],
  ] as const)('%s %j reaches a watcher when it begins, without another entry', (kind, body) => {
    const world = smallWorld();
    world.add(kind, body, ahead);
    const { fold } = newFold(world.entries);
    const topic = new IndicatorsTopic(scope, periodOf('2025', zoneOf(ZONE)));
    topic.snapshot(fold, now);
    expect(topic.rows(fold, now + 59_999)).toEqual([]);
    expect(topic.dueAt).toBeLessThanOrEqual(now + 65_000);
    const [change] = topic.rows(fold, now + 65_000);
    const evaluated = evaluate(fold, { scope, period: periodOf('2025', zoneOf(ZONE)), now: now + 65_000 });
    expect(change).toEqual({ topic: 'indicators', put: { answer: evaluated } });
  });
});

const isAnswer = (change: Delta['changes'][number]) =>
  change.topic === 'indicators' && 'put' in change && change.put.answer !== undefined;
