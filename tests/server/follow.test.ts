import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FollowOptions } from '../../server/ledger/ledger-types';
import { StorageError } from '../../server/store/store';
import { FIRST_PREV } from '../../shared/model/entry';
import { NOON, observed, oneSite, tempFolder } from './kit';
import { type OpenLedger, Received, openLedger } from './ledger-kit';

let folder: string;
let open: OpenLedger;
beforeEach(async () => {
  folder = tempFolder();
  open = await openLedger(folder);
});
afterEach(async () => {
  await open.close();
  rmSync(folder, { recursive: true, force: true });
});

const restart = async (deps: Parameters<typeof openLedger>[1] = {}) => {
  await open.close();
  open = await openLedger(folder, deps);
};

const never: FollowOptions['otherLedger'] = () => {
  throw new Error('the cursor is of this ledger');
};
const OUTBOX: FollowOptions = { name: 'outbox', from: 0, otherLedger: never };
/** Statuses that differ, a minute apart. */
const reports = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    observed('D1', index % 2 ? 'up' : 'down', NOON - (count - index) * 60_000),
  );

describe('a follower of the ledger', () => {
  it('is given every entry after its start in seq order, and what is committed later', async () => {
    await open.record(oneSite());
    const received = new Received();
    const following = await open.ledger.follow({ ...OUTBOX, from: 1 }, received.handle);
    expect(following.start).toEqual({ from: 'new', after: 1 });
    await received.until(3);
    await open.record([observed('D1', 'down')]);
    await open.record([observed('D1', 'up')]);
    await received.until(5);
    expect(received.seqs).toEqual([2, 3, 4, 5]);
    await following.close();
    // Closed: nothing more.
    await open.record([observed('D1', 'down')]);
    expect(received.seqs).toEqual([2, 3, 4, 5]);
  });

  it('is given pages of at most 500 entries', async () => {
    await open.record(oneSite());
    await open.record(reports(600));
    await open.record(reports(500));
    const received = new Received();
    await open.ledger.follow(OUTBOX, received.handle);
    await received.until(1103);
    // 3 + 600 + 500 entries.
    expect(received.pages.map((page) => page.length)).toEqual([500, 500, 103]);
    expect(received.seqs).toEqual(Array.from({ length: 1103 }, (_, index) => index + 1));
  });

  it('goes on after a restart where it stood, and is given again what it had not handled', async () => {
    await open.record(oneSite());
    const before = new Received(([first]) => {
      if (first === 4) throw new Error('the receiver is away');
    });
    await open.ledger.follow(OUTBOX, before.handle);
    await before.until(3);
    await open.record([observed('D1', 'down')]);
    expect(before.seqs).toEqual([1, 2, 3]);
    await restart();
    await open.record([observed('D1', 'up')]);
    const after = new Received();
    const following = await open.ledger.follow(OUTBOX, after.handle);
    expect(following.start).toEqual({ from: 'kept', after: 3 });
    await after.until(5);
    expect(after.seqs).toEqual([4, 5]);
  });

  it('that starts at the head starts there after a restart too, though nothing came before it', async () => {
    await open.record(oneSite());
    const options: FollowOptions = { ...OUTBOX, from: 'head' };
    const first = await open.ledger.follow(options, new Received().handle);
    expect(first.start).toEqual({ from: 'new', after: 3 });
    await restart();
    await open.record([observed('D1', 'down')]);
    const received = new Received();
    const second = await open.ledger.follow(options, received.handle);
    expect(second.start).toEqual({ from: 'kept', after: 3 });
    await received.until(4);
    expect(received.seqs).toEqual([4]);
  });

  it('has one follower a cursor, and starts at no entry that is not there', async () => {
    const following = await open.ledger.follow(OUTBOX, new Received().handle);
    await expect(open.ledger.follow(OUTBOX, new Received().handle)).rejects.toThrow('has a follower');
    await following.close();
    await open.ledger.follow(OUTBOX, new Received().handle);
    await expect(open.ledger.follow({ ...OUTBOX, name: 'x', from: 1 }, new Received().handle)).rejects.toThrow(
      RangeError,
    );
  });
});

