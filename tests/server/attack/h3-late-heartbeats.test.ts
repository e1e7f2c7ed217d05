import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BeatsAnswer, EntryItem, Page } from '../../../shared/contract/http';
import { toIso } from '../../../shared/model/instant';
import { NOON, type TestServer, discard, entry, startServer } from '../kit';
import { MINUTE, monitored } from '../watch-kit';

/** H3: heartbeats have the same limits of time as entries. M5: a request of heartbeats is bounded. */
let server: TestServer;
const H = 60 * MINUTE;
beforeEach(async () => {
  server = await startServer();
  await server.must(monitored(300));
});
afterEach(() => discard(server));

const account = async (role: string) => {
  const scope = role === 'office' ? ['440781'] : ['S1'];
  const { body } = await server.ask<{ id: string; token: string }>('/api/tokens', {
    json: { name: role, role, scope },
  });
  const headers = { authorization: `Bearer ${body.token}`, cookie: '' };
  const beats = (...list: { deviceId: string; at?: string; status?: string }[]) =>
    server.ask<BeatsAnswer>('/api/heartbeats', { headers, json: { beats: list } });
  return { id: body.id, headers, beats };
};

describe('H3: a late heartbeat', () => {
  it.each(['agent', 'technician'])(
    'of the role %s is taken for 72 hours back, and not a millisecond more',
    async (role) => {
      const { beats } = await account(role);
      server.clock.forward(100 * H);
      const now = server.clock.at;
      expect((await beats({ deviceId: 'D1', at: toIso(now - 72 * H) })).body).toEqual({ accepted: 1, refused: [] });
      const beyond = await beats({ deviceId: 'D1', at: toIso(now - 72 * H - 1) });
      expect(beyond.body).toEqual({ accepted: 0, refused: [{ deviceId: 'D1', code: 'too-late' }] });
    },
  );

  it('follows the setting, and is no matter for the office', async () => {
    await server.must([entry('setting.set', { name: 'technicianReachBackHours', value: 2 })]);
    const [agent, office] = [await account('agent'), await account('office')];
    server.clock.forward(10 * H);
    const at = toIso(server.clock.at - 3 * H);
    expect((await agent.beats({ deviceId: 'D1', at })).body.refused).toEqual([{ deviceId: 'D1', code: 'too-late' }]);
    expect((await office.beats({ deviceId: 'D1', at })).body.refused).toEqual([]);
  });

  it('leaves the unknown time of 200 days ago as it was', async () => {
    const { beats } = await account('agent');
    server.clock.forward(10 * MINUTE);
    await server.app.watchdog.settle();
    server.clock.forward(200 * 24 * H);
    const late = await beats({ deviceId: 'D1', status: 'up', at: toIso(NOON + MINUTE) });
    expect(late.body.refused).toEqual([{ deviceId: 'D1', code: 'too-late' }]);
    await server.app.watchdog.settle();
    await server.logIn();
    expect((await server.ask<Page<EntryItem>>('/api/entries?kind=entry.voided')).body.items).toEqual([]);
  });

  it('that voids an entry of the watchdog is named in the reason of the void, with its account', async () => {
    const { beats, id } = await account('agent');
    server.clock.forward(10 * MINUTE);
    await server.app.watchdog.settle();
    // Silent since minute 5; the heartbeat of minute 4 was made in time and arrives at minute 10.
    await beats({ deviceId: 'D1', at: toIso(NOON + 4 * MINUTE) });
    await server.app.watchdog.settle();
    const { items } = (await server.ask<Page<EntryItem>>('/api/entries?kind=entry.voided')).body;
    expect(items).toHaveLength(1);
    const { reason } = items[0]!.body as { reason: string };
    const paper = await server.ask(`/api/papers/${reason.slice('sha256:'.length)}`);
    expect(paper.body).toContain(`account ${id} `);
  });

  it('as an entry of an agent has the same limit', async () => {
    const { headers } = await account('agent');
    server.clock.forward(100 * H);
    const one = entry('status.observed', { deviceId: 'D1', status: 'up' }, server.clock.at - 72 * H - 1);
    const { body } = await server.ask<{ results: unknown[] }>('/api/entries', { headers, json: { entries: [one] } });
    expect(body.results).toMatchObject([{ outcome: 'refused', error: { code: 'too-late', field: 'at' } }]);
  });
});

describe('M5: a request of heartbeats', () => {
  it('holds at most 1,000', async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `D${index}`);
    expect((await server.ask('/api/heartbeats', { json: { deviceIds: ids(1000) } })).status).toBe(202);
    const many = await server.ask('/api/heartbeats', { json: { deviceIds: ids(1001) } });
    expect([many.status, many.body]).toMatchObject([413, { error: { code: 'too-large', field: 'deviceIds' } }]);
    const beats = ids(1001).map((deviceId) => ({ deviceId }));
    expect((await server.ask('/api/heartbeats', { json: { beats } })).status).toBe(413);
  });

  it('serves others between the batches of late ones', async () => {
    const devices = Array.from({ length: 100 }, (_, index) => `L${index}`);
    await server.must(
      devices.flatMap((deviceId) => [
        entry('device.registered', { deviceId, siteId: 'S1', category: 'camera', reportWithinS: 300 }, NOON),
        entry('device.commissioned', { deviceId }, NOON),
      ]),
    );
    server.clock.forward(10 * MINUTE);
    await server.app.watchdog.settle();
    let commits = 0;
    const stop = server.app.ledger.onCommit((entries) => {
      if (entries[0]!.kind === 'entry.voided') commits += 1;
      // 100 voids in batches of 25.
      expect(entries.length).toBeLessThanOrEqual(25);
    });
    const beats = devices.map((deviceId) => ({ deviceId, at: toIso(NOON + 4 * MINUTE) }));
    expect((await server.ask('/api/heartbeats', { json: { beats } })).body).toMatchObject({ accepted: 100 });
    await server.app.watchdog.settle();
    stop();
    expect(commits).toBeGreaterThanOrEqual(4);
  });

  it('with late ones waits in a line of at most 20 for each account', async () => {
    const { beats } = await account('agent');
    server.clock.forward(10 * MINUTE);
    const sent = Array.from({ length: 60 }, (_, index) => beats({ deviceId: 'D1', at: toIso(NOON + index * 1000) }));
    const answers = await Promise.all(sent);
    expect(answers.filter(({ status }) => status === 202).length).toBeGreaterThanOrEqual(20);
    for (const { status, headers } of answers.filter((one) => one.status !== 202)) {
      expect([status, headers.get('retry-after')]).toEqual([429, '1']);
    }
  });
});
