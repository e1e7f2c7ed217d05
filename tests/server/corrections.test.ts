import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../shared/model/entry';
import { type Sent, type TestServer, NOON, discard, entry, oneSite, startServer } from './kit';

const MIN = 60_000;
const DAY = 86_400_000;
const iso = (at: number) => new Date(at).toISOString();

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  await server.must(oneSite());
});
afterEach(() => discard(server));

/** The entry of an id as the ledger holds it. */
async function kept(id: string): Promise<Entry & { at: string; body: Record<string, string> }> {
  const lines = await server.store.entries.lines(0, 1000);
  return lines.map((line) => JSON.parse(line)).find((one) => one.id === id);
}

const report = (faultId: string, startedAt: number, at?: number): Sent =>
  entry(
    'fault.reported',
    { faultId, deviceId: 'D1', impact: 'down', severity: 'minor', startedAt: iso(startedAt) },
    at,
  );

describe('with sentAt', () => {
  it('startedAt moves with at, whether the phone is 15 min fast or 3 h slow; planned instants stay', async () => {
    for (const [faultId, off] of [
      ['F1', 15 * MIN],
      ['F2', -180 * MIN],
    ] as const) {
      // The phone shows NOON + off: it reports what began 10 minutes ago, 5 minutes ago.
      const sent = report(faultId, NOON + off - 10 * MIN, NOON + off - 5 * MIN);
      expect((await server.record([sent], iso(NOON + off)))[0]).toMatchObject({ outcome: 'recorded' });
      const { at, body } = await kept(sent.id);
      expect([at, body['startedAt']]).toEqual([iso(NOON - 5 * MIN), iso(NOON - 10 * MIN)]);
    }
    const window = {
      maintenanceId: 'M1',
      scope: 'site:S1',
      from: iso(NOON + DAY),
      to: iso(NOON + 2 * DAY),
      reason: 'x',
    };
    const plan = entry('maintenance.planned', window);
    await server.record([plan], iso(NOON - 180 * MIN));
    expect((await kept(plan.id)).body).toMatchObject({ from: iso(NOON + DAY), to: iso(NOON + 2 * DAY) });
  });

  it('the same fault sent again is a duplicate, with another clock, and without at; another startedAt is not', async () => {
    const dated = report('F1', NOON + 5 * MIN, NOON + 10 * MIN);
    const undated = report('F2', NOON + 5 * MIN);
    const first = await server.record([dated, undated], iso(NOON + 15 * MIN));
    expect(first.map((one) => one.outcome)).toEqual(['recorded', 'recorded']);
    server.clock.forward(MIN);
    const again = await server.record([dated, undated], iso(NOON + 16 * MIN));
    expect(again.map((one) => one.outcome)).toEqual(['duplicate', 'duplicate']);
    const other = { ...dated, body: { ...(dated.body as object), startedAt: iso(NOON + 6 * MIN) } };
    expect((await server.record([other], iso(NOON + 16 * MIN)))[0]!.error?.code).toBe('conflict');
  });

  it('bounds hold for the corrected instants: nothing before 1970 is written', async () => {
    const early = entry('status.observed', { deviceId: 'D1', status: 'up' }, '1971-01-01T00:00:00Z');
    const started = report('F1', Date.parse('1970-01-01T00:00:00Z'), NOON + DAY);
    const results = await server.record([early, started], '9999-01-01T00:00:00Z');
    expect(results.map(({ error }) => [error?.code, error?.field])).toEqual([
      ['invalid', 'at'],
      ['invalid', 'at'],
    ]);
    const [one] = await server.record([started], iso(NOON + DAY));
    expect([one!.error?.code, one!.error?.field]).toEqual(['invalid', 'body.startedAt']);
  });
});

it('an entry of a fast phone, sent again after its clock was set right, is a duplicate, not refused for its time', async () => {
  const sent = entry('status.observed', { deviceId: 'D1', status: 'down' }, NOON + 3 * MIN);
  expect((await server.record([sent], iso(NOON + 3 * MIN)))[0]!.outcome).toBe('recorded');
  expect((await server.record([sent], iso(NOON)))[0]!.outcome).toBe('duplicate');
  // Another entry of that time is still refused, and so is the same id with other content.
  const other = entry('status.observed', { deviceId: 'D1', status: 'down' }, NOON + 3 * MIN);
  expect((await server.record([other], iso(NOON)))[0]!.error?.code).toBe('future');
  const changed = { ...sent, body: { deviceId: 'D1', status: 'up' } };
  expect((await server.record([changed], iso(NOON)))[0]!.error?.code).toBe('conflict');
});
