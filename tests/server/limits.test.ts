import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LimitsItem, Page } from '../../shared/contract/http';
import { type Sent, type TestServer, discard, entry, startServer } from './kit';
import { ScopedWorld, type Who } from './scoped-world';

/** Contract 3: limits of an area are its office's, the general ones the administrator's; semantics 7 says which hold. */
let server: TestServer;
let world: ScopedWorld;
beforeAll(async () => {
  server = await startServer();
  world = await ScopedWorld.make(server);
});
afterAll(() => discard(server));

const limit = { normalMin: 60, sittingMin: null };
const limits = (scope?: string) => entry('limits.set', { scope, critical: limit, major: limit, minor: limit });
const errorOf = async (who: Who, one: Sent) => (await world.record(who, [one]))[0]!.error;
const idsFor = async (who: Who, query = '') =>
  (await world.ask<Page<LimitsItem>>(who, `/api/limits${query}`)).body.items.map(({ id }) => id);

describe('limits.set', () => {
  it('without an area is the administrator’s', async () => {
    const refused = await errorOf('office', limits());
    expect(refused).toMatchObject({ code: 'forbidden', field: 'body.scope' });
    expect(refused!.message).toContain('names an area of its scope');
    expect(await errorOf('admin', limits())).toBeUndefined();
  });

  it('of an area is its office’s, not that of a larger or another one', async () => {
    expect(await errorOf('office', limits('440781'))).toBeUndefined();
    for (const beyond of ['440782', '440700', '440000']) {
      const refused = await errorOf('office', limits(beyond));
      expect(refused, beyond).toMatchObject({ code: 'unknown-reference', field: 'body.scope' });
    }
    expect(await errorOf('technician', limits('440781'))).toMatchObject({ code: 'forbidden' });
    expect(await errorOf('office', limits('site:S-IN'))).toMatchObject({ code: 'invalid', field: 'body.scope' });
  });

  it('is taken back by who may set it, whoever did', async () => {
    const [general, own] = [limits(), limits('440781')];
    expect(await errorOf('admin', general)).toBeUndefined();
    expect(await errorOf('admin', own)).toBeUndefined();
    const takeBack = ({ id }: Sent) => errorOf('office', entry('entry.voided', { entryId: id, reason: '撤回' }));
    expect(await takeBack(general)).toMatchObject({ code: 'forbidden', field: 'body.entryId' });
    expect(await takeBack(own)).toBeUndefined();
  });
});

describe('GET /api/limits', () => {
  it('lists the general limits and those of areas; a reader sees what holds for it', async () => {
    for (const scope of ['440781', '440782', '440700', '440000'])
      expect(await errorOf('admin', limits(scope))).toBeUndefined();
    expect(await idsFor('admin')).toEqual(['440000', '440700', '440781', '440782', 'general']);
    for (const who of ['office', 'technician', 'viewer'] as const) {
      expect(await idsFor(who), who).toEqual(['440000', '440700', '440781', 'general']);
    }
    expect(await idsFor('admin', '?scope=site:S-ZZ')).toEqual(['440000', '440700', '440782', 'general']);
    expect(await idsFor('admin', '?of=440700')).toEqual(['440700']);
    const one = await world.ask<LimitsItem>('technician', '/api/limits/440781');
    expect(one.body).toMatchObject({ id: '440781', scope: '440781', major: limit });
    expect((await world.ask('technician', '/api/limits/440782')).status).toBe(404);
    expect((await world.ask('office', '/api/limits/440782')).status).toBe(404);
    expect((await world.ask('admin', '/api/limits/440782')).status).toBe(200);
  });
});
