import { devicesIn, faultsIn, goneFrom, sitesIn, sittingsIn } from '../helpers/changes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delta, Topic } from '../../shared/contract/live';
import { NOON, type Sent, type TestServer, discard, entry, observed, oneSite, startServer } from '../server/kit';
import { type Heard, type LiveSocket, connect, deltasOf, watch } from './kit';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const iso = (at: number) => new Date(at).toISOString();

let server: TestServer;
const sockets: LiveSocket[] = [];
const client = () => {
  const socket = connect(server);
  sockets.push(socket);
  return socket;
};

beforeEach(async () => {
  server = await startServer();
  await server.must([...oneSite(['D1', 'D2']), ...oneSite(['E1'], 'S2', '440703')]);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  await discard(server);
});

/** A new watcher: what it begins with, and what it hears from then on. */
async function watching(scope: string, topic: Topic) {
  const socket = client();
  const deltas = deltasOf(socket);
  const { to, snapshot } = await watch(socket, { scope, topics: [topic] });
  return { to, snapshot, deltas };
}

/** Waits for a delta in which something fits, and gives the first of that with its delta. */
async function told<X>(
  deltas: Heard<Delta>,
  found: (delta: Delta) => X[],
  fits: (thing: X) => boolean = () => true,
): Promise<{ delta: Delta; thing: X }> {
  const delta = await deltas.until((one) => found(one).some(fits));
  return { delta, thing: found(delta).find(fits)! };
}

const reported = (faultId: string, deviceId = 'D1', severity = 'critical'): Sent =>
  entry('fault.reported', { faultId, deviceId, impact: 'down', severity });

