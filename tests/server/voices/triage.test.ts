import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncAnswer, VoiceItem } from '../../../shared/contract/http';
import { type TestServer, discard, entry, startServer } from '../kit';
import { ScopedWorld } from '../scoped-world';
import { Passer, voiced } from './kit';

let server: TestServer;
let world: ScopedWorld;
let passer: Passer;
beforeAll(async () => {
  server = await startServer();
  world = await ScopedWorld.make(server);
  passer = new Passer(server);
});
afterAll(() => discard(server));

const sync = async (query = '') => (await world.ask<SyncAnswer>('technician', `/api/sync${query}`)).body;
const counts = (items: readonly VoiceItem[]) => items.map(({ id, count }) => [id, count]);

describe('voices at the technician’s and the office’s (contract 3)', () => {
  it('are in a phone’s copy of its own sites, with the text of the last note, whole and since', async () => {
    await passer.send('D2-IN', [['note', '先说的']]);
    await passer.send('D2-IN', [['note', '后说的']]);
    await passer.send('D2-ZZ', [['note', '别处的']]);
    const whole = await sync();
    expect(counts(whole.voices)).toEqual([['D2-IN', 2]]);
    expect(whole.papers[whole.voices[0]!.notes[0]!]).toBe('后说的');
    expect(JSON.stringify(whole)).not.toMatch(/ZZ|别处的/);
    const cursor = `?since=${whole.to}&ledger=${whole.ledger}&reach=${whole.reach}`;
    const since = await sync(cursor);
    expect([since.whole, counts(since.voices)]).toEqual([false, [['D2-IN', 2]]]);
    const [result] = await world.record('technician', [
      entry('fault.voiceDismissed', { deviceId: 'D2-IN', reason: '试过，是好的' }),
    ]);
    expect(result?.outcome).toBe('recorded');
    expect((await sync(cursor)).voices).toEqual([]);
  });

  it('are none of an agent’s', async () => {
    await passer.say('D2-IN', 'slow');
    expect((await world.ask<SyncAnswer>('agent', '/api/sync')).body.voices).toEqual([]);
    expect((await world.ask('agent', '/api/voices')).status).toBe(403);
  });

  it('the office of the area dismisses them, nobody elsewhere does', async () => {
    const dismiss = (deviceId: string) => entry('fault.voiceDismissed', { deviceId, reason: '不属实' });
    const beyond = await world.record('technician', [dismiss('D2-ZZ')]);
    expect(beyond[0]).toMatchObject({ outcome: 'refused', error: { code: 'unknown-device', field: 'body.deviceId' } });
    expect((await world.record('office', [dismiss('D2-IN')]))[0]!.outcome).toBe('recorded');
  });

  it('nobody takes a voice back: it is dismissed', async () => {
    await passer.say('D2-IN', 'slow');
    const [one] = await voiced(server);
    for (const who of ['technician', 'office', 'admin'] as const) {
      const [result] = await world.record(who, [entry('entry.voided', { entryId: one!.id, reason: '不属实' })]);
      expect(result?.outcome, who).toBe('refused');
    }
  });

  it('are the same after a start from the ledger', async () => {
    const before = (await server.ask('/api/voices')).body;
    const { folder, clock } = server;
    await server.stop();
    server = await startServer({ folder, clock });
    expect((await server.ask('/api/voices')).body).toEqual(before);
  });
});
