import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceItem, EntryItem, Page, TokenAnswer } from '../../../shared/contract/http';
import { anyList } from '../../../shared/fold/lists/lists';
import { pageSteps } from '../../../shared/fold/lists/page';
import { factsOf } from '../../helpers/subject';
import { type TestServer, discard, entry, observed, oneSite, startServer } from '../kit';

let server: TestServer;
/** Pages of lines that were read, in the thread for long reads and in that of the event loop. */
let pages: { aside: number[]; here: number[] };
const devices = Array.from({ length: 600 }, (_, index) => `D${index}`);
beforeEach(async () => {
  pages = { aside: [], here: [] };
  server = await startServer();
  const { entries } = server.store;
  const [lines, linesAside] = [entries.lines.bind(entries), entries.linesAside.bind(entries)];
  entries.lines = (after, limit) => {
    pages.here.push(limit);
    return lines(after, limit);
  };
  entries.linesAside = (after, limit) => {
    pages.aside.push(limit);
    return linesAside(after, limit);
  };
  for (let at = 0; at < devices.length; at += 300) {
    const some = oneSite(devices.slice(at, at + 300));
    await server.must(at === 0 ? some : some.slice(1));
  }
});
afterEach(() => discard(server));

describe('M4: the ledger', () => {
  it('is read in pages of 500, beside the event loop, with a turn of it between two', async () => {
    const text = await server.ask<string>('/api/ledger?limit=100000');
    // 1 site, 600 devices registered and commissioned.
    expect(text.body.trim().split('\n')).toHaveLength(1201);
    expect(pages.aside.every((limit) => limit <= 500)).toBe(true);
    // Three pages with lines, and one that is empty.
    expect(pages.aside).toHaveLength(4);
    expect(pages.here).toEqual([]);
  });
});

describe('M3: the trail of a scope', () => {
  it('of an office that reads more areas holds what is about the scope alone', async () => {
    await server.must([...oneSite(['E1'], 'S2', '440703'), observed('E1', 'down'), observed('D7', 'down')]);
    const json = { name: 'city', role: 'office', scope: '440700' };
    const { body } = await server.ask<TokenAnswer>('/api/tokens', { json });
    const headers = { authorization: `Bearer ${body.token}`, cookie: '' };
    const trail = await server.ask<Page<EntryItem>>('/api/entries?scope=440781&limit=5', { headers });
    expect(trail.body.items[0]).toMatchObject({ kind: 'status.observed', body: { deviceId: 'D7' } });
    expect(JSON.stringify(trail.body)).not.toMatch(/E1|S2/);
  });
});

describe('issue 8, 2: a long list, sorted and counted', () => {
  const query = { scope: { kind: 'area', code: '440781' }, limit: 5, count: true } as const;

  it('is read a few items at a time, and is the same page', async () => {
    const { steps, page } = await server.app.ledger.read((fold, now) => {
      const context = { ...factsOf(fold), now };
      let count = 0;
      const reading = pageSteps(context, anyList('devices'), query);
      let last = reading.next();
      for (; !last.done; last = reading.next()) count += 1;
      return { steps: count, page: last.value };
    });
    // 600 devices, 25 at a time.
    expect(steps).toBe(24);
    expect(page.total).toBe(600);
    const { body } = await server.ask<Page<DeviceItem>>('/api/devices?scope=440781&limit=5&count=true');
    expect(body).toEqual(JSON.parse(JSON.stringify(page)));
  });

  it('takes entries that come in between: each item is as it stands at its turn', async () => {
    const { ledger } = server.app;
    const reading = await ledger.read((fold, now) => {
      const begun = fold.listSteps('devices', { ...query, limit: 1000 }, now);
      begun.next();
      return begun;
    });
    await server.must([entry('device.changed', { deviceId: 'D99', label: 'later' })]);
    const page = await ledger.read(() => {
      for (;;) {
        const { done, value } = reading.next();
        if (done) return value;
      }
    });
    // D99 is the last of the ids: it was read after its change.
    expect(page.items.at(-1)).toMatchObject({ id: 'D99', label: 'later' });
    expect(page.total).toBe(600);
  });
});