describe('the faults of a scope, live (contract 6)', () => {
  it('are told to one who watches, and shown to one who comes, with the running deadline', async () => {
    const first = await watching('440781', 'faults');
    expect(first.snapshot.faults).toEqual([]);
    const [seq] = await server.must([reported('F1')]);
    // A critical fault is due within 4 h (semantics 7).
    const fault = {
      id: 'F1',
      deviceId: 'D1',
      siteId: 'S1',
      category: 'camera',
      impact: 'down',
      severity: 'critical',
      state: 'open',
      reportedAt: iso(NOON),
      startedAt: iso(NOON),
      limitMin: 240,
      sittingMin: 15,
      stoppedMs: 0,
      deadline: iso(NOON + 4 * HOUR),
      moves: 0,
      verdict: 'pending',
      low: 'pending',
    };
    const { delta, thing } = await told(first.deltas, faultsIn);
    expect([delta.from, delta.to, delta.changes]).toEqual([first.to, seq, [{ topic: 'faults', put: [thing] }]]);
    expect(thing).toEqual(fault);
    expect((await watching('site:S1', 'faults')).snapshot.faults).toEqual([fault]);
    expect((await watching('device:D1', 'faults')).snapshot.faults).toEqual([fault]);
    expect((await watching('device:D2', 'faults')).snapshot.faults).toEqual([]);
  });

  it('change with their steps, and are gone when repaired; opened again they are back', async () => {
    await server.must([reported('F1')]);
    const { deltas } = await watching('440781', 'faults');
    await server.must([entry('fault.assigned', { faultId: 'F1', to: 'somebody' })]);
    expect((await told(deltas, faultsIn)).thing).toMatchObject({ assignedTo: 'somebody' });
    await server.must([entry('fault.paused', { faultId: 'F1', reason: '等备件' })]);
    const paused = await told(deltas, faultsIn, (fault) => fault.state === 'paused');
    // A pause without end comes before the limit: there is no deadline.
    expect(paused.thing.deadline).toBeNull();
    await server.must([entry('fault.repaired', { faultId: 'F1' })]);
    expect((await told(deltas, goneFrom('faults'))).thing).toBe('F1');
    server.clock.forward(HOUR);
    await server.must([entry('fault.reopened', { faultId: 'F1', reason: '又坏了' })]);
    // The clock stood still for the hour between the repair and the reopening.
    const again = await told(deltas, faultsIn, (fault) => fault.deadline === iso(NOON + 5 * HOUR));
    expect(again.thing).toMatchObject({ state: 'open', assignedTo: 'somebody' });
  });

  it('turn late by time alone, from = to', async () => {
    await server.must([reported('F1')]);
    server.clock.forward(4 * HOUR - 100);
    await server.logIn();
    const { to, deltas } = await watching('440781', 'faults');
    server.clock.forward(101);
    const { delta, thing } = await told(deltas, faultsIn);
    expect(thing).toMatchObject({ verdict: 'late', deadline: iso(NOON + 4 * HOUR) });
    expect([delta.from, delta.to]).toEqual([to, to]);
  });

  it('have a nearer deadline once a sitting begins that uses their device', async () => {
    const [from, to] = [NOON + HOUR, NOON + 3 * HOUR];
    await server.must([
      entry('room.registered', { roomId: 'R1', siteId: 'S1', name: '考场', origin: 'new', seats: 30 }),
      entry('exam.scheduled', {
        sittingId: 'X1',
        exam: '模拟',
        siteId: 'S1',
        rooms: [{ roomId: 'R1', placed: 30 }],
        from: iso(from),
        to: iso(to),
      }),
      reported('F1'),
    ]);
    server.clock.forward(HOUR - 100);
    const { snapshot, deltas } = await watching('440781', 'faults');
    expect(snapshot.faults![0]!.deadline).toBe(iso(NOON + 4 * HOUR));
    server.clock.forward(100);
    // D1 stands in no room: every sitting of its site uses it. In a sitting a critical fault is due within 15 min.
    expect((await told(deltas, faultsIn)).thing.deadline).toBe(iso(from + 15 * MINUTE));
  });

  it('are gone when the report is taken back, or the device retires', async () => {
    const report = reported('F1');
    await server.must([report, reported('F2', 'D2')]);
    const { deltas } = await watching('site:S1', 'faults');
    await server.must([entry('entry.voided', { entryId: report.id, reason: '看错了' })]);
    await told(deltas, goneFrom('faults'), (id) => id === 'F1');
    await server.must([entry('device.retired', { deviceId: 'D2' })]);
    await told(deltas, goneFrom('faults'), (id) => id === 'F2');
  });

  it('are due by another policy when the one in force at their report is taken back', async () => {
    const limit = { normalMin: 60, sittingMin: 5 };
    const policy = entry('limits.set', { critical: limit, major: limit, minor: limit });
    await server.must([policy]);
    await server.must([reported('F1')]);
    const { snapshot, deltas } = await watching('440781', 'faults');
    expect(snapshot.faults![0]!.deadline).toBe(iso(NOON + HOUR));
    await server.must([entry('entry.voided', { entryId: policy.id, reason: '错' })]);
    expect((await told(deltas, faultsIn)).thing.deadline).toBe(iso(NOON + 4 * HOUR));
  });

  it('come and go when it comes true, where a clock a minute ahead said so', async () => {
    await server.must([
      reported('F1'),
      entry('fault.repaired', { faultId: 'F1' }, NOON + MINUTE),
      { ...reported('F2', 'D2'), at: iso(NOON + MINUTE) },
    ]);
    server.clock.forward(MINUTE - 100);
    const { snapshot, deltas } = await watching('440781', 'faults');
    expect(snapshot.faults!.map(({ id }) => id)).toEqual(['F1']);
    server.clock.forward(100);
    await told(deltas, goneFrom('faults'), (id) => id === 'F1');
    await told(deltas, faultsIn, (fault) => fault.id === 'F2');
  });

  it('of another scope are not heard of, neither come nor gone', async () => {
    const { deltas } = await watching('440703', 'faults');
    await server.must([reported('F1')]);
    await server.must([entry('fault.repaired', { faultId: 'F1' })]);
    await server.must([reported('F2', 'E1')]);
    await told(deltas, faultsIn);
    expect(JSON.stringify(deltas.all)).not.toMatch(/F1|D1|S1/);
    expect(deltas.all).toHaveLength(1);
  });

  it('that came and went are told to one who was away, and others are not', async () => {
    await server.must([reported('F1'), reported('F3', 'E1')]);
    const { to, snapshot: first } = await watching('440781', 'faults');
    await server.must([
      entry('fault.repaired', { faultId: 'F1' }),
      entry('fault.repaired', { faultId: 'F3' }),
      reported('F2', 'D2'),
    ]);
    const socket = client();
    const deltas = deltasOf(socket);
    const { snapshot } = await watch(socket, { scope: '440781', topics: ['faults'], since: to, ledger: first.ledger });
    expect(snapshot.faults).toBeUndefined();
    const { delta } = await told(deltas, goneFrom('faults'));
    expect(delta.from).toBe(to);
    expect([goneFrom('faults')(delta), faultsIn(delta).map(({ id }) => id)]).toEqual([['F1'], ['F2']]);
  });
});

