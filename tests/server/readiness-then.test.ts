import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadinessThen, TokenAnswer } from '../../shared/contract/http';
import { NOON, type TestServer, discard, entry, observed, startServer } from './kit';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const iso = (at: number) => new Date(at).toISOString();
/** The sitting begins ten days after NOON: T−7 is NOON + 3 d, T−1 is NOON + 9 d. */
const FROM = NOON + 10 * DAY;
const T7 = FROM - 7 * DAY;
const T1 = FROM - DAY;

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => discard(server));

/** Two sites of one county, a room each, with one camera per room required; no seat is asked for. */
async function places(): Promise<void> {
  const at = NOON - 7 * DAY;
  await server.must([
    entry('profile.set', { profileId: 'P', requires: [{ category: 'camera', count: 1, per: 'room' }] }),
    ...['S1', 'S2'].flatMap((siteId) => [
      entry('site.registered', { siteId, name: siteId, area: '440781' }, at),
      entry(
        'room.registered',
        { roomId: `${siteId}-R`, siteId, name: 'R', origin: 'new', seats: 30, profile: 'P' },
        at,
      ),
      entry('room.accepted', { roomId: `${siteId}-R` }, at),
      entry('device.registered', { deviceId: `${siteId}-CAM`, siteId, roomId: `${siteId}-R`, category: 'camera' }, at),
      entry('device.commissioned', { deviceId: `${siteId}-CAM` }, at),
    ]),
  ]);
}
const scheduled = (siteId: string) =>
  entry('exam.scheduled', {
    sittingId: `E-${siteId}`,
    exam: '英语听说',
    siteId,
    rooms: [{ roomId: `${siteId}-R`, placed: 0 }],
    from: iso(FROM),
    to: iso(FROM + 2 * HOUR),
  });

