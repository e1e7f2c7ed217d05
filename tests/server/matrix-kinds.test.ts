import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntriesAnswer, EntryResult } from '../../shared/contract/http';
import { ALL_KINDS, isRecordable } from '../../shared/model/kinds';
import { connect } from '../live/kit';
import { type Sent, type TestServer, discard, entry, startServer } from './kit';
import { KINDS, type KindRow } from './matrix-kinds';
import { EVERYBODY, SCOPED, ScopedWorld, type Where, type Who } from './scoped-world';

let server: TestServer;
let world: ScopedWorld;
beforeAll(async () => {
  server = await startServer();
  world = await ScopedWorld.make(server);
});
afterAll(() => discard(server));

let made = 0;
/** What a role says of a county, with what has to be there before it. */
async function say(who: Who, row: KindRow, w: Where): Promise<Sent> {
  made += 1;
  const { before = [], body } = row.make(w, `k${made}`);
  const own = row.own && w === 'IN' && who === 'technician';
  if (w !== 'NO') for (const one of await world.record(own ? who : 'admin', before)) expect(one.error).toBeUndefined();
  return entry(row.kind, body);
}

async function overHttp(who: Who, sent: Sent): Promise<EntryResult> {
  return (await world.record(who, [sent]))[0]!;
}

async function overLive(who: Who, sent: Sent): Promise<EntryResult> {
  const socket = connect({ url: server.url, cookie: '' }, { authorization: `Bearer ${world.tokens[who]}` });
  const answer = await new Promise<EntriesAnswer>((done) =>
    socket.emit('record', { entries: [sent] }, (said) => done(said as EntriesAnswer)),
  );
  socket.disconnect();
  return answer.results[0]!;
}

const WAYS = { HTTP: overHttp, live: overLive };
const allowed = (who: Who, row: KindRow) => who === 'admin' || row.authorize.includes(who[0]!);
/** Ids apart, what is absent and what is beyond the scope are the same answer. */
const plain = ({ error }: EntryResult) =>
  JSON.stringify(error)
    .replaceAll(/-(ZZ|NO)(-k\d+)?/g, '-?')
    .replaceAll(/44078\d/g, 'area');

describe('who may record what, and where (contract 3)', () => {
  it('covers every kind that an account may record', () => {
    expect(KINDS.map((one) => one.kind).sort()).toEqual(ALL_KINDS.filter(isRecordable).sort());
  });

  for (const [way, send] of Object.entries(WAYS)) {
    it.each(KINDS)(`$kind over ${way}`, async (row) => {
      for (const who of EVERYBODY) {
        const inside = await send(who, await say(who, row, 'IN'));
        const expected = allowed(who, row)
          ? { outcome: 'recorded' }
          : { outcome: 'refused', error: { code: 'forbidden' } };
        expect(inside, `${who} within`).toMatchObject(expected);
        if (row.beyond === null) continue;
        const beyond = await send(who, await say(who, row, 'ZZ'));
        const [code, field] = row.beyond;
        if (who === 'admin') expect(beyond, 'admin').toMatchObject({ outcome: 'recorded' });
        else if (allowed(who, row)) expect(beyond.error, `${who} beyond`).toMatchObject({ code, field });
        else expect(beyond.error, `${who} beyond`).toEqual(inside.error);
        if (who === 'admin' || !allowed(who, row)) continue;
        const absent = await send(who, await say(who, row, 'NO'));
        expect(plain(absent), `${who} absent`).toBe(plain(beyond));
      }
    });
  }
});

describe('what an entry refers to (contract 3)', () => {
  const body = (kind: string, w: Where): object =>
    KINDS.find((row) => row.kind === kind)!.make(w, `r${++made}`).body as object;
  const cases: [name: string, code: string, field: string, make: (w: Where) => Sent][] = [
    [
      'a device moved to a foreign site',
      'unknown-site',
      'siteId',
      (w) => entry('device.moved', { deviceId: 'D2-IN', siteId: `S-${w}` }),
    ],
    [
      'a device moved to a foreign room',
      'unknown-room',
      'roomId',
      (w) => entry('device.moved', { deviceId: 'D2-IN', siteId: 'S-IN', roomId: `R-${w}` }),
    ],
    [
      'a device that hangs on a foreign one',
      'unknown-reference',
      'parentId',
      (w) => entry('device.changed', { deviceId: 'D2-IN', parentId: `D-${w}` }),
    ],
    [
      'a device of a foreign project',
      'unknown-reference',
      'projectId',
      (w) => entry('device.changed', { deviceId: 'D2-IN', projectId: `P-${w}` }),
    ],
    [
      'a room moved to a foreign site',
      'unknown-site',
      'siteId',
      (w) => entry('room.changed', { roomId: 'R-IN', siteId: `S-${w}` }),
    ],
    [
      'a site moved to a foreign area',
      'unknown-reference',
      'area',
      (w) => entry('site.changed', { siteId: 'S-IN', area: w === 'ZZ' ? '440782' : '440783' }),
    ],
    [
      'a fault again of a foreign one',
      'unknown-reference',
      'recurrenceOf',
      (w) => entry('fault.reported', { ...body('fault.reported', 'IN'), recurrenceOf: `F-${w}` }),
    ],
    [
      'a duplicate of a foreign fault',
      'unknown-reference',
      'duplicateOf',
      (w) => entry('fault.cancelled', { faultId: 'F-IN', reason: '重复', duplicateOf: `F-${w}` }),
    ],
    [
      'an exception of a foreign device',
      'unknown-device',
      'exceptions.0.deviceId',
      (w) => entry('room.inspected', { roomId: 'R-IN', exceptions: [{ deviceId: `D-${w}`, status: 'up' }] }),
    ],
    [
      'a sitting in a foreign room',
      'unknown-room',
      'roomId',
      (w) => entry('exam.scheduled', { ...body('exam.scheduled', 'IN'), rooms: [{ roomId: `R-${w}`, placed: 1 }] }),
    ],
    [
      'maintenance of a foreign device',
      'unknown-device',
      'deviceId',
      (w) => entry('maintenance.planned', { ...body('maintenance.planned', 'IN'), scope: `device:D-${w}` }),
    ],
    [
      'a budget out of a foreign grant',
      'unknown-reference',
      'grantId',
      (w) => entry('project.budgeted', { projectId: 'P-IN', grantId: `G-${w}`, name: 'x', budgetFen: 1e9 }),
    ],
    [
      'a target of the city',
      'unknown-reference',
      'scope',
      () => entry('target.set', { ...body('target.set', 'IN'), scope: '440700' }),
    ],
  ];
  it.each(cases)('%s is as of one that is not there', async (_, code, field, make) => {
    const [beyond] = await world.record('office', [make('ZZ')]);
    const [absent] = await world.record('office', [make('NO')]);
    expect(beyond!.error).toMatchObject({ code, field: `body.${field}` });
    expect(plain(beyond!)).toBe(plain(absent!));
  });

  it('does not take a foreign project over', async () => {
    const [taken] = await world.record('office', [
      entry('project.budgeted', { projectId: 'P-ZZ', grantId: 'G-IN', name: 'x', budgetFen: 1 }),
    ]);
    expect(taken!.error!.code).toBe('exists');
  });
});

