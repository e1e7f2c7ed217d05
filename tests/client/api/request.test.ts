import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestFailure, failureOf } from '../../../client/api/failure';
import { readReadiness } from '../../../client/api/exams/readiness';
import { onForbidden, onUnauthenticated, pathOf, request, withQuery } from '../../../client/api/request';
import { logIn, whoAmI } from '../../../client/api/accounts/session';

const fetching = vi.fn<typeof fetch>();
beforeEach(() => {
  fetching.mockReset();
  vi.stubGlobal('fetch', fetching);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  onUnauthenticated(() => undefined);
  onForbidden(() => undefined);
});

const answer = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  fetching.mockImplementationOnce(() =>
    Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })),
  );
async function failure(asked: Promise<unknown>): Promise<RequestFailure> {
  const found = await asked.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(found instanceof RequestFailure)) throw new Error(`no failure but ${String(found)}`);
  return found;
}

describe('an address', () => {
  it('has its path parameter put in, encoded', () => {
    expect(pathOf('/api/devices/:id/timeline', 'a/b c')).toBe('/api/devices/a%2Fb%20c/timeline');
    expect(pathOf('/api/sites')).toBe('/api/sites');
  });
  it('has the parameters that have a value', () => {
    expect(withQuery('/api/sites', { scope: '440781', after: undefined, q: '', asOf: null, limit: 0 })).toBe(
      '/api/sites?scope=440781&limit=0',
    );
    expect(withQuery('/api/sites', { q: '考&点' })).toBe('/api/sites?q=%E8%80%83%26%E7%82%B9');
    expect(withQuery('/api/sites')).toBe('/api/sites');
  });
});

describe('a request', () => {
  it('answers the body', async () => {
    answer({ items: [] });
    expect(await request('/api/sites', { query: { limit: 10 } })).toEqual({ items: [] });
    expect(fetching.mock.calls[0]![0]).toBe('/api/sites?limit=10');
    expect(fetching.mock.calls[0]![1]).toMatchObject({ method: 'GET', credentials: 'same-origin' });
    expect(fetching.mock.calls[0]![1]).not.toHaveProperty('body');
  });
  it('low: says after five minutes without input that nobody caused it', async () => {
    const attended = async (at: number) => {
      vi.spyOn(performance, 'now').mockReturnValue(at);
      answer({});
      await request('/api/sites');
      return !('x-unattended' in (fetching.mock.calls.at(-1)![1]!.headers as object));
    };
    const opened = performance.now();
    expect(await attended(opened)).toBe(true);
    expect(await attended(opened + 5 * 60_000 + 1)).toBe(false);
  });
  it('sends JSON', async () => {
    answer('', 200);
    expect(await request('/api/entries', { method: 'POST', body: { a: 1 } })).toBeUndefined();
    expect(fetching.mock.calls[0]![1]).toMatchObject({
      method: 'POST',
      body: '{"a":1}',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
    });
  });
  it('fails with the code, the message and the field that the server names', async () => {
    answer({ error: { code: 'bad-request', message: 'no such scope', field: 'scope' } }, 400);
    expect(await failure(request('/api/sites'))).toMatchObject({
      code: 'bad-request',
      message: 'no such scope',
      field: 'scope',
    });
  });
  it('has a code for an answer without one, by its status', async () => {
    const codes: unknown[] = [];
    for (const status of [400, 401, 403, 404, 413, 429, 502, 503, 504, 500, 418]) {
      answer('<html>a proxy’s page</html>', status);
      codes.push((await failure(request('/api/sites'))).code);
    }
    expect(codes).toEqual([
      'bad-request',
      'unauthenticated',
      'forbidden',
      'not-found',
      'too-large',
      'too-fast',
      'offline',
      'not-ready',
      'timeout',
      'internal',
      'internal',
    ]);
  });
  it('has the code of the status for one that it does not know', async () => {
    answer({ error: { code: 'of-a-newer-server', message: '' } }, 503);
    expect((await failure(request('/api/sites'))).code).toBe('not-ready');
  });
  it('tells how many seconds to wait, when the server says so in seconds', async () => {
    const waits: unknown[] = [];
    for (const value of ['7', '0', 'Wed, 21 Oct 2026 07:28:00 GMT']) {
      answer('', 429, { 'retry-after': value });
      waits.push((await failure(request('/api/sites'))).retryAfterS);
    }
    answer('', 429);
    waits.push((await failure(request('/api/sites'))).retryAfterS);
    expect(waits).toEqual([7, undefined, undefined, undefined]);
  });
  it('that nothing answers is offline; that takes too long, a timeout', async () => {
    fetching.mockRejectedValueOnce(new TypeError('fetch failed'));
    expect((await failure(request('/api/sites'))).code).toBe('offline');
    vi.spyOn(AbortSignal, 'timeout').mockReturnValueOnce(AbortSignal.abort());
    fetching.mockRejectedValueOnce(new DOMException('', 'TimeoutError'));
    expect((await failure(request('/api/sites'))).code).toBe('timeout');
  });
  it('that is aborted throws the abort itself', async () => {
    const controller = new AbortController();
    fetching.mockImplementationOnce((_path, options) =>
      Promise.reject(options?.signal?.aborted ? new DOMException('gone', 'AbortError') : new Error('not aborted')),
    );
    controller.abort();
    await expect(request('/api/sites', { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('what the application is told', () => {
  it('the session has ended, unless the 401 is about a typed password', async () => {
    const ended = vi.fn();
    onUnauthenticated(ended);
    answer({ error: { code: 'unauthenticated', message: '' } }, 401);
    expect((await failure(request('/api/sites'))).code).toBe('unauthenticated');
    expect(ended).toHaveBeenCalledTimes(1);
    answer({ error: { code: 'unauthenticated', message: '' } }, 401);
    expect((await failure(logIn('admin', 'wrong'))).code).toBe('unauthenticated');
    expect(ended).toHaveBeenCalledTimes(1);
  });
  it('the account may not do it', async () => {
    const refused = vi.fn();
    onForbidden(refused);
    answer('', 403);
    expect((await failure(request('/api/sites'))).code).toBe('forbidden');
    expect(refused).toHaveBeenCalledTimes(1);
  });
  it('nobody is logged in: that is an answer; another failure is one', async () => {
    answer('', 401);
    expect(await whoAmI()).toBeNull();
    answer('', 500);
    expect((await failure(whoAmI())).code).toBe('internal');
  });
});

describe('a failure', () => {
  it('is made of whatever was thrown, and is kept when it is one', () => {
    const own = new RequestFailure('too-fast', '', undefined, 3);
    expect(failureOf(own)).toBe(own);
    expect(failureOf(new Error('x'))).toMatchObject({ code: 'internal', message: 'Error: x' });
  });
});

describe('readiness', () => {
  it('is ready, replaying with its progress, or offline; it never throws', async () => {
    const found: unknown[] = [];
    const ask = async () => found.push(await readReadiness());
    answer({ ready: true });
    await ask();
    answer({ done: 1, total: 3 }, 503);
    await ask();
    answer('not JSON', 503);
    await ask();
    answer('', 500);
    await ask();
    fetching.mockRejectedValueOnce(new TypeError('fetch failed'));
    await ask();
    expect(found).toEqual([
      { state: 'ready' },
      { state: 'replaying', percent: 33 },
      { state: 'replaying', percent: null },
      { state: 'offline' },
      { state: 'offline' },
    ]);
  });
});
