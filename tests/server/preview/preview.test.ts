import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IndicatorsAnswer, PreviewAnswer } from '../../../shared/contract/http';
import { NOON, type Sent, type TestServer, discard, entry, startServer } from '../kit';

const AT = NOON - 7 * 86_400_000;
const SCOPE = 'site:S1';

let server: TestServer;
const tokens: Record<string, string> = {};

beforeAll(async () => {
  server = await startServer();
  await server.must([
    entry('profile.set', { profileId: 'small', requires: [{ category: 'camera', count: 2, per: 'room' }] }, AT),
    entry('site.registered', { siteId: 'S1', name: '一中', area: '440781' }, AT),
    entry('site.registered', { siteId: 'S2', name: '二中', area: '440782' }, AT),
    entry('room.registered', { roomId: 'R1', siteId: 'S1', name: '1', origin: 'new', seats: 30, profile: 'small' }, AT),
    entry('room.registered', { roomId: 'R2', siteId: 'S1', name: '2', origin: 'new', seats: 23, profile: 'small' }, AT),
    entry('room.accepted', { roomId: 'R1' }, AT),
    entry('device.registered', { deviceId: 'C1', siteId: 'S1', roomId: 'R1', category: 'camera' }, AT),
    entry('device.commissioned', { deviceId: 'C1' }, AT),
  ]);
  for (const [role, scope] of [
    ['technician', 'site:S1'],
    ['office', '440781'],
    ['viewer', '440781'],
    ['agent', 'site:S1'],
  ] as const) {
    const { body } = await server.ask<{ token: string }>('/api/tokens', { json: { name: role, role, scope } });
    tokens[role] = body.token;
  }
});
afterAll(() => discard(server));

const bare = (sent: readonly Sent[]) => sent.map(({ id: _, ...rest }) => rest);
function ask(entries: readonly object[], more: { scope?: string; role?: string; sentAt?: string } = {}) {
  const { scope = SCOPE, role, sentAt } = more;
  const headers: Record<string, string> = role ? { authorization: `Bearer ${tokens[role]}`, cookie: '' } : {};
  const json = { entries, scope, period: '2025', ...(sentAt && { sentAt }) };
  return server.ask<PreviewAnswer>('/api/preview', { json, headers });
}
const form = async () => (await server.ask<IndicatorsAnswer>(`/api/indicators?scope=${SCOPE}&period=2025`)).body;
const valuesOf = ({ rows }: PreviewAnswer) =>
  Object.fromEntries(rows.map(({ id, before, after }) => [id, [before.value, after.value]]));

/** The second camera of R1 and the acceptance of R2, which has none of its two. */
const more = () => [
  entry('device.registered', { deviceId: 'C2', siteId: 'S1', roomId: 'R1', category: 'camera' }),
  entry('device.commissioned', { deviceId: 'C2' }),
  entry('room.accepted', { roomId: 'R2' }),
];