describe('the sittings of a scope, live (contract 6)', () => {
  const sitting = (sittingId: string, from: number, to = from + 2 * HOUR) =>
    entry('exam.scheduled', {
      sittingId,
      exam: '学业水平考试',
      siteId: 'S1',
      rooms: [{ roomId: 'R1', placed: 1 }],
      from: iso(from),
      to: iso(to),
    });

  /** R1 in S1: accepted, with a server for the room and one computer at seat 1; both were seen a week ago. */
  beforeEach(async () => {
    const at = NOON - 7 * DAY;
    const device = (deviceId: string, category: string, seat?: string) => [
      entry('device.registered', { deviceId, siteId: 'S1', roomId: 'R1', category, ...(seat && { seat }) }, at),
      entry('device.commissioned', { deviceId }, at),
    ];
    const requires = [
      { category: 'server', count: 1, per: 'room' },
      { category: 'computer', count: 1, per: 'seat' },
    ];
    await server.must([
      entry('profile.set', { profileId: 'P', requires }, at),
      entry('room.registered', { roomId: 'R1', siteId: 'S1', name: '考场', origin: 'new', seats: 1, profile: 'P' }, at),
      entry('room.accepted', { roomId: 'R1' }, at),
      ...device('SRV', 'server'),
      ...device('PC', 'computer', '1'),
    ]);
  });

  it('are told when they are scheduled, with what their rooms lack, until they are cancelled', async () => {
    const { to, snapshot, deltas } = await watching('440781', 'exams');
    expect(snapshot.exams).toEqual([]);
    await server.must([sitting('X1', NOON + DAY)]);
    const { delta, thing } = await told(deltas, sittingsIn);
    expect(delta.from).toBe(to);
    expect(thing).toEqual({
      id: 'X1',
      exam: '学业水平考试',
      siteId: 'S1',
      rooms: [{ roomId: 'R1', placed: 1 }],
      from: iso(NOON + DAY),
      to: iso(NOON + DAY + 2 * HOUR),
      cancelled: false,
      // An inspection counts from 24 h before: from now on.
      readiness: [
        {
          roomId: 'R1',
          placed: 1,
          reasons: ['not-inspected'],
          seats: 1,
          devices: { working: 1, required: 1 },
          inspectFrom: iso(NOON),
        },
      ],
    });
    expect((await watching('room:R1', 'exams')).snapshot.exams).toEqual([thing]);
    expect((await watching('440703', 'exams')).snapshot.exams).toEqual([]);
    await server.must([entry('exam.cancelled', { sittingId: 'X1' })]);
    expect((await told(deltas, goneFrom('exams'))).thing).toBe('X1');
  });

  it('become ready with the inspection, and unready with a broken server', async () => {
    await server.must([sitting('X1', NOON + DAY)]);
    const { deltas } = await watching('site:S1', 'exams');
    const reasons = async (...expected: string[]) =>
      told(deltas, sittingsIn, ({ readiness }) => {
        return JSON.stringify(readiness[0]!.reasons) === JSON.stringify(expected);
      });
    await server.must([entry('room.inspected', { roomId: 'R1', exceptions: [] })]);
    await reasons();
    await server.must([observed('SRV', 'down')]);
    await reasons('not-working:server');
    await server.must([observed('PC', 'unknown')]);
    await reasons('not-working:server', 'too-few-seats');
  });

  it('want an inspection from 24 h before the beginning on, by time alone', async () => {
    await server.must([sitting('X1', NOON + 2 * DAY), entry('room.inspected', { roomId: 'R1', exceptions: [] })]);
    server.clock.forward(DAY - 100);
    await server.logIn();
    const { to, snapshot, deltas } = await watching('site:S1', 'exams');
    expect(snapshot.exams![0]!.readiness[0]).toMatchObject({ reasons: [], inspectFrom: iso(NOON + DAY) });
    server.clock.forward(100);
    const { delta, thing } = await told(deltas, sittingsIn);
    expect(thing.readiness[0]!.reasons).toEqual(['not-inspected']);
    expect([delta.from, delta.to]).toEqual([to, to]);
    await server.must([entry('room.inspected', { roomId: 'R1', exceptions: [] })]);
    await told(deltas, sittingsIn, ({ readiness }) => readiness[0]!.reasons.length === 0);
  });

  it('show who signed a room ready, and flag the signature when something of it changes', async () => {
    await server.must([sitting('X1', NOON + 2 * DAY)]);
    const { deltas } = await watching('site:S1', 'exams');
    const [seq] = await server.must([entry('room.readySigned', { sittingId: 'X1', roomId: 'R1' })]);
    const { thing } = await told(deltas, sittingsIn, ({ readiness }) => readiness[0]!.signed !== undefined);
    expect(thing.readiness[0]!.signed).toEqual({ seq, at: iso(NOON), by: expect.any(String) });
    server.clock.forward(MINUTE);
    await server.must([observed('SRV', 'down')]);
    const flagged = await told(deltas, sittingsIn, ({ readiness }) => readiness[0]!.signed?.changedAt !== undefined);
    expect(flagged.thing.readiness[0]!.signed).toMatchObject({ seq, changedAt: iso(NOON + MINUTE) });
  });

  it('come 30 days before they begin, and are gone when they end', async () => {
    await server.must([sitting('X1', NOON + 30 * DAY + 100), sitting('X2', NOON + 100, NOON + HOUR)]);
    const { to, snapshot, deltas } = await watching('440781', 'exams');
    expect(snapshot.exams!.map((one) => one.id)).toEqual(['X2']);
    server.clock.forward(100);
    const come = await told(deltas, sittingsIn, ({ id }) => id === 'X1');
    expect([come.delta.from, come.delta.to]).toEqual([to, to]);
    server.clock.forward(HOUR - 200);
    const later = await watching('440781', 'exams');
    expect(later.snapshot.exams!.map((one) => one.id)).toEqual(['X1', 'X2']);
    server.clock.forward(100);
    expect((await told(later.deltas, goneFrom('exams'))).thing).toBe('X2');
  });

  it('go with their site to another area, also where nothing works in their rooms', async () => {
    await server.must([
      entry('room.registered', { roomId: 'R9', siteId: 'S2', name: '空考场', origin: 'new', seats: 1 }),
      entry('exam.scheduled', {
        sittingId: 'X9',
        exam: '模拟',
        siteId: 'S2',
        rooms: [{ roomId: 'R9', placed: 1 }],
        from: iso(NOON + DAY),
        to: iso(NOON + 2 * DAY),
      }),
    ]);
    const left = await watching('440703', 'exams');
    const come = await watching('440781', 'exams');
    expect(left.snapshot.exams![0]!.readiness[0]!.reasons).toEqual([
      'not-accepted',
      'no-profile',
      'too-few-seats',
      'not-inspected',
    ]);
    await server.must([entry('site.changed', { siteId: 'S2', area: '440781' })]);
    expect((await told(left.deltas, goneFrom('exams'))).thing).toBe('X9');
    expect((await told(come.deltas, sittingsIn)).thing.readiness).toHaveLength(1);
  });

  it('are gone when their entry is taken back, and those elsewhere are not heard of', async () => {
    const one = sitting('X1', NOON + DAY);
    await server.must([one]);
    const { deltas } = await watching('440781', 'exams');
    const elsewhere = await watching('440703', 'exams');
    await server.must([entry('entry.voided', { entryId: one.id, reason: '登记错' })]);
    await told(deltas, goneFrom('exams'));
    expect(elsewhere.deltas.all).toEqual([]);
  });
});

describe('what leaves the picture (contract 6)', () => {
  it('is told: a device that retires, a site that goes to another area with its devices', async () => {
    const { deltas } = await watching('440781', 'status');
    const other = await watching('440703', 'status');
    await server.must([entry('device.retired', { deviceId: 'D2' })]);
    expect((await told(deltas, goneFrom('status', 'devices'))).thing).toBe('D2');
    await server.must([entry('site.changed', { siteId: 'S1', area: '440703' })]);
    const { delta } = await told(deltas, goneFrom('status', 'sites'), (id) => id === 'S1');
    // The devices of a site that leaves go with it.
    expect(goneFrom('status', 'devices')(delta)).toContain('D1');
    await told(other.deltas, devicesIn, (device) => device.id === 'D1');
  });

  it('is told of a name that is taken back', async () => {
    const renamed = entry('site.changed', { siteId: 'S1', name: '错名' });
    await server.must([renamed]);
    const { deltas } = await watching('440781', 'status');
    await server.must([entry('entry.voided', { entryId: renamed.id, reason: '错' })]);
    await told(deltas, sitesIn, (site) => site.name === '考点S1');
  });
});
