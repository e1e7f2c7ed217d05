import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ImportDraft, ImportFinding } from '../../../shared/contract/http';
import { useImportsStore } from '../../../client/stores/imports';

const wrong: ImportFinding = {
  sheet: 'devices',
  cell: 'F2',
  row: 2,
  key: 'category',
  code: 'unknown-category',
  now: '电脑',
  mend: 'choice',
};
const draftOf = (id: string, findings: ImportFinding[] = []): ImportDraft => {
  const none = { now: 0, after: 0 };
  return {
    id,
    workbook: 'inventory',
    file: 'a.xlsx',
    size: 1,
    readMs: 1,
    seq: 1,
    plan: `plan of ${id}`,
    sheets: [],
    findings,
    findingsUnlisted: 0,
    notices: [],
    changes: [],
    changesUnlisted: 0,
    fixed: [],
    entries: 1,
    categories: [],
    totals: { sites: none, rooms: none, seats: none, devices: none, sittings: none },
  };
};

type Answer = { status?: number; body: unknown } | 'offline';
/** What the server was asked, and what it answers next. */
const asked: [method: string, path: string, body: unknown][] = [];
let answers: Answer[] = [];

beforeEach(() => {
  setActivePinia(createPinia());
  asked.length = 0;
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: RequestInit) => {
    asked.push([method, path, typeof body === 'string' ? JSON.parse(body) : body]);
    const answer = answers.shift();
    if (!answer || answer === 'offline') throw new TypeError('network');
    return new Response(JSON.stringify(answer.body), { status: answer.status ?? 200 });
  });
});
afterEach(() => vi.unstubAllGlobals());

const file = new File(['x'], 'a.xlsx');
const error = (code: string, field?: string) => ({ error: { code, message: code, ...(field && { field }) } });

describe('the import of this screen', () => {
  it('keeps the file when the network fails, and sends it once it is back', async () => {
    const store = useImportsStore('inventory');
    answers = ['offline', { body: { draft: draftOf('i1', [wrong]) } }];
    await store.choose(file);
    expect([store.failure?.code, store.draft, store.busy]).toEqual(['offline', null, null]);
    await store.retry();
    expect([store.failure, store.draft?.id]).toEqual([null, 'i1']);
    expect(asked.map(([method, path]) => [method, path])).toEqual([
      ['POST', '/api/import-drafts?name=a.xlsx&workbook=inventory'],
      ['POST', '/api/import-drafts?name=a.xlsx&workbook=inventory'],
    ]);
  });

  it('keeps what was mended when the server fails or has forgotten the file, and sends all of it again', async () => {
    const store = useImportsStore('inventory');
    answers = [{ body: { draft: draftOf('i1', [wrong]) } }, 'offline'];
    await store.choose(file);
    await store.mend([wrong], '考生机');
    expect(store.failure?.code).toBe('offline');
    expect(store.mended.map(({ fix }) => fix)).toEqual([{ sheet: 'devices', cell: 'F2', text: '考生机' }]);
    // The server was restarted: the draft is gone, and the file and its fixes are sent anew.
    answers = [
      { status: 404, body: error('not-found') },
      { body: { draft: draftOf('i2', [wrong]) } },
      { body: { draft: draftOf('i2') } },
    ];
    await store.retry();
    expect(asked.slice(2).map(([method, path]) => [method, path])).toEqual([
      ['PATCH', '/api/import-drafts/i1'],
      ['POST', '/api/import-drafts?name=a.xlsx&workbook=inventory'],
      ['PATCH', '/api/import-drafts/i2'],
    ]);
    expect([store.draft?.id, store.draft?.findings, store.failure]).toEqual(['i2', [], null]);
    // Mended a second time: one fix a cell, and what was wrong at first is still told.
    answers = [{ body: { draft: draftOf('i2') } }];
    await store.mend([{ ...wrong, now: '考生机' }], '时钟');
    expect(store.mended).toEqual([{ fix: { sheet: 'devices', cell: 'F2', text: '时钟' }, was: wrong }]);
    answers = [{ body: { draft: draftOf('i2', [wrong]) } }];
    await store.revert(store.mended[0]!);
    expect(asked.at(-1)![2]).toEqual({ fixes: [] });
  });

  it('writes what was shown; when the data changed, shows the check again', async () => {
    const store = useImportsStore('inventory');
    answers = [
      { body: { draft: draftOf('i1') } },
      { status: 409, body: error('conflict', 'plan') },
      { body: { draft: { ...draftOf('i1'), plan: 'another' } } },
    ];
    await store.choose(file);
    await store.write();
    expect([store.moved, store.item, store.failure, store.draft?.plan]).toEqual([true, null, null, 'another']);
    answers = [{ body: { id: 'i1', state: 'writing' } }, 'offline', { body: { id: 'i1', state: 'written' } }];
    await store.write();
    expect(asked.at(-1)).toEqual(['POST', '/api/imports', { draft: 'i1', plan: 'another', skip: false }]);
    expect([store.moved, store.running]).toEqual([false, true]);
    // Without an answer it is still being written; the next question finds out.
    await store.follow();
    expect([store.failure?.code, store.running]).toEqual(['offline', true]);
    await store.follow();
    expect([store.failure, store.running, store.item?.state]).toEqual([null, false, 'written']);
  });

  it('a lost answer to writing is asked again with the same draft', async () => {
    const store = useImportsStore('inventory');
    answers = [{ body: { draft: draftOf('i1') } }, 'offline', { body: { id: 'i1', state: 'written' } }];
    await store.choose(file);
    await store.write();
    expect(store.failure?.code).toBe('offline');
    await store.retry();
    expect(asked.slice(1).map(([, , body]) => body)).toEqual(
      [1, 2].map(() => ({ draft: 'i1', plan: 'plan of i1', skip: false })),
    );
    expect(store.item?.state).toBe('written');
  });
});