describe('POST /api/preview', () => {
  it('says the rows before and after, and writes nothing', async () => {
    const before = await form();
    const { status, body } = await ask(bare(more()));
    expect(status).toBe(200);
    expect(body.ledger.seq).toBe(before.ledger.seq);
    expect(body.results).toEqual([{}, {}, {}]);
    // R1 has 1 of 2 cameras, then 2; R2 comes with 0 of 2. Rooms: 0 of 1 comply, then 1 of 2; slots: 1 of 2, then 2 of 4,
    // so that their rate stays and only the parts of it differ.
    expect(valuesOf(body)).toMatchObject({
      'standard-seats': [30, 53],
      'rooms-built': [1, 2],
      'room-compliance': [0, 0.5],
      'device-compliance': [0.5, 0.5],
    });
    expect(Object.keys(valuesOf(body))).not.toContain('schools-covered');
    expect(await form()).toEqual(before);
  });

  it('says what the figures are once the same entries are recorded', async () => {
    const entries = [
      entry('room.changed', { roomId: 'R1', seats: 40 }, AT + 1000),
      entry('status.observed', { deviceId: 'C1', status: 'down' }, NOON - 86_400_000),
    ];
    const { body } = await ask(bare(entries));
    await server.must(entries);
    const { rows } = await form();
    for (const { id, after } of body.rows)
      expect(
        rows.find((row) => row.id === id),
        id,
      ).toEqual(after);
    expect(body.rows.map(({ id }) => id)).toEqual(expect.arrayContaining(['standard-seats', 'fault-rate']));
    expect(valuesOf(body)['standard-seats']).toEqual([30, 40]);
    expect((await ask([])).body).toMatchObject({ results: [], rows: [] });
  });

  it('refuses a draft as the write route does, and goes on without it', async () => {
    const entries = [
      entry('room.accepted', { roomId: 'nothing' }),
      entry('room.accepted', { roomId: 'R1' }),
      entry('dreamt', {}),
      entry('room.changed', { roomId: 'R1', seats: 'many' }),
      entry('room.changed', { roomId: 'R2', seats: 24 }, NOON + 3_600_000),
      entry('room.changed', { roomId: 'R2', papers: [`sha256:${'0'.repeat(64)}`] }),
      entry('room.accepted', { roomId: 'R2', note: '验收' }),
    ];
    const { body } = await ask(bare(entries));
    // The last one would be recorded.
    const written = await server.record(entries.slice(0, -1));
    expect(body.results.slice(0, -1).map(({ error }) => error)).toEqual(written.map(({ error }) => error));
    expect(body.results.at(-1)).toEqual({});
    expect(valuesOf(body)['rooms-built']).toEqual([1, 2]);
  });

  it('decides each draft on the ones before it', async () => {
    const entries = [
      entry('device.registered', { deviceId: 'C9', siteId: 'S1', category: 'clock' }),
      entry('device.registered', { deviceId: 'C9', siteId: 'S1', category: 'clock' }),
      entry('device.commissioned', { deviceId: 'C9' }),
    ];
    const { body } = await ask(bare(entries));
    expect(body.results.map(({ error }) => error?.code)).toEqual([undefined, 'exists', undefined]);
    // Nothing of it stays for the next question.
    expect((await ask(bare(entries.slice(2)))).body.results[0]?.error?.code).toBe('unknown-device');
  });

  it('corrects the clock of its writer, as for recording', async () => {
    const at = NOON + 3_600_000;
    const entries = bare([entry('room.changed', { roomId: 'R1', seats: 41 }, at)]);
    expect((await ask(entries)).body.results[0]?.error?.code).toBe('future');
    expect((await ask(entries, { sentAt: new Date(at).toISOString() })).body.results).toEqual([{}]);
  });

  it('lets everybody try what the role may record, within its scope', async () => {
    const accepted = bare([entry('room.accepted', { roomId: 'R2' })]);
    for (const role of ['technician', 'viewer']) {
      const { body } = await ask(accepted, { role });
      expect(body.results[0]?.error?.code, role).toBe('forbidden');
      expect(body.rows).toEqual([]);
    }
    expect((await ask(accepted, { role: 'agent' })).status).toBe(403);
    expect((await ask(accepted, { role: 'office' })).body.results).toEqual([{}]);
    const beyond = bare([entry('site.changed', { siteId: 'S2', name: '三中' })]);
    expect((await ask(beyond, { role: 'office' })).body.results[0]?.error?.code).toBe('unknown-site');
    for (const scope of ['site:S2', '440782', '440700', 'site:nothing']) {
      expect((await ask([], { role: 'office', scope })).status, scope).toBe(403);
    }
  });

  it('takes at most 1,000 entries, of the right shape', async () => {
    const one = { kind: 'room.accepted', body: { roomId: 'R2' } };
    expect((await ask(Array.from({ length: 1001 }, () => one))).status).toBe(413);
    expect((await ask(Array.from({ length: 1000 }, () => one))).body.results).toHaveLength(1000);
    for (const wrong of [[1], [{}], [{ ...one, id: randomUUID() }]]) {
      const { status } = await ask(wrong as object[]);
      expect(status, JSON.stringify(wrong)).toBe(400);
    }
    expect((await ask([], { scope: 'room:R1' })).status).toBe(400);
  });
});