describe('a technician (contract 3, 4)', () => {
  const H = 3_600_000;
  const tell = async (who: Who, at: number) =>
    (await world.record(who, [entry('status.observed', { deviceId: 'D2-IN', status: 'up' }, at)]))[0]!;

  it('tells 72 hours back, or what the setting says', async () => {
    const { at } = server.clock;
    expect((await tell('technician', at - 72 * H)).outcome).toBe('recorded');
    expect((await tell('technician', at - 72 * H - 1)).error).toMatchObject({ code: 'too-late', field: 'at' });
    expect((await tell('office', at - 100 * H)).outcome).toBe('recorded');
    await world.record('admin', [entry('setting.set', { name: 'technicianReachBackHours', value: 2 })]);
    expect((await tell('technician', at - 2 * H - 1)).error!.code).toBe('too-late');
    await world.record('admin', [entry('setting.set', { name: 'technicianReachBackHours', value: 72 })]);
  });

  it('verifies the repairs of others, not its own', async () => {
    await world.record('office', [
      entry('fault.reported', { faultId: 'F-own', deviceId: 'D2-IN', impact: 'down', severity: 'minor' }),
    ]);
    await world.record('technician', [entry('fault.repaired', { faultId: 'F-own' })]);
    const [own] = await world.record('technician', [entry('fault.verified', { faultId: 'F-own' })]);
    expect(own!.error).toMatchObject({ code: 'forbidden', field: 'body.faultId' });
    expect((await world.record('office', [entry('fault.verified', { faultId: 'F-own' })]))[0]!.outcome).toBe(
      'recorded',
    );
  });

  it('takes back its own entries for 24 hours, and nobody else’s; the office any', async () => {
    const seen = () => entry('status.observed', { deviceId: 'D2-IN', status: 'up' });
    const others = seen();
    await world.record('office', [others]);
    const undo = async (who: Who, one: Sent) =>
      (await world.record(who, [entry('entry.voided', { entryId: one.id, reason: '错' })]))[0]!;
    expect((await undo('technician', others)).error).toMatchObject({ code: 'forbidden', field: 'body.entryId' });
    const mine = seen();
    await world.record('technician', [mine]);
    server.clock.forward(24 * H + 1);
    expect((await undo('technician', mine)).error!.code).toBe('forbidden');
    expect((await undo('office', mine)).outcome).toBe('recorded');
  });
});

describe('a device that moved out of the scope', () => {
  it('is told of as of the days when it stood within, by those who saw it there, and of no other', async () => {
    const before = server.clock.at;
    await world.record('admin', KINDS.find((row) => row.kind === 'device.retired')!.make('IN', 'moved').before!);
    server.clock.forward(3_600_000);
    const moved = entry('device.moved', { deviceId: 'D-IN-moved', siteId: 'S-ZZ' });
    expect((await world.record('admin', [moved]))[0]!.outcome).toBe('recorded');
    server.clock.forward(3_600_000);
    const seen = (at?: number) => entry('status.observed', { deviceId: 'D-IN-moved', status: 'down' }, at);
    expect((await world.record('technician', [seen(before + 1000)]))[0]!.outcome).toBe('recorded');
    expect((await world.record('technician', [seen()]))[0]!.error!.code).toBe('unknown-device');
    const retired = entry('device.retired', { deviceId: 'D-IN-moved' }, before + 2000);
    expect((await world.record('office', [retired]))[0]!.error!.code).toBe('unknown-device');
    for (const who of SCOPED) expect((await world.ask(who, '/api/devices/D-IN-moved')).status).toBe(404);
  });
});
