import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EntriesAnswer, EntryResult, TimelineInterval, TokenAnswer } from '../../shared/contract/http';
import { type Sent, type TestServer, discard, entry, observed, oneSite, startServer } from './kit';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  await server.must(oneSite(['D1', 'D2']));
});
afterEach(() => discard(server));

const STATUSES = ['up', 'degraded', 'down'] as const;

/** The status reports of a device as they stand in the ledger, in its order. */
async function reports(deviceId: string): Promise<{ seq: number; id: string; status: string }[]> {
  const lines = await server.store.entries.lines(0, 1000);
  return lines
    .map((line) => JSON.parse(line) as { seq: number; id: string; kind: string; body: Record<string, string> })
    .filter(({ kind, body }) => kind === 'status.observed' && body['deviceId'] === deviceId)
    .map(({ seq, id, body }) => ({ seq, id, status: body['status']! }));
}

const statusNow = async () => (await server.ask<{ status: string }>('/api/devices/D1')).body.status;

async function tokenOf(role: string, scope: string[] = []): Promise<string> {
  const made = await server.ask<TokenAnswer>('/api/tokens', { json: { name: role, role, scope } });
  return made.body.token;
}

async function recordAs(token: string, entries: Sent[]): Promise<EntryResult[]> {
  const headers = { authorization: `Bearer ${token}`, cookie: '' };
  const { body } = await server.ask<EntriesAnswer>('/api/entries', { json: { entries }, headers });
  return body.results;
}

it('two reports of one device at once are both recorded, in order, and the later one in the ledger stands', async () => {
  for (let round = 0; round < 20; round += 1) {
    server.clock.forward(1000);
    const [a, b] = [observed('D1', STATUSES[round % 3]!), observed('D1', STATUSES[(round + 1) % 3]!)];
    const [[first], [second]] = await Promise.all([server.record([a]), server.record([b])]);
    expect([first!.outcome, second!.outcome]).toEqual(['recorded', 'recorded']);
    expect(Math.abs(first!.seq! - second!.seq!)).toBe(1);
    expect(await statusNow()).toBe((await reports('D1')).at(-1)!.status);
  }
  expect(await reports('D1')).toHaveLength(40);
});

it('50 writers on one device at once: each entry once, each in its writer’s order, the device as the last one says', async () => {
  const sent = Array.from({ length: 50 }, (_, writer) =>
    Array.from({ length: 4 }, (_, turn) => observed('D1', STATUSES[(writer + turn) % 3]!)),
  );
  await Promise.all(
    sent.map(async (own) => {
      for (const one of own) expect((await server.record([one]))[0]!.outcome).toBe('recorded');
    }),
  );
  const kept = await reports('D1');
  expect(kept.map(({ id }) => id).sort()).toEqual(
    sent
      .flat()
      .map(({ id }) => id)
      .sort(),
  );
  const place = new Map(kept.map(({ id }, index) => [id, index]));
  for (const own of sent) {
    const places = own.map(({ id }) => place.get(id)!);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  }
  const at = server.clock.at;
  expect(await statusNow()).toBe(kept.at(-1)!.status);
  const [from, to] = [at - 60_000, at + 1].map((one) => new Date(one).toISOString());
  server.clock.forward(1);
  const { body } = await server.ask<{ intervals: TimelineInterval[] }>(
    `/api/devices/D1/timeline?from=${from}&to=${to}`,
  );
  expect(body.intervals.at(-1)).toMatchObject({ status: kept.at(-1)!.status });
});

it('the same entry sent by many at once is recorded once, and a duplicate for the others', async () => {
  const one = observed('D1', 'down');
  const results = await Promise.all(Array.from({ length: 20 }, () => server.record([one])));
  const outcomes = results.flat().map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(19);
  expect(new Set(results.flat().map(({ seq }) => seq)).size).toBe(1);
});

it('the same id from two accounts is a conflict for the second, whatever it says, at once or later', async () => {
  const [technician, office] = [await tokenOf('technician', ['site:S1']), await tokenOf('office', ['440781'])];
  const one = observed('D1', 'down');
  expect(await recordAs(technician, [one])).toMatchObject([{ outcome: 'recorded' }]);
  const again = await recordAs(office, [one]);
  expect(again).toMatchObject([{ outcome: 'refused', error: { code: 'conflict' } }]);
  expect(again[0]!.seq).toBeUndefined();
  expect(await recordAs(technician, [one])).toMatchObject([{ outcome: 'duplicate' }]);

  const both = entry('fault.reported', { faultId: 'F1', deviceId: 'D2', impact: 'down', severity: 'minor' });
  const [[a], [b]] = await Promise.all([recordAs(technician, [both]), recordAs(office, [both])]);
  expect([a!.outcome, b!.outcome].sort()).toEqual(['recorded', 'refused']);
  expect([a!.error?.code, b!.error?.code]).toContain('conflict');
});
