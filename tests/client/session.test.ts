import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestFailure } from '../../client/api/failure';
import { decide } from '../../client/route-guard';
import { useClockStore } from '../../client/stores/clock';
import { useSessionStore } from '../../client/stores/session';

const user = { id: 'u1', name: 'first', role: 'technician', scope: ['site:K01'] };
const NOON = Date.parse('2026-11-26T04:00:00Z');
const answer = { user, zone: 'Asia/Urumqi', now: NOON };

let kept: Map<string, string>;
let reply: () => Response;
beforeEach(() => {
  setActivePinia(createPinia());
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal('fetch', async () => reply());
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const says = (body: object) => () => Response.json(body);
const refuses = () => Response.json({ error: { code: 'unauthenticated', message: '' } }, { status: 401 });
const fails = () => {
  throw new TypeError('Failed to fetch');
};
const identity = () => kept.get('kaodian.identity');

describe('a start', () => {
  it('with an answer knows the account, the zone and the server’s clock, and keeps who it was', async () => {
    vi.spyOn(performance, 'now').mockReturnValue(1_000);
    reply = says(answer);
    const session = useSessionStore();
    await session.load();
    const clock = useClockStore();
    expect([session.account, session.confirmed]).toEqual([user, true]);
    expect([clock.zone, clock.serverNow()]).toEqual(['Asia/Urumqi', NOON]);
    expect(JSON.parse(identity()!)).toEqual({ ...user, zone: 'Asia/Urumqi' });
  });

  it('without an answer takes the account of the last visit, until the server says who it is', async () => {
    kept.set('kaodian.identity', JSON.stringify({ ...user, zone: 'Asia/Urumqi' }));
    reply = fails;
    const session = useSessionStore();
    await session.load();
    expect([session.account, session.confirmed]).toEqual([user, false]);
    expect(useClockStore().zone).toBe('Asia/Urumqi');
    const other = { ...answer, user: { ...user, id: 'u2' } };
    reply = says(other);
    await session.refresh();
    expect([session.account?.id, session.confirmed]).toEqual(['u2', true]);
    expect(JSON.parse(identity()!).id).toBe('u2');
  });

  it('without an answer and without a last visit fails', async () => {
    reply = fails;
    await expect(useSessionStore().load()).rejects.toThrow();
    expect(useClockStore().zone).toBeNull();
  });

  it.each(['{', '{}', '{"id":1}', JSON.stringify({ ...user, role: 'king', zone: 'x' })])(
    'takes nothing from a storage that holds %s',
    async (text) => {
      kept.set('kaodian.identity', text);
      reply = fails;
      await expect(useSessionStore().load()).rejects.toThrow();
    },
  );

  it('that the server answers with 401 drops who was kept', async () => {
    kept.set('kaodian.identity', JSON.stringify({ ...user, zone: 'Asia/Urumqi' }));
    reply = refuses;
    const session = useSessionStore();
    await session.load();
    expect([session.loggedIn, session.confirmed, identity()]).toEqual([false, true, undefined]);
  });
});

describe('who is kept', () => {
  it('is dropped at log-out and by a 401 of any request', async () => {
    reply = says(answer);
    const session = useSessionStore();
    await session.load();
    reply = () => new Response(null, { status: 204 });
    await session.logOut();
    expect(identity()).toBeUndefined();
    reply = says(answer);
    await session.logIn('first', 'x');
    expect(identity()).toBeDefined();
    session.forget();
    expect(identity()).toBeUndefined();
  });
});

describe('16: a log-in', () => {
  const failed = async (begin: () => Promise<void>) => {
    const failure = await begin().catch((error: unknown) => error);
    return failure instanceof RequestFailure ? [failure.code, failure.message] : failure;
  };

  it('whose cookie the browser drops says so, with the address that the server names', async () => {
    for (const openAt of [undefined, 'https://kaodian.example']) {
      const session = useSessionStore();
      const replies = [says({ ...answer, ...(openAt && { openAt }) }), refuses];
      reply = () => replies.shift()!();
      expect(await failed(() => session.logIn('first', 'x'))).toEqual(['no-cookie', openAt ?? '']);
      expect([session.loggedIn, identity()]).toEqual([false, undefined]);
    }
  });

  it('and the set-up of a first start, too', async () => {
    const replies = [says(answer), refuses];
    reply = () => replies.shift()!();
    expect(await failed(() => useSessionStore().setUp('secret', 'x'))).toEqual(['no-cookie', '']);
  });

  it('whose cookie is kept begins, with what the server answers then', async () => {
    const session = useSessionStore();
    const replies = [says(answer), says({ ...answer, must: ['password'] })];
    reply = () => replies.shift()!();
    await session.logIn('first', 'x');
    expect([session.account, session.must]).toEqual([user, ['password']]);
  });
});

describe('an address', () => {
  const page = { name: 'device', open: false };
  it('leads to the log-in page and back, where nobody is known', () => {
    expect(decide(page, null)).toEqual({ name: 'login', keep: true });
    expect(decide({ name: 'login', open: true }, null)).toBe('stay');
  });
  it('opens for a known account, confirmed or not', () => {
    expect(decide(page, { must: [] })).toBe('stay');
    expect(decide({ name: 'login', open: true }, { must: [] })).toEqual({ name: 'overview', keep: false });
  });
  it('leads to what must be done first', () => {
    expect(decide(page, { must: ['password', 'second-factor'] })).toEqual({ name: 'password', keep: true });
    expect(decide({ name: 'password', open: false }, { must: ['password'] })).toBe('stay');
  });
});
