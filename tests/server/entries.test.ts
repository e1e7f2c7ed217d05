import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TestServer, discard, entry, observed, oneSite, startServer } from './kit';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => discard(server));

describe('the one door (contract 4)', () => {
  it('records entries in order and says their seq', async () => {
    const results = await server.record(oneSite());
    expect(results.map((one) => [one.outcome, one.seq])).toEqual([
      ['recorded', 1],
      ['recorded', 2],
      ['recorded', 3],
    ]);
  });

  it('lets each entry stand for itself: one refused does not stop the others', async () => {
    const [site, device, commissioned] = oneSite();
    const unknown = observed('D9', 'down');
    const results = await server.record([site!, unknown, device!, commissioned!]);
    expect(results.map((one) => one.outcome)).toEqual(['recorded', 'refused', 'recorded', 'recorded']);
    expect(results[1]!.error).toMatchObject({ code: 'unknown-device' });
    expect(results[3]!.seq).toBe(3);
  });

  it('takes the same id with the same content as a duplicate, also in the same request, and after a restart', async () => {
    await server.must(oneSite());
    const again = entry('status.observed', { deviceId: 'D1', status: 'down', note: '黑屏' }, server.clock.at);
    const first = await server.record([again, again]);
    expect(first.map((one) => [one.outcome, one.seq])).toEqual([
      ['recorded', 4],
      ['duplicate', 4],
    ]);
    await server.stop();
    server = await startServer({ folder: server.folder, clock: server.clock });
    expect(await server.record([again])).toEqual([{ id: again.id, outcome: 'duplicate', seq: 4 }]);
  });

  it('refuses the same id with other content as a conflict: another text, kind or time', async () => {
    await server.must(oneSite());
    const said = entry('status.observed', { deviceId: 'D1', status: 'down', note: '黑屏' }, server.clock.at);
    await server.must([said]);
    const others = [
      { ...said, body: { deviceId: 'D1', status: 'down', note: '花屏' } },
      { ...said, body: { deviceId: 'D1', status: 'down' } },
      { ...said, at: new Date(server.clock.at - 1).toISOString() },
      { id: said.id, kind: 'fault.resumed', body: { faultId: 'F1' } },
    ];
    const results = await server.record(others);
    expect(results.map((one) => one.error?.code)).toEqual(['conflict', 'conflict', 'conflict', 'conflict']);
  });

  it('lets a refused id be used again', async () => {
    const early = observed('D1', 'down');
    expect((await server.record([early]))[0]!.outcome).toBe('refused');
    await server.must(oneSite());
    expect((await server.record([early]))[0]).toMatchObject({ outcome: 'recorded', seq: 4 });
  });

  it('takes now for an at that is left out, and a duplicate of it later is one still', async () => {
    await server.must(oneSite());
    const bare = observed('D1', 'down');
    await server.must([bare]);
    server.clock.forward(60_000);
    expect((await server.record([bare]))[0]!.outcome).toBe('duplicate');
    const trail = await server.ask<{ items: { at: string }[] }>('/api/entries?entity=device:D1&limit=1');
    expect(Date.parse(trail.body.items[0]!.at)).toBe(server.clock.at - 60_000);
  });

  it('corrects the clock of a writer that is off by more than 2 s, and knows the entry again when it is resent', async () => {
    await server.must(oneSite());
    const now = server.clock.at;
    const late = observed('D1', 'down', now - 600_000 - 30_000);
    // The phone is ten minutes slow: what it calls half a minute ago was half a minute ago.
    expect((await server.record([late], new Date(now - 600_000).toISOString()))[0]!.outcome).toBe('recorded');
    const trail = await server.ask<{ items: { at: string }[] }>('/api/entries?entity=device:D1&limit=1');
    expect(Date.parse(trail.body.items[0]!.at)).toBe(now - 30_000);
    server.clock.forward(5000);
    const again = await server.record([late], new Date(now - 600_000 + 4300).toISOString());
    expect(again[0]!.outcome).toBe('duplicate');
  });

  it('leaves a clock that is off by 2 s or less alone', async () => {
    await server.must(oneSite());
    const at = server.clock.at - 30_000;
    await server.record([observed('D1', 'down', at)], new Date(server.clock.at - 2000).toISOString());
    const trail = await server.ask<{ items: { at: string }[] }>('/api/entries?entity=device:D1&limit=1');
    expect(Date.parse(trail.body.items[0]!.at)).toBe(at);
  });

  it('refuses the future beyond two minutes, and takes it at two', async () => {
    await server.must(oneSite());
    const results = await server.record([
      observed('D1', 'down', server.clock.at + 120_001),
      observed('D1', 'down', server.clock.at + 120_000),
    ]);
    expect(results.map((one) => one.error?.code ?? one.outcome)).toEqual(['future', 'recorded']);
  });

  it('never records before the entry before it, whatever the clock does', async () => {
    await server.must(oneSite());
    const before = server.app.ledger.head.recordedAt;
    server.clock.forward(-60_000);
    await server.must([observed('D1', 'down', server.clock.at)]);
    expect(server.app.ledger.head.recordedAt).toBe(before);
  });

  it('names the field of a wrong shape', async () => {
    const good = oneSite()[0]!;
    const results = await server.record([
      { ...good, id: good.id.toUpperCase() },
      { ...good, kind: 'site.dreamt' },
      { ...good, kind: 'config.changed' },
      { ...good, at: '2025-03-05 12:00' },
      { ...good, body: { siteId: 'S1', name: 'x', area: '44078' } },
      { ...good, body: { siteId: 'S1', name: 'x', area: '440781', colour: 'red' } },
      { ...good, note: 'outside the body' } as never,
    ]);
    expect(results.map((one) => [one.error?.code, one.error?.field])).toEqual([
      ['invalid', 'id'],
      ['invalid', 'kind'],
      ['invalid', 'kind'],
      ['invalid', 'at'],
      ['invalid', 'body.area'],
      ['invalid', 'body.colour'],
      ['invalid', 'note'],
    ]);
  });

  it('sets source and actor itself: a writer cannot send them', async () => {
    await server.must(oneSite());
    const results = await server.record([
      entry('status.observed', { deviceId: 'D1', status: 'down', source: 'probe' }),
    ]);
    expect(results[0]!.error).toMatchObject({ code: 'invalid', field: 'body.source' });
    await server.must([observed('D1', 'down')]);
    const [line] = await server.store.entries.lines(3, 1);
    expect(JSON.parse(line!)).toMatchObject({ body: { source: 'admin' } });
  });

  it('keeps texts beside the ledger: the entry carries their salted hash, another each time', async () => {
    await server.must(oneSite());
    const noted = () => entry('status.observed', { deviceId: 'D1', status: 'up', note: '正常' });
    await server.must([noted(), noted()]);
    const lines = await server.store.entries.lines(3, 2);
    const refs = lines.map((line) => (JSON.parse(line) as { body: { note: string } }).body.note);
    expect(lines.join()).not.toContain('正常');
    expect(refs[0]).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(refs[0]).not.toBe(refs[1]);
    const kept = (await server.store.papers.byRefs(refs)).get(refs[0]!);
    expect(kept?.erased === false && Buffer.from(kept.bytes).toString()).toBe('正常');
  });

  it('knows an entry again when its paper was erased', async () => {
    await server.must(oneSite());
    const noted = entry('status.observed', { deviceId: 'D1', status: 'up', note: '正常' }, server.clock.at);
    await server.must([noted]);
    server.store.connection.exec('UPDATE papers SET salt = NULL, bytes = NULL, erased_at = 1');
    expect((await server.record([noted]))[0]!.outcome).toBe('duplicate');
  });

  it('shares a transaction among concurrent writers, and answers each with its own results', async () => {
    const devices = Array.from({ length: 20 }, (_, index) => `D${index}`);
    await server.must(oneSite(devices));
    const head = server.app.ledger.head.seq;
    const all = await Promise.all(devices.map((deviceId) => server.record([observed(deviceId, 'down')])));
    expect(new Set(all.map(([one]) => one!.seq)).size).toBe(20);
    expect(server.app.ledger.head.seq).toBe(head + 20);
  });
});

