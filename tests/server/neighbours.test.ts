import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntriesAnswer } from '../../shared/contract/http';
import type { BodyOf } from '../../shared/model/kinds';
import { type OpenLedger, openLedger } from './ledger-kit';
import { type TestServer, NOON, discard, entry, observed, oneSite, startServer, tempFolder } from './kit';

const outcomes = (results: readonly { outcome: string }[]) => results.map((one) => one.outcome);

describe('one bad entry of a request', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startServer();
    await server.must(oneSite());
  });
  afterEach(() => discard(server));

  it('with a lone surrogate or the key __proto__ is refused by its field; its neighbours are recorded', async () => {
    const label = entry('device.changed', { deviceId: 'D1', label: 'a\uD800' });
    const token = entry('survey.answered', { group: 'student', siteId: 'S1', score: 5, token: '\uDC00' });
    const proto = JSON.parse('{"scope":"440781","year":2023,"weights":{"__proto__":5},"execution":10}') as object;
    const sent = [observed('D1', 'up'), label, token, entry('weights.set', proto), observed('D1', 'down')];
    const results = await server.record(sent);
    expect(outcomes(results)).toEqual(['recorded', 'refused', 'refused', 'refused', 'recorded']);
    expect(results.flatMap(({ error }) => (error ? [[error.code, error.field]] : []))).toEqual([
      ['invalid', 'body.label'],
      ['invalid', 'body.token'],
      ['invalid', 'body.weights.__proto__'],
    ]);
  });

  it('with the key __proto__ beside its fields is refused', async () => {
    const one = JSON.stringify(observed('D1', 'up')).replace('{', '{"__proto__":{},');
    const init = { method: 'POST', body: `{"entries":[${one}]}`, headers: { 'content-type': 'application/json' } };
    const { body } = await server.ask<EntriesAnswer>('/api/entries', init);
    expect(body.results[0]!.error).toMatchObject({ code: 'invalid', field: '__proto__' });
  });
});

describe('an entry whose decision throws', () => {
  let folder: string;
  let open: OpenLedger;
  beforeEach(async () => {
    folder = tempFolder();
    open = await openLedger(folder);
    await open.record(oneSite());
  });
  afterEach(async () => {
    await open.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is refused as invalid; its neighbours and the other writers’ entries are recorded', async () => {
    const poison = observed('D1', 'degraded');
    const record = (entries: (typeof poison)[]) =>
      open.ledger.record({
        entries: entries.map((one) => ({ ...one })),
        writer: { actor: 'office-1', source: 'office' },
        authorize: (draft, fold, now) => {
          if (draft.id === poison.id) throw new Error('a defect');
          return fold.check(draft, now);
        },
      });
    const [mine, others] = await Promise.all([
      record([observed('D1', 'up'), poison, observed('D1', 'down')]),
      record([observed('D1', 'up')]),
    ]);
    expect(outcomes(mine)).toEqual(['recorded', 'refused', 'recorded']);
    expect(mine[1]!.error).toMatchObject({ code: 'invalid' });
    expect(outcomes(others)).toEqual(['recorded']);
    expect(open.warnings).toEqual([`the fold failed on entry ${poison.id}: a defect`]);
  });

  it('what an earlier version recorded starts, answers, and is listed as contested', async () => {
    const limit = { normalMin: Number.MAX_SAFE_INTEGER, sittingMin: 15 };
    const body: BodyOf<'limits.set'> = { critical: limit, major: limit, minor: limit };
    const fault = { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'major' };
    // As the server writes its own entries: without the check of a request.
    await open.ledger.write('limits.set', body, 'office-1');
    await open.record([entry('fault.reported', fault)]);
    const look = () =>
      open.ledger.read((fold, now) => [
        fold.item('faults', 'F1', now)?.deadline,
        fold.contested().map((c) => c.reason),
      ]);
    // The built-in 24 h of a major fault.
    const expected = [new Date(NOON + 24 * 3_600_000).toISOString(), ['out-of-bounds']];
    expect(await look()).toEqual(expected);
    await open.close();
    open = await openLedger(folder);
    expect(await look()).toEqual(expected);
  });
});
