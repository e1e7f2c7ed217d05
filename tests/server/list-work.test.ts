import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visibilityOf } from '../../server/access/policy';
import { type Question, answer } from '../../server/ledger/querying/questions';
import { LIST_NAMES, type ListName } from '../../shared/fold/lists/lists';
import { parseScope } from '../../shared/model/scope';
import { type Sent, type TestServer, discard, entry, startServer } from './kit';
import { looksOf } from './looks';
import { SCOPE, type Where, county } from './scoped-world';

const ID: Readonly<Record<ListName, (w: Where) => string>> = {
  areas: (w) => ({ IN: '440781', ZZ: '440782', NO: '440783' })[w],
  sites: (w) => `S-${w}`,
  rooms: (w) => `R-${w}`,
  devices: (w) => `D-${w}`,
  faults: (w) => `F-${w}`,
  voices: (w) => `D-${w}`,
  exams: (w) => `E-${w}`,
  grants: (w) => `G-${w}`,
  projects: (w) => `P-${w}`,
  payments: (w) => `Y-${w}`,
  milestones: (w) => `L-${w}`,
  maintenances: (w) => `M-${w}`,
  incidents: (w) => `I-${w}`,
  inspections: (w) => `D-${w}`,
  schedules: (w) => `S-${w}`,
  'opened-surveys': (w) => `Q-${w}`,
  surveys: (w) => `S-${w}|student`,
  targets: (w) => `site:S-${w}|fault-rate|2025`,
  // Rules belong to no place: there is none beyond a scope.
  categories: () => 'nothing',
  profiles: () => 'nothing',
  limits: () => 'nothing',
  settings: () => 'nothing',
};
/** The third county and all after it: of the same city, and of none that an account here reaches. */
const another = (n: number): Sent[] =>
  county('ZZ').map(({ kind, at, body }) =>
    entry(
      kind,
      JSON.parse(
        JSON.stringify(body)
          .replaceAll('ZZ', `Y${n}`)
          .replaceAll('440782', `4407${10 + n}`),
      ),
      at,
    ),
  );

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
  await server.must([...county('IN'), ...county('ZZ')]);
});
afterAll(() => discard(server));

/** How many looks a question takes, once what is derived is fresh. */
const work = (question: Question) =>
  server.app.ledger.read((fold, now) => {
    answer(fold, question, now);
    return looksOf(() => answer(fold, question, now));
  });

const WHO = ['technician', 'office'] as const;
const lists = () =>
  WHO.flatMap((who) =>
    LIST_NAMES.map((what) => ({
      ask: 'list',
      what,
      scope: null,
      limit: 100,
      visibility: visibilityOf({ role: who, scope: SCOPE[who] }),
    })),
  ) as Question[];

describe('the work of an account’s question (contract 3)', () => {
  it('is counted: an administrator’s list takes more looks where there is more', async () => {
    const all = (): Promise<number> => work({ ask: 'list', what: 'devices', scope: null, limit: 100 });
    const before = await all();
    await server.must(another(0));
    expect(await all()).toBeGreaterThan(before);
  });

  it('is the same for its lists, however much lies beyond its scope', async () => {
    const counted = async () => {
      const out: number[] = [];
      for (const question of lists()) out.push(await work(question));
      return out;
    };
    const before = await counted();
    for (let n = 1; n < 12; n += 1) await server.must(another(n));
    expect(await counted()).toEqual(before);
  });

  it('is no more for a thing beyond its scope than for one that is not there', async () => {
    // A thing with a long history would tell by its length alone.
    for (let n = 0; n < 20; n += 1) {
      await server.must([entry('device.changed', { deviceId: 'D-ZZ', label: `L${n}` })]);
      await server.must([entry('fault.commented', { faultId: 'F-ZZ' })]);
    }
    for (const who of WHO) {
      const visibility = visibilityOf({ role: who, scope: SCOPE[who] });
      for (const what of LIST_NAMES) {
        const item = (w: Where) => work({ ask: 'item', what, id: ID[what](w), visibility });
        expect(await item('ZZ'), `${who} ${what}`).toBe(await item('NO'));
      }
      const window = { from: 0, to: server.clock.at };
      const line = (w: Where) => work({ ask: 'timeline', deviceId: `D-${w}`, ...window, visibility });
      expect(await line('ZZ'), `${who} timeline`).toBe(await line('NO'));
    }
  });

  it('is no more for a scope beyond its own than for one that is not there', async () => {
    for (const who of WHO) {
      const visibility = visibilityOf({ role: who, scope: SCOPE[who] });
      for (const text of ['site:S-', 'room:R-', 'device:D-', 'project:P-', 'grant:G-']) {
        const looks = (w: Where) =>
          server.app.ledger.read((fold, now) =>
            looksOf(() => fold.scoped.covers(visibility, parseScope(text + w)!, now)),
          );
        expect(await looks('ZZ'), `${who} ${text}`).toBe(await looks('NO'));
      }
    }
  });
});
