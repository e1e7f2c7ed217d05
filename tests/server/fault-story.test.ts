import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultItem, FaultStory, Page, PeopleAnswer, TokenAnswer } from '../../shared/contract/http';
import { NOON, type TestServer, discard, entry, oneSite, startServer } from './kit';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  await server.must(oneSite(['D1', 'D2']));
});
afterEach(() => discard(server));

const HOUR = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();
const F1 = { faultId: 'F1' };
const storyOf = async (id: string, query = '') => {
  const { status, body } = await server.ask<FaultStory>(`/api/faults/${id}/story${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

/** Major at 10 o'clock, two hours before NOON: due 24 h later; regraded to minor at NOON: due 72 h after the report. */
async function regraded(): Promise<void> {
  await server.must([
    entry(
      'fault.reported',
      { ...F1, deviceId: 'D1', impact: 'down', severity: 'major', note: '不能开机' },
      NOON - 2 * HOUR,
    ),
  ]);
  server.clock.forward(1000);
  await server.must([entry('fault.regraded', { ...F1, severity: 'minor' }, NOON)]);
}

describe('the story of a fault (contract 5)', () => {
  it('tells each move of its deadline, its entries with their texts, and what the low bound judges by', async () => {
    await regraded();
    const story = await storyOf('F1');
    // A rule holds from when it was recorded on: a second after NOON.
    const eff = NOON + 1000;
    expect(story.moves).toEqual([
      {
        at: iso(NOON - 2 * HOUR),
        cause: 'reported',
        seq: 6,
        deadline: iso(NOON + 22 * HOUR),
        severity: 'major',
        stoppedMs: 0,
      },
      { at: iso(eff), cause: 'regraded', seq: 7, deadline: iso(NOON + 70 * HOUR), severity: 'minor', stoppedMs: 0 },
    ]);
    expect(story.moves.at(-1)?.deadline).toBe(story.fault.deadline);
    expect(story.fault).toMatchObject({
      id: 'F1',
      moves: 1,
      siteId: 'S1',
      category: 'camera',
      limitMin: 72 * 60,
      sittingMin: null,
    });
    expect(story.low).toEqual({ severity: 'major', deadline: iso(NOON + 22 * HOUR), verified: false });
    expect(story.policy).toMatchObject({ of: null, limits: { major: { normalMin: 24 * 60, sittingMin: 30 } } });
    expect(story.entries.map(({ kind }) => kind)).toEqual(['fault.reported', 'fault.regraded']);
    expect(Object.values(story.papers)).toEqual(['不能开机']);
    expect(story.down).toEqual([{ from: iso(NOON - 2 * HOUR) }]);
  });

  it('is as it was known then, without what came later', async () => {
    await regraded();
    const before = await storyOf('F1', '?asOf=6');
    expect(before.moves.map(({ cause }) => cause)).toEqual(['reported']);
    expect(before.entries.map(({ seq }) => seq)).toEqual([6]);
    const absent = await server.ask('/api/faults/F1/story?asOf=5');
    expect(absent.status).toBe(404);
  });

  it('names the area whose limits hold', async () => {
    const one = (normalMin: number) => ({ normalMin, sittingMin: 15 });
    const limits = { critical: one(60), major: one(120), minor: one(180) };
    const [seq] = await server.must([entry('limits.set', { ...limits, scope: '440781' })]);
    server.clock.forward(1000);
    await server.must([entry('fault.reported', { ...F1, deviceId: 'D1', impact: 'down', severity: 'major' })]);
    const { policy, fault } = await storyOf('F1');
    expect(policy).toEqual({ of: '440781', since: iso(NOON), seq, limits });
    expect(fault.limitMin).toBe(120);
  });
});

describe('the list of faults', () => {
  it('gives the texts that its items were reported with, when they are asked for', async () => {
    await regraded();
    const list = (query = '') =>
      server.ask<Page<FaultItem> & { papers?: Record<string, string> }>(`/api/faults${query}`).then(({ body }) => body);
    const { items, papers } = await list('?texts=true');
    expect(papers).toEqual({ [items[0]!.note!]: '不能开机' });
    expect((await list()).papers).toBeUndefined();
  });

  it('takes the filters of the page: site, category, overdue; a paused fault past its deadline is overdue', async () => {
    await server.must([
      entry('fault.reported', { ...F1, deviceId: 'D1', impact: 'down', severity: 'critical' }, NOON - 5 * HOUR),
      entry('fault.reported', { faultId: 'F2', deviceId: 'D2', impact: 'down', severity: 'critical' }, NOON - HOUR),
      entry('fault.paused', { ...F1, reason: '等件' }, NOON),
    ]);
    const ids = async (query: string) =>
      (await server.ask<Page<FaultItem>>(`/api/faults?${query}`)).body.items.map(({ id }) => id);
    expect(await ids('overdue=yes')).toEqual(['F1']);
    expect(await ids('overdue=no')).toEqual(['F2']);
    expect(await ids('site=S1&category=camera')).toEqual(['F1', 'F2']);
    expect(await ids('site=S2')).toEqual([]);
  });
});

describe('the names of accounts', () => {
  it('are told to those who share a place: of another county nobody is named', async () => {
    const make = async (name: string, role: string, scope: string) => {
      await server.ask('/api/users', { json: { name, role, scope } });
    };
    await server.must(oneSite(['D9'], 'S9', '440782'));
    await make('here', 'technician', 'site:S1');
    await make('there', 'technician', 'site:S9');
    await make('office', 'office', '440781');
    const { body } = await server.ask<TokenAnswer>('/api/tokens', {
      json: { name: 't', role: 'office', scope: '440781' },
    });
    const people = await server.ask<PeopleAnswer>('/api/people', {
      headers: { cookie: '', authorization: `Bearer ${body.token}` },
    });
    expect(people.body.items.map(({ name }) => name)).toEqual(['admin', 'here', 'office']);
  });
});
