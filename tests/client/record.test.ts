import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Draft, batchesOf, recordEntries, sendable } from '../../client/api/record';
import { Submission } from '../../client/api/submission';
import { UUID } from '../../shared/model/patterns';

interface Sent {
  sentAt: string;
  entries: { id: string; at?: string; kind: string }[];
}

/** The requests in the order in which they were sent. */
const sent: Sent[] = [];
type Answer = (request: Sent) => Response | Promise<Response>;
const answers: Answer[] = [];

const results =
  (...outcomes: object[]): Answer =>
  ({ entries }) =>
    Response.json({ results: entries.map(({ id }, index) => ({ id, ...outcomes[index % outcomes.length] })) });
const recorded = results({ outcome: 'recorded', seq: 7 });
const failing = (status: number, code: string): Answer => {
  return () => Response.json({ error: { code, message: code } }, { status });
};
const lost: Answer = () => Promise.reject(new TypeError('Failed to fetch'));

beforeEach(() => {
  vi.stubGlobal('fetch', async (_path: string, { body }: { body: string }) => {
    const request = JSON.parse(body) as Sent;
    sent.push(request);
    return (answers.shift() ?? recorded)(request);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  sent.length = 0;
  answers.length = 0;
});

const NOON = Date.parse('2026-11-26T04:00:00Z');
const observed = (status: 'up' | 'down', at?: number): Draft => ({
  kind: 'status.observed',
  body: { deviceId: 'D1', status },
  ...(at !== undefined && { at }),
});

describe('an entry that is sent', () => {
  it('has a random UUID of its own, and its time as ISO; without a time it has none', () => {
    const [first, second] = [sendable(observed('up', NOON)), sendable(observed('up'))];
    expect(first.id).toMatch(UUID);
    expect(first.id).not.toBe(second.id);
    expect([first.at, second.at]).toEqual(['2026-11-26T04:00:00.000Z', undefined]);
  });

  it('carries the clock of the moment in which its request is sent, not of the one before', async () => {
    let clock = NOON;
    const many = Array.from({ length: 1001 }, () => sendable(observed('up')));
    answers.push((request) => {
      clock += 5_000;
      return recorded(request);
    });
    const outcomes = await recordEntries(many, () => clock);
    expect(sent.map(({ sentAt, entries }) => [sentAt, entries.length])).toEqual([
      ['2026-11-26T04:00:00.000Z', 1000],
      ['2026-11-26T04:00:05.000Z', 1],
    ]);
    expect(outcomes).toHaveLength(1001);
  });

  it('goes in requests of 1,000 entries and 1.9 MB at most', () => {
    // A note of 4,000 characters of 3 bytes and its envelope: 12.1 kB an entry, 156 of them in 1.9 MB.
    const long = sendable({ kind: 'status.observed', body: { deviceId: 'D1', status: 'up', note: '长'.repeat(4000) } });
    expect(batchesOf(Array.from({ length: 200 }, () => long)).map((batch) => batch.length)).toEqual([156, 44]);
    expect(batchesOf(Array.from({ length: 2001 }, () => sendable(observed('up')))).map((one) => one.length)).toEqual([
      1000, 1000, 1,
    ]);
  });
});

describe('the answer', () => {
  it('is one outcome an entry, in order', async () => {
    const error = { code: 'future', message: '', field: 'at' };
    answers.push(
      results({ outcome: 'recorded', seq: 7 }, { outcome: 'refused', error }, { outcome: 'duplicate', seq: 3 }),
    );
    const entries = [sendable(observed('up')), sendable(observed('down')), sendable(observed('up'))];
    expect(await recordEntries(entries, () => NOON)).toEqual([
      { id: entries[0]!.id, outcome: 'recorded', seq: 7 },
      { id: entries[1]!.id, outcome: 'refused', error },
      { id: entries[2]!.id, outcome: 'duplicate', seq: 3 },
    ]);
  });

  it('that leaves an entry out leaves it unknown', async () => {
    const entries = [sendable(observed('up')), sendable(observed('down'))];
    answers.push(() => Response.json({ results: [{ id: entries[0]!.id, outcome: 'recorded', seq: 7 }] }));
    const outcomes = await recordEntries(entries, () => NOON);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['recorded', 'unknown']);
  });

  it.each([
    ['lost on its way', lost, 'unknown', 'offline'],
    ['of a server that failed', failing(500, 'internal'), 'unknown', 'internal'],
    ['of a disk that failed', failing(503, 'storage'), 'unknown', 'storage'],
    ['of a session that ended', failing(401, 'unauthenticated'), 'unsent', 'unauthenticated'],
    ['of a limit', failing(429, 'too-fast'), 'unsent', 'too-fast'],
    ['of a server that is starting', failing(503, 'not-ready'), 'unsent', 'not-ready'],
  ] as const)('%s says whether it may be recorded', async (_name, answer, outcome, code) => {
    answers.push(answer);
    expect(await recordEntries([sendable(observed('up'))], () => NOON)).toMatchObject([{ outcome, failure: { code } }]);
  });

  it('that is lost ends the sending: what comes after it is not sent', async () => {
    answers.push(lost);
    const outcomes = await recordEntries(
      Array.from({ length: 1001 }, () => sendable(observed('up'))),
      () => NOON,
    );
    expect([outcomes[0]!.outcome, outcomes[999]!.outcome, outcomes[1000]!.outcome]).toEqual([
      'unknown',
      'unknown',
      'unsent',
    ]);
    expect(sent).toHaveLength(1);
  });
});

describe('a submission', () => {
  const send = (entries: Parameters<typeof recordEntries>[0]) => recordEntries(entries, () => NOON);
  const ids = () => sent.map(({ entries }) => entries.map(({ id }) => id));

  it('after a lost answer sends the same ids and the same content, whatever the form says by then', async () => {
    const submission = new Submission(send);
    answers.push(lost, results({ outcome: 'duplicate', seq: 7 }));
    expect(await submission.submit(new Map([['status', observed('down')]]))).toBe(false);
    expect(submission.unsure).toBe(true);
    expect(await submission.submit(new Map([['status', observed('up')]]))).toBe(true);
    expect(sent[1]!.entries).toEqual(sent[0]!.entries);
    expect(submission.outcomeOf('status')).toMatchObject({ outcome: 'duplicate', seq: 7 });
  });

  it('after a refusal sends the new content under a new id', async () => {
    const submission = new Submission(send);
    answers.push(results({ outcome: 'refused', error: { code: 'future', message: '' } }));
    expect(await submission.submit(new Map([['status', observed('down')]]))).toBe(false);
    expect(submission.unsure).toBe(false);
    expect(await submission.submit(new Map([['status', observed('up')]]))).toBe(true);
    expect(ids()[1]![0]).not.toBe(ids()[0]![0]);
    expect(sent[1]!.entries[0]).toMatchObject({ body: { status: 'up' } });
  });

  it('of several sends again only what was not recorded', async () => {
    const submission = new Submission(send);
    answers.push(
      results({ outcome: 'recorded', seq: 7 }, { outcome: 'refused', error: { code: 'order', message: '' } }),
    );
    const drafts = new Map([
      ['a', observed('down')],
      ['b', observed('up')],
    ]);
    expect(await submission.submit(drafts)).toBe(false);
    expect(await submission.submit(drafts)).toBe(true);
    expect(ids().map((one) => one.length)).toEqual([2, 1]);
  });

  it('in order sends the second only once the first is recorded', async () => {
    const submission = new Submission(send, true);
    answers.push(results({ outcome: 'refused', error: { code: 'too-late', message: '' } }));
    const drafts = new Map([
      ['observation', observed('down')],
      ['void', observed('up')],
    ]);
    expect(await submission.submit(drafts)).toBe(false);
    expect(submission.outcomeOf('void')).toBeUndefined();
    expect(await submission.submit(drafts)).toBe(true);
    expect(sent.map(({ entries }) => entries.length)).toEqual([1, 1, 1]);
  });
});
