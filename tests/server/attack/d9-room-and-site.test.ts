import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceItem, EntriesAnswer, TokenAnswer, UptimeAnswer } from '../../../shared/contract/http';
import { NOON, type Sent, type TestServer, discard, entry, observed, oneSite, startServer } from '../kit';

/** Defect 9: a room belongs to its site at every moment, and what stands in it stands in that site (semantics 3). */
let server: TestServer;
const H = 3_600_000;
const BEGIN = NOON - 7 * 24 * H;
const room = (roomId: string, siteId: string) =>
  entry('room.registered', { roomId, siteId, name: roomId, origin: 'new', seats: 1 }, BEGIN);

beforeEach(async () => {
  server = await startServer();
  // D1 stands in room R1 of site S1, D2 in S1 and in no room; S2 has room R2 and nothing in it.
  await server.must([
    ...oneSite(['D2'], 'S1'),
    ...oneSite([], 'S2'),
    room('R1', 'S1'),
    room('R2', 'S2'),
    entry('device.registered', { deviceId: 'D1', siteId: 'S1', roomId: 'R1', category: 'camera' }, BEGIN),
    entry('device.commissioned', { deviceId: 'D1' }, BEGIN),
  ]);
});
afterEach(() => discard(server));

const refusalOf = async (one: Sent) => (await server.record([one]))[0]!.error;
const placeOf = async (id: string) => {
  const { siteId, roomId } = (await server.ask<DeviceItem>(`/api/devices/${id}`)).body;
  return { siteId, roomId };
};
/** The outcome of an observation by the technician of a site. */
async function technician(siteId: string, one: Sent): Promise<string> {
  const json = { name: siteId, role: 'technician', scope: [`site:${siteId}`] };
  const { token } = (await server.ask<TokenAnswer>('/api/tokens', { json })).body;
  const headers = { authorization: `Bearer ${token}`, cookie: '' };
  const { results } = (await server.ask<EntriesAnswer>('/api/entries', { json: { entries: [one] }, headers })).body;
  return results[0]!.error?.code ?? results[0]!.outcome;
}
/** Hours of service of each site since an instant. */
async function hoursSince(from: number): Promise<Record<string, number>> {
  const window = `from=${new Date(from).toISOString()}&to=${new Date(NOON).toISOString()}`;
  const { rows } = (await server.ask<UptimeAnswer>(`/api/uptime?scope=440781&${window}&by=site`)).body;
  return Object.fromEntries(rows.map((row) => [row.key, row.serviceMs / H]));
}

describe('9: a change of one half of a place', () => {
  it('that names a room of another site is refused, with the mend', async () => {
    const refusal = await refusalOf(entry('device.changed', { deviceId: 'D1', roomId: 'R2' }));
    expect(refusal).toMatchObject({ code: 'unknown-room', field: 'body.roomId' });
    expect(refusal!.message).toBe('room R2 is not in site S1 but in S2: name its site as well');
    expect(await placeOf('D1')).toEqual({ siteId: 'S1', roomId: 'R1' });
  });

  it('that names another site than that of its room is refused, with the mend', async () => {
    const refusal = await refusalOf(entry('device.changed', { deviceId: 'D1', siteId: 'S2' }));
    expect(refusal).toMatchObject({ code: 'order', field: 'body.siteId' });
    expect(refusal!.message).toContain('device D1 stands in room R1 of site S1');
    expect(await placeOf('D1')).toEqual({ siteId: 'S1', roomId: 'R1' });
  });

  it('is taken where both halves fit, and where the device stands in no room', async () => {
    await server.must([entry('device.changed', { deviceId: 'D2', siteId: 'S2' })]);
    await server.must([entry('device.changed', { deviceId: 'D2', roomId: 'R2' })]);
    expect(await placeOf('D2')).toEqual({ siteId: 'S2', roomId: 'R2' });
    await server.must([entry('device.changed', { deviceId: 'D1', siteId: 'S2', roomId: 'R2' })]);
    expect(await placeOf('D1')).toEqual({ siteId: 'S2', roomId: 'R2' });
    await server.must([entry('device.changed', { deviceId: 'D1', siteId: 'S2', label: 'the same site' })]);
  });
});