describe('a follower that fails', () => {
  it('is given the same page again after 1 s, 2 s, 4 s, and loses nothing', async () => {
    const delays: number[] = [];
    await restart({ sleep: async (ms) => void delays.push(ms) });
    await open.record(oneSite());
    let failures = 0;
    const received = new Received(() => {
      failures += 1;
      if (failures <= 3) throw new Error('the receiver is away');
    });
    await open.ledger.follow(OUTBOX, received.handle);
    await received.until(3);
    await open.record([observed('D1', 'down')]);
    await received.until(4);
    expect(delays).toEqual([1000, 2000, 4000]);
    expect(received.pages).toEqual([[1, 2, 3], [4]]);
    expect(open.warnings[1]).toBe(
      'the follower outbox failed after entry 0: next try in 2000 ms: the receiver is away',
    );
  });

  it('waits 60 s at most, and is closed while it waits', async () => {
    const delays: number[] = [];
    let closing = Promise.resolve();
    await restart({
      sleep: async (ms) => {
        delays.push(ms);
        if (delays.length === 8) closing = following.then((one) => one.close());
      },
    });
    await open.record(oneSite());
    const away = async () => {
      throw new Error('the receiver is away');
    };
    const following = open.ledger.follow(OUTBOX, away);
    while (delays.length < 8) await new Promise((resolve) => setImmediate(resolve));
    await closing;
    expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('to write its position writes it again, and handles no page twice', async () => {
    const delays: number[] = [];
    await restart({ sleep: async (ms) => void delays.push(ms) });
    await open.record(oneSite());
    const received = new Received();
    const set = open.store.cursors.set.bind(open.store.cursors);
    let writes = 0;
    open.store.cursors.set = async (name, cursor) => {
      writes += 1;
      // The first write is that of the start.
      if (writes === 2) throw new StorageError('the disk is full', 'full');
      await set(name, cursor);
    };
    const following = await open.ledger.follow(OUTBOX, received.handle);
    await received.until(3);
    await open.record([observed('D1', 'down')]);
    await received.until(4);
    await following.close();
    expect([received.seqs, delays]).toEqual([[1, 2, 3, 4], [1000]]);
    expect(await open.store.cursors.get('outbox')).toMatchObject({ seq: 4, hash: open.ledger.head.hash });
  });
});

describe('a cursor of another ledger', () => {
  const kept = async (change: object) => {
    const { epoch, hash } = open.ledger.identity;
    await open.store.cursors.set('outbox', { epoch, seq: 3, hash, ...change });
  };

  it.each([
    ['of another epoch', { epoch: 'another' }],
    ['with another hash at its seq', { hash: 'f'.repeat(64) }],
    ['beyond the head', { seq: 4 }],
    ['of an empty ledger with another beginning', { seq: 0, hash: 'f'.repeat(64) }],
  ])('%s starts anew where the caller says, and tells so', async (_name, change) => {
    await open.record(oneSite());
    await kept(change);
    const asked: unknown[] = [];
    const received = new Received();
    const otherLedger: FollowOptions['otherLedger'] = (cursor, identity) => {
      asked.push({ seq: cursor.seq, head: identity.seq });
      return 1;
    };
    const following = await open.ledger.follow({ ...OUTBOX, otherLedger }, received.handle);
    expect(following.start).toEqual({ from: 'other-ledger', after: 1 });
    await received.until(3);
    expect(received.seqs).toEqual([2, 3]);
    expect(asked).toEqual([{ seq: (change as { seq?: number }).seq ?? 3, head: 3 }]);
  });

  it('is not one that stands at an entry of this ledger, or before its first', async () => {
    await open.record(oneSite());
    await kept({});
    const following = await open.ledger.follow(OUTBOX, new Received().handle);
    expect(following.start).toEqual({ from: 'kept', after: 3 });
    await following.close();
    await kept({ seq: 0, hash: FIRST_PREV });
    const again = await open.ledger.follow(OUTBOX, new Received().handle);
    expect(again.start).toEqual({ from: 'kept', after: 0 });
  });

  it('stays as it is when the caller refuses to start anew', async () => {
    await open.record(oneSite());
    await kept({ epoch: 'another' });
    await expect(open.ledger.follow(OUTBOX, new Received().handle)).rejects.toThrow('of this ledger');
    expect((await open.store.cursors.get('outbox'))?.epoch).toBe('another');
  });
});
