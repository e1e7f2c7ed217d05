import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewRow, Store } from '../../server/store/store';
import { EMPTY, append, rowsAfter } from './rows';

export interface StoreUnderTest {
  store: Store;
  /** Closes it and opens it again on the same data. */
  reopen(): Promise<Store>;
  discard(): Promise<void>;
}

/** What every store does: the one suite that each of them runs (house). */
export function storeSuite(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let under: StoreUnderTest;
    let store: Store;
    beforeEach(async () => {
      under = await open();
      ({ store } = under);
    });
    afterEach(() => under.discard());

    it('keeps imports with what they have left to write, the newest first', async () => {
      const row = (id: string, startedAt: number, accountId = 'a1') => ({
        id,
        accountId,
        file: '台账.xlsx',
        digest: 'd',
        startedAt,
        state: 'writing' as const,
        total: 3,
        done: 0,
        undone: 0,
        counts: '{}',
        troubles: '[]',
      });
      await store.imports.insert(row('i1', 1), Buffer.from('one'));
      await store.imports.insert(row('i2', 2, 'a2'), Buffer.from('two'));
      await expect(store.imports.insert(row('i1', 9), Buffer.from('x'))).rejects.toThrow();
      await store.imports.update('i2', { state: 'written', done: 3, undone: 0, troubles: '[1]' });
      store = await under.reopen();
      expect(await store.imports.unfinished()).toEqual([row('i1', 1)]);
      expect(Buffer.from((await store.imports.plan('i1'))!)).toEqual(Buffer.from('one'));
      expect(await store.imports.plan('i2')).toBeNull();
      expect((await store.imports.newest(null, 9)).map(({ id }) => id)).toEqual(['i2', 'i1']);
      expect((await store.imports.newest('a1', 9)).map(({ id }) => id)).toEqual(['i1']);
      expect(await store.imports.get('i2')).toEqual({
        ...row('i2', 2, 'a2'),
        state: 'written',
        done: 3,
        troubles: '[1]',
      });
      expect(await store.imports.get('i3')).toBeNull();
    });

    it('begins empty', async () => {
      expect(await store.entries.head()).toEqual(EMPTY);
      expect(await store.entries.lines(0, 10)).toEqual([]);
      expect(await store.accounts.count()).toBe(0);
      expect(await store.meta.get('zone')).toBeNull();
    });

    it('gives back what was appended, in order, also after it was opened again', async () => {
      const rows = rowsAfter(EMPTY, 5);
      await append(store, rows);
      store = await under.reopen();
      expect(await store.entries.lines(0, 10)).toEqual(rows.map((row) => row.line));
      expect(await store.entries.lines(2, 2)).toEqual([rows[2]!.line, rows[3]!.line]);
      const { seq, hash, recordedAt } = rows[4]!.entry;
      expect(await store.entries.head()).toEqual({ seq, hash, recordedAt });
    });

    it('refuses rows that do not follow its head, and keeps none of them', async () => {
      const rows = rowsAfter(EMPTY, 3);
      await append(store, rows.slice(0, 1));
      await expect(append(store, [rows[2]!])).rejects.toThrow();
      await expect(append(store, [rows[1]!, rows[1]!])).rejects.toThrow();
      expect((await store.entries.head()).seq).toBe(1);
      await append(store, rows.slice(1));
      expect((await store.entries.head()).seq).toBe(3);
    });

    it('refuses an id that it has, and keeps none of the rows', async () => {
      const rows = rowsAfter(EMPTY, 2);
      const clash = { ...rows[1]!, entry: { ...rows[1]!.entry, id: rows[0]!.entry.id } as NewRow['entry'] };
      await expect(append(store, [rows[0]!, clash])).rejects.toThrow();
      expect((await store.entries.head()).seq).toBe(0);
      await append(store, rows);
    });

    it('finds entries by id, with the time their writer sent', async () => {
      const rows = rowsAfter(EMPTY, 3);
      await append(store, rows);
      const found = await store.entries.byIds([rows[1]!.entry.id, randomUUID()]);
      expect([...found]).toEqual([[rows[1]!.entry.id, { entry: rows[1]!.entry, sentAt: rows[1]!.sentAt }]]);
    });

    it('finds thousands of entries and papers by their keys, and none of those that it has not', async () => {
      const rows = rowsAfter(EMPTY, 1500);
      const papers = rows.map((_, index) => {
        const salt = Buffer.from([index & 255, index >> 8]);
        return { ref: `sha256:${index}`, salt, bytes: Buffer.from(`${index}`) };
      });
      await append(
        store,
        rows.map((row, index) => ({ ...row, papers: [papers[index]!] })),
      );
      const ids = rows.map((row) => row.entry.id);
      for (const count of [0, 1, 2, 4, 5, 64, 1024, 1025, 1500]) {
        const found = await store.entries.byIds([...ids.slice(0, count), randomUUID()]);
        expect([...found.keys()].sort()).toEqual(ids.slice(0, count).sort());
        const refs = papers.slice(0, count).map((paper) => paper.ref);
        expect([...(await store.papers.byRefs([...refs, 'sha256:none'])).keys()].sort()).toEqual(refs.sort());
      }
    });

    it('is appended to by the claim that knows its last entry, and by no older one', async () => {
      const [first, second, third] = rowsAfter(EMPTY, 3);
      const old = (await store.entries.claim())!;
      const claim = (await store.entries.claim())!;
      await claim.append([first!]);
      await claim.append([second!]);
      expect(claim.head).toEqual(await store.entries.head());
      await expect(old.append([first!])).rejects.toMatchObject({ reason: 'fenced' });
      expect((await store.entries.head()).seq).toBe(2);
      await claim.release();
      store = await under.reopen();
      const again = (await store.entries.claim())!;
      expect([again.head.seq, again.epoch, again.lost.aborted]).toEqual([2, claim.epoch, false]);
      await again.append([third!]);
      expect((await store.entries.head()).seq).toBe(3);
    });

    it('keeps the positions of followers', async () => {
      expect(await store.cursors.get('outbox')).toBeNull();
      await store.cursors.set('outbox', { epoch: 'x', seq: 1, hash: 'a' });
      await store.cursors.set('other', { epoch: 'x', seq: 7, hash: 'b' });
      await store.cursors.set('outbox', { epoch: 'y', seq: 2, hash: 'c' });
      store = await under.reopen();
      expect(await store.cursors.get('outbox')).toEqual({ epoch: 'y', seq: 2, hash: 'c' });
      expect(await store.cursors.get('other')).toEqual({ epoch: 'x', seq: 7, hash: 'b' });
    });

    it('says what was known at an instant', async () => {
      const rows = rowsAfter(EMPTY, 5);
      await append(store, rows);
      const at = rows[2]!.entry.recordedAt;
      expect(await store.entries.seqAt(at)).toBe(3);
      expect(await store.entries.seqAt(at - 1)).toBe(2);
      expect(await store.entries.seqAt(0)).toBe(0);
      expect(await store.entries.seqAt(at + 1e9)).toBe(5);
    });

    it('serves the audit trail from the newest back, by entity, kind and time', async () => {
      const rows = rowsAfter(EMPTY, 5);
      await append(store, rows);
      const seqs = async (query: object) =>
        (await store.entries.trail({ before: 1e9, limit: 10, ...query })).map((entry) => entry.seq);
      expect(await seqs({})).toEqual([5, 4, 3, 2, 1]);
      expect(await seqs({ before: 4, limit: 2 })).toEqual([3, 2]);
      expect(await seqs({ entities: ['device:D2', 'device:D4'] })).toEqual([4, 2]);
      expect(await seqs({ kinds: ['fault.reported'] })).toEqual([]);
      expect(await seqs({ from: rows[1]!.entry.recordedAt, to: rows[3]!.entry.recordedAt })).toEqual([3, 2]);
    });

    it('keeps papers beside the entries', async () => {
      const [row] = rowsAfter(EMPTY, 1);
      const paper = { ref: `sha256:${'b'.repeat(64)}`, salt: Buffer.from('salt'), bytes: Buffer.from('正常') };
      await append(store, [{ ...row!, papers: [paper] }]);
      const kept = (await store.papers.byRefs([paper.ref, 'sha256:none'])).get(paper.ref);
      expect(kept?.erased === false && Buffer.from(kept.bytes).toString()).toBe('正常');
      const page = await store.papers.page('', 10);
      expect(page.map((one) => [one.ref, Buffer.from(one.salt).toString()])).toEqual([[paper.ref, 'salt']]);
      expect(await store.papers.page(paper.ref, 10)).toEqual([]);
    });

    it('keeps accounts, sessions and settings', async () => {
      const account = {
        id: 'a1',
        name: 'admin',
        role: 'admin' as const,
        scope: ['440781'],
        passwordHash: 'x',
        createdAt: 5,
        disabledAt: null,
        oneTimeUntil: 9,
      };
      await store.accounts.insert(account);
      await expect(store.accounts.insert({ ...account, id: 'a2' })).rejects.toThrow();
      const begun = { accountId: 'a1', startedAt: 1, lastUsedAt: null, address: '::1', client: 'Firefox · Linux' };
      const newer = { ...begun, id: 's2', digest: 'new', expiresAt: 30 };
      await store.sessions.insert({ ...begun, id: 's1', digest: 'old', expiresAt: 10 }, 0);
      await store.sessions.insert(newer, 20);
      await store.meta.set('zone', 'Asia/Shanghai');
      await store.meta.set('zone', 'Asia/Tokyo');
      store = await under.reopen();
      expect(await store.accounts.byName('admin')).toEqual(account);
      expect(await store.accounts.byId('a2')).toBeNull();
      expect(await store.sessions.get('old')).toBeNull();
      expect(await store.sessions.get('new')).toEqual(newer);
      await store.accounts.update('a1', { oneTimeUntil: null });
      expect(await store.accounts.byId('a1')).toEqual({ ...account, oneTimeUntil: null });
      await store.sessions.remove('new');
      expect(await store.sessions.get('new')).toBeNull();
      expect(await store.meta.get('zone')).toBe('Asia/Tokyo');
      expect(await store.meta.setOnce('zone', 'Asia/Seoul')).toBe('Asia/Tokyo');
      expect(await store.meta.setOnce('once', 'a')).toBe('a');
      expect(await store.meta.setOnce('once', 'b')).toBe('a');
    });

    it('finds accounts by the compared form of their names, and sessions by their account, newest first', async () => {
      const rest = { role: 'viewer' as const, scope: [], passwordHash: 'x', disabledAt: null, oneTimeUntil: null };
      for (const [id, name] of [
        ['a1', 'Wang'],
        ['a2', 'ＷＡＮＧ'],
        ['a3', 'wang li'],
      ] as const) {
        await store.accounts.insert({ ...rest, id, name, createdAt: 1 });
      }
      expect((await store.accounts.byKey('wang')).map(({ id }) => id)).toEqual(['a1', 'a2']);
      expect(await store.accounts.byKey('Wang')).toEqual([]);
      const insert = (id: string, startedAt: number, accountId = 'a1') => {
        const row = { id, digest: `digest of ${id}`, accountId, address: '', client: '', expiresAt: 99 };
        return store.sessions.insert({ ...row, startedAt, lastUsedAt: startedAt }, 0);
      };
      await insert('s1', 1);
      await insert('s2', 2);
      await insert('s3', 3);
      await insert('other', 2, 'a2');
      await store.sessions.used('digest of s1', 7);
      store = await under.reopen();
      const found = await store.sessions.of('a1');
      expect(found.map(({ id, lastUsedAt }) => [id, lastUsedAt])).toEqual([
        ['s3', 3],
        ['s2', 2],
        ['s1', 7],
      ]);
      await store.sessions.removeOf('a1', 'digest of s2');
      expect((await store.sessions.of('a1')).map(({ id }) => id)).toEqual(['s2']);
      await store.sessions.removeOf('a1');
      expect([await store.sessions.of('a1'), (await store.sessions.of('a2')).length]).toEqual([[], 1]);
    });

    it('keeps tokens, push addresses, heartbeats and the log of sign-ins', async () => {
      const origin = { madeBy: 'a1', lastUsedAt: null };
      const plain = { page: null, linkUntil: null };
      const own = { id: 't1', name: 'probe', role: 'agent' as const, scope: ['site:S1'], digest: 'd1' };
      const token = { ...own, ...origin, ...plain };
      await store.tokens.insert({ ...token, createdAt: 1, expiresAt: null });
      await store.tokens.insert({ ...token, id: 't2', digest: 'd2', createdAt: 2, expiresAt: 9 });
      const push = { id: 'p1', deviceId: 'D1', digest: 'd1', createdAt: 1, ...origin };
      await store.pushTokens.insert(push);
      await store.tokens.used('t2', 5);
      await store.pushTokens.used('p1', 6);
      await store.lastSeen.put([
        { deviceId: 'D1', at: 1 },
        { deviceId: 'D2', at: 2 },
      ]);
      await store.lastSeen.put([{ deviceId: 'D1', at: 3 }]);
      await store.signIns.insert({ at: 1, name: null, address: '::1', outcome: 'wrong' });
      await store.signIns.insert({ at: 2, name: 'admin', address: '::1', outcome: 'ok' });
      store = await under.reopen();
      expect((await store.tokens.all()).map((one) => one.id)).toEqual(['t1', 't2']);
      expect(await store.tokens.byDigest('d2')).toEqual({
        ...token,
        id: 't2',
        digest: 'd2',
        createdAt: 2,
        expiresAt: 9,
        lastUsedAt: 5,
      });
      const link = {
        ...token,
        id: 't3',
        digest: 'link',
        page: 'wall' as const,
        linkUntil: 7,
        createdAt: 3,
        expiresAt: null,
      };
      await store.tokens.insert(link);
      expect([await store.tokens.openLink('link', 'own'), await store.tokens.openLink('link', 'twice')]).toEqual([
        true,
        false,
      ]);
      expect(await store.tokens.openLink('d2', 'no link')).toBe(false);
      expect(await store.tokens.byDigest('own')).toEqual({ ...link, digest: 'own', linkUntil: null });
      await store.tokens.remove('t2');
      expect(await store.tokens.byId('t2')).toBeNull();
      expect(await store.pushTokens.byDigest('d1')).toEqual({ ...push, lastUsedAt: 6 });
      await store.pushTokens.remove('p1');
      expect(await store.pushTokens.all()).toEqual([]);
      expect(new Map((await store.lastSeen.all()).map(({ deviceId, at }) => [deviceId, at]))).toEqual(
        new Map([
          ['D1', 3],
          ['D2', 2],
        ]),
      );
      const [newest, oldest] = await store.signIns.page(1e9, 10);
      expect([newest!.outcome, oldest!.outcome]).toEqual(['ok', 'wrong']);
      expect(await store.signIns.page(newest!.id, 10)).toEqual([oldest]);
    });

    it('keeps second factors: offered, confirmed once, each step and each recovery code taken once', async () => {
      const factors = () => store.secondFactors;
      expect(await factors().confirm('a1', 7, 100, ['x'])).toBe(false);
      expect(await factors().offer('a1', 'first')).toBe(true);
      expect(await factors().offer('a1', 'second')).toBe(true);
      expect(await factors().takeStep('a1', 100)).toBe(false);
      expect(await factors().confirmed()).toEqual([]);
      expect(await factors().confirm('a1', 7, 100, ['x', 'y'])).toBe(true);
      expect(await factors().confirm('a1', 8, 101, ['z'])).toBe(false);
      expect(await factors().offer('a1', 'third')).toBe(false);
      store = await under.reopen();
      expect(await factors().get('a1')).toEqual({ accountId: 'a1', sealed: 'second', confirmedAt: 7, lastStep: 100 });
      expect(await factors().confirmed()).toEqual(['a1']);
      const steps = [100, 102, 102, 101, 103].map((step) => factors().takeStep('a1', step));
      expect(await Promise.all(steps)).toEqual([false, true, false, false, true]);
      expect(await factors().recoveryLeft('a1')).toBe(2);
      const codes = ['x', 'x', 'z'].map((digest) => factors().takeRecovery('a1', digest));
      expect(await Promise.all(codes)).toEqual([true, false, false]);
      expect(await factors().takeRecovery('a2', 'y')).toBe(false);
      expect(await factors().recoveryLeft('a1')).toBe(1);
      await factors().remove('a1');
      expect([await factors().get('a1'), await factors().recoveryLeft('a1')]).toEqual([null, 0]);
    });
  });
}