async function readiness(at: number | string, query = '', id = 'E-S1'): Promise<ReadinessThen> {
  const asOf = typeof at === 'number' ? iso(at) : at;
  const { status, body } = await server.ask<ReadinessThen>(`/api/exams/${id}/readiness?asOf=${asOf}${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const reasons = ({ sittings }: ReadinessThen) =>
  Object.fromEntries(sittings.flatMap(({ rooms }) => rooms.map(({ roomId, reasons: of }) => [roomId, of])));
/** Days pass, and a session that nobody uses ends. */
async function moveTo(at: number): Promise<void> {
  server.clock.forward(at - server.clock.at);
  await server.logIn();
}

describe('readiness as it was known then (semantics 2 and 8)', () => {
  it('is that of the instant: down at T−7, repaired before T−1, another one down after it', async () => {
    await places();
    await server.must([scheduled('S1'), scheduled('S2')]);
    await moveTo(NOON + 2 * DAY);
    const [down] = await server.must([observed('S1-CAM', 'down')]);
    const { hash } = server.app.ledger.head;
    await moveTo(NOON + 5 * DAY);
    const [up] = await server.must([observed('S1-CAM', 'up')]);
    await moveTo(T1 + HOUR);
    await server.must([observed('S2-CAM', 'down')]);
    const lacks = ['not-working:camera'];

    const county = '&scope=440781';
    // An inspection counts from 24 h before the beginning on: before T−1 it is not due and does not decide.
    const t7 = await readiness(T7, county);
    expect(reasons(t7)).toEqual({ 'S1-R': lacks, 'S2-R': [] });
    expect(t7).toMatchObject({ at: iso(T7), seq: down, hash });
    expect(t7.sittings.map(({ id }) => id)).toEqual(['E-S1', 'E-S2']);
    const t1 = await readiness(T1 - 1, county);
    expect(reasons(t1)).toEqual({ 'S1-R': [], 'S2-R': [] });
    expect(t1.seq).toBe(up);
    // An hour after T−1 nobody has inspected, and the other camera is down.
    expect(reasons(await readiness(T1 + HOUR, county))).toEqual({
      'S1-R': ['not-inspected'],
      'S2-R': [...lacks, 'not-inspected'],
    });
    // Without a scope it is the sitting alone; a ledger number is as good as an instant.
    expect(reasons(await readiness(String(down)))).toEqual({ 'S1-R': lacks });
    expect(reasons(await readiness(T7))).toEqual({ 'S1-R': lacks });
  });

  it('is not changed by what was recorded later about a time before', async () => {
    await places();
    await server.must([scheduled('S1')]);
    await moveTo(T7 + HOUR);
    const before = await readiness(T7);
    expect(reasons(before)).toEqual({ 'S1-R': [] });
    // Recorded two hours after T−7: it was down from an hour before T−7 on.
    await moveTo(T7 + 2 * HOUR);
    await server.must([observed('S1-CAM', 'down', T7 - HOUR)]);
    expect(await readiness(T7)).toEqual(before);
    expect(reasons(await readiness(T7 + 2 * HOUR))).toEqual({ 'S1-R': ['not-working:camera'] });
  });

  it('has no sitting that was not scheduled yet, or was cancelled', async () => {
    await places();
    await moveTo(T7 + HOUR);
    await server.must([scheduled('S1')]);
    expect((await readiness(T7)).sittings).toEqual([]);
    expect((await readiness(T7 + HOUR)).sittings).toHaveLength(1);
    await moveTo(T7 + 2 * HOUR);
    await server.must([entry('exam.cancelled', { sittingId: 'E-S1', reason: '改期' })]);
    expect((await readiness(T7 + 2 * HOUR)).sittings).toEqual([]);
    expect((await readiness(T7 + HOUR)).sittings).toHaveLength(1);
  });

  it('keeps the signature as it was then', async () => {
    await places();
    await server.must([scheduled('S1'), observed('S1-CAM', 'up')]);
    const [seq] = await server.must([entry('room.readySigned', { sittingId: 'E-S1', roomId: 'S1-R' })]);
    await moveTo(NOON + HOUR);
    await server.must([observed('S1-CAM', 'down')]);
    const signed = async (at: number) => (await readiness(at)).sittings[0]!.rooms[0]!.signed;
    expect(await signed(NOON)).toMatchObject({ seq, at: iso(NOON) });
    expect((await signed(NOON))!.changedAt).toBeUndefined();
    expect((await signed(NOON + HOUR))!.changedAt).toBe(iso(NOON + HOUR));
  });
});

describe('who may ask, and for what', () => {
  beforeEach(async () => {
    await places();
    await server.must([scheduled('S1'), scheduled('S2')]);
  });

  it('a technician of another site is told of nothing, as of what is absent', async () => {
    const made = await server.ask<TokenAnswer>('/api/tokens', {
      json: { name: 'tech', role: 'technician', scope: ['site:S2'] },
    });
    const as = (path: string) =>
      server.ask<{ error: object }>(path, { headers: { cookie: '', authorization: `Bearer ${made.body.token}` } });
    const at = `asOf=${iso(NOON)}`;
    const beyond = await as(`/api/exams/E-S1/readiness?${at}`);
    const absent = await as(`/api/exams/nothing/readiness?${at}`);
    expect([beyond.status, absent.status]).toEqual([404, 404]);
    expect(beyond.body).toEqual(absent.body);
    expect((await as(`/api/exams/E-S2/readiness?${at}&scope=440781`)).status).toBe(403);
    const own = await as(`/api/exams/E-S2/readiness?${at}&scope=site:S2`);
    expect(own.body).toMatchObject({ sittings: [{ id: 'E-S2' }] });
  });

  it('an instant is wanted that has come', async () => {
    const refused = async (query: string) => {
      const { status, body } = await server.ask(`/api/exams/E-S1/readiness${query}`);
      return { status, error: (body as { error: { field: string; message: string } }).error };
    };
    expect(await refused('')).toMatchObject({ status: 400, error: { field: 'asOf', message: 'asOf is wanted' } });
    expect(await refused(`?asOf=${iso(NOON + 1)}`)).toMatchObject({
      status: 400,
      error: { field: 'asOf', message: 'asOf: this instant has not come yet: ask for now or earlier' },
    });
    expect(await refused('?asOf=9999')).toMatchObject({ status: 400, error: { field: 'asOf' } });
    expect(await refused('?asOf=yesterday')).toMatchObject({ status: 400, error: { field: 'asOf' } });
  });
});