describe('9: a move', () => {
  it('to a room of another site than it names is refused', async () => {
    const moved = (body: object) => refusalOf(entry('device.moved', { deviceId: 'D1', ...body }));
    expect(await moved({ siteId: 'S2', roomId: 'R1' })).toMatchObject({ code: 'unknown-room', field: 'body.roomId' });
    expect(await moved({ siteId: 'S1', roomId: 'R2' })).toMatchObject({ code: 'unknown-room', field: 'body.roomId' });
    expect(await moved({ siteId: 'S2' })).toBeUndefined();
    expect(await placeOf('D1')).toEqual({ siteId: 'S2', roomId: undefined });
  });

  it('is judged by where the room was when it was true', async () => {
    await server.must([entry('room.changed', { roomId: 'R1', siteId: 'S2' }, NOON - H)]);
    // At −2 h R1 stood in S1; at −30 min it stands in S2.
    const moved = (siteId: string, at: number) =>
      refusalOf(entry('device.moved', { deviceId: 'D2', siteId, roomId: 'R1' }, at));
    expect(await moved('S2', NOON - 2 * H)).toMatchObject({ code: 'unknown-room' });
    expect(await moved('S1', NOON - H / 2)).toMatchObject({ code: 'unknown-room' });
    expect(await moved('S1', NOON - 2 * H)).toBeUndefined();
    expect(await placeOf('D2')).toEqual({ siteId: 'S2', roomId: 'R1' });
  });
});

describe('9: a room that moves to another site', () => {
  it('takes what stands in it along, and the technicians of its new site', async () => {
    expect(await technician('S2', observed('D1', 'down'))).toBe('unknown-device');
    await server.must([entry('room.changed', { roomId: 'R1', siteId: 'S2' })]);
    expect(await placeOf('D1')).toEqual({ siteId: 'S2', roomId: 'R1' });
    server.clock.forward(1000);
    expect(await technician('S1', observed('D1', 'down'))).toBe('unknown-device');
    expect(await technician('S2', observed('D1', 'down'))).toBe('recorded');
    expect(await technician('S1', observed('D2', 'up'))).toBe('recorded');
  });

  it('takes it along from its own instant on: the time before stays with the old site', async () => {
    await server.must([entry('room.changed', { roomId: 'R1', siteId: 'S2' }, NOON - 3 * H)]);
    // Of the last 10 h D1 stood 7 h in S1 and 3 h in S2; D2 stood 10 h in S1.
    expect(await hoursSince(NOON - 10 * H)).toEqual({ S1: 17, S2: 3 });
  });

  it('takes along what came into it later, and what a late entry put there before', async () => {
    await server.must([
      entry('device.moved', { deviceId: 'D2', siteId: 'S1', roomId: 'R1' }, NOON - 2 * H),
      // Late: it was true before D2 came, and puts D2 into S2 from its move on.
      entry('room.changed', { roomId: 'R1', siteId: 'S2' }, NOON - 4 * H),
    ]);
    // Of the last 5 h D1 stood 1 h in S1 and 4 h in S2; D2 3 h in S1 and 2 h in S2.
    expect(await hoursSince(NOON - 5 * H)).toEqual({ S1: 4, S2: 6 });
    await server.must([entry('device.moved', { deviceId: 'D2', siteId: 'S1', roomId: 'R1' }, NOON - 5 * H)]);
    // Now D2 stands in R1 since −5 h: 1 h in S1 and 4 h in S2.
    expect(await hoursSince(NOON - 5 * H)).toEqual({ S1: 2, S2: 8 });
  });

  it('gives it back when the move is taken back', async () => {
    const moved = entry('room.changed', { roomId: 'R1', siteId: 'S2' }, NOON - 3 * H);
    await server.must([moved]);
    await server.must([entry('entry.voided', { entryId: moved.id, reason: '看错了' })]);
    expect(await placeOf('D1')).toEqual({ siteId: 'S1', roomId: 'R1' });
    expect(await hoursSince(NOON - 10 * H)).toEqual({ S1: 20 });
  });
});