describe('the envelope (contract 4)', () => {
  const post = (json: unknown) => server.ask<{ error: { code: string; field?: string } }>('/api/entries', { json });

  it('is refused as a whole with 400, naming the field', async () => {
    const cases: [unknown, string][] = [
      [[], 'body'],
      [{}, 'entries'],
      [{ entries: {} }, 'entries'],
      [{ entries: [7] }, 'entries.0'],
      [{ entries: [{ kind: 'x' }] }, 'entries.0.id'],
      [{ entries: [], more: 1 }, 'more'],
      [{ entries: [], sentAt: 'yesterday' }, 'sentAt'],
    ];
    for (const [json, field] of cases) {
      const { status, body } = await post(json);
      expect([status, body.error.code, body.error.field]).toEqual([400, 'bad-request', field]);
    }
  });

  it('is 400 when it is not JSON', async () => {
    const headers = { 'content-type': 'application/json' };
    const { status, body } = await server.ask('/api/entries', { method: 'POST', body: '{"entries":[', headers });
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { field: 'body' } });
  });

  it('is 413 beyond 1,000 entries or 2 MB', async () => {
    const many = Array.from({ length: 1001 }, () => observed('D1', 'up'));
    expect((await post({ entries: many })).status).toBe(413);
    const big = entry('status.observed', { deviceId: 'D1', status: 'up', note: 'x'.repeat(2.1 * 1024 * 1024) });
    expect((await post({ entries: [big] })).status).toBe(413);
  });

  it('is 401 without a session, 403 from another origin', async () => {
    const entries: unknown[] = [];
    const without = await server.ask('/api/entries', { json: { entries }, headers: { cookie: '' } });
    expect(without.status).toBe(401);
    const foreign = await server.ask('/api/entries', {
      json: { entries },
      headers: { origin: 'http://elsewhere.test' },
    });
    expect(foreign.status).toBe(403);
    const own = await server.ask('/api/entries', { json: { entries }, headers: { origin: server.url } });
    expect(own.status).toBe(200);
  });
});
