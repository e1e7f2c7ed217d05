import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nextTick, ref } from 'vue';
import { RequestFailure } from '../../../client/api/failure';
import { useReadiness } from '../../../client/composables/live/useReadiness';
import { useEntries } from '../../../client/composables/queries/useEntries';
import { useResource } from '../../../client/composables/queries/useResource';
import type { AsOfInput } from '../../../client/view-models/asOf';
import { inApp } from '../../helpers/in-app';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('a resource', () => {
  /** Each read waits for its answer; `signals` are those of the reads, in order. */
  function source() {
    const answers: { resolve: (value: string) => void; reject: (error: unknown) => void }[] = [];
    const signals: AbortSignal[] = [];
    const read = (_key: string, signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<string>((resolve, reject) => answers.push({ resolve, reject }));
    };
    return { answers, signals, read };
  }

  it('is slow after 300 ms, and not any more when it is there', async () => {
    const { answers, read } = source();
    const { found } = await inApp(() => useResource({ key: () => 'a', read }));
    await vi.advanceTimersByTimeAsync(299);
    expect(found.slow.value).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(found.slow.value).toBe(true);
    answers[0]!.resolve('A');
    await settle();
    expect([found.data.value, found.slow.value]).toEqual(['A', false]);
  });

  it('of another key aborts the read before it, whose late answer counts no more', async () => {
    const { answers, signals, read } = source();
    const key = ref('a');
    const { found } = await inApp(() => useResource({ key: () => key.value, read }));
    key.value = 'b';
    await nextTick();
    expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
    answers[1]!.resolve('B');
    answers[0]!.resolve('A');
    await settle();
    expect(found.data.value).toBe('B');
  });

  it('keeps what it shows for a key that allows it, and drops it for another', async () => {
    const { answers, read } = source();
    const key = ref('device 1, week 1');
    const keeps = (next: string, previous: string) => next.split(',')[0] === previous.split(',')[0];
    const { found } = await inApp(() => useResource({ key: () => key.value, read, keeps }));
    answers[0]!.resolve('A');
    await settle();
    key.value = 'device 1, week 2';
    await nextTick();
    expect(found.data.value).toBe('A');
    key.value = 'device 2, week 2';
    await nextTick();
    expect(found.data.value).toBeNull();
  });

  it('that fails says why; a second try mends it', async () => {
    const { answers, read } = source();
    const { found } = await inApp(() => useResource({ key: () => 'a', read }));
    answers[0]!.reject(new RequestFailure('offline', ''));
    await settle();
    expect([found.failure.value?.code, found.slow.value]).toEqual(['offline', false]);
    found.reload();
    answers[1]!.resolve('A');
    await settle();
    expect([found.failure.value, found.data.value]).toEqual([null, 'A']);
  });

  it('is not read without a key, and aborted when the page is left', async () => {
    const { signals, read } = source();
    const key = ref<string | null>(null);
    const { scope } = await inApp(() => useResource({ key: () => key.value, read }));
    expect(signals).toHaveLength(0);
    key.value = 'a';
    await nextTick();
    expect(signals).toHaveLength(1);
    scope.stop();
    expect(signals[0]!.aborted).toBe(true);
  });
});

describe('the audit trail of a device', () => {
  const entry = (seq: number) => ({
    seq,
    id: `e${seq}`,
    kind: 'status.observed',
    at: '2026-11-20T00:00:00.000Z',
    recordedAt: '2026-11-20T00:00:00.000Z',
    actor: 'a',
    body: {},
  });
  const fetching = vi.fn<typeof fetch>();
  const pages = (...list: { items: ReturnType<typeof entry>[]; next?: string }[]) => {
    for (const page of list) fetching.mockImplementationOnce(() => Promise.resolve(Response.json(page)));
  };
  const asked = () => fetching.mock.calls.map(([path]) => new URL(String(path), 'http://x').searchParams.get('after'));
  beforeEach(() => {
    fetching.mockReset();
    vi.stubGlobal('fetch', fetching);
  });

  it('comes page by page, newest first', async () => {
    pages({ items: [entry(9), entry(8)], next: '8' }, { items: [entry(7)] });
    const { found } = await inApp(() =>
      useEntries(
        () => 'device:D1',
        () => null,
        () => 9,
      ),
    );
    await settle();
    expect(found.next.value).toBe('8');
    found.more();
    await settle();
    expect(found.entries.value?.map(({ seq }) => seq)).toEqual([9, 8, 7]);
    expect(found.next.value).toBeUndefined();
    expect(asked()).toEqual([null, '8']);
  });

  it('is read again when something was recorded, but not as it was known at an instant', async () => {
    pages({ items: [entry(9)] }, { items: [entry(10), entry(9)] });
    const head = ref(9);
    const asOf = ref<AsOfInput | null>(null);
    const { found } = await inApp(() =>
      useEntries(
        () => 'device:D1',
        () => asOf.value,
        () => head.value,
      ),
    );
    await settle();
    head.value = 10;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(found.entries.value?.map(({ seq }) => seq)).toEqual([10, 9]);
    // As known at entry 9: it is asked for from there down, and what is recorded now changes nothing.
    pages({ items: [entry(9)] });
    asOf.value = { kind: 'seq', text: '9', seq: 9 };
    await settle();
    head.value = 11;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(asked()).toEqual([null, null, '10']);
    expect(found.entries.value?.map(({ seq }) => seq)).toEqual([9]);
  });

  it('that cannot be read says why and keeps what it shows', async () => {
    pages({ items: [entry(9)], next: '9' });
    const { found } = await inApp(() =>
      useEntries(
        () => 'device:D1',
        () => null,
        () => 9,
      ),
    );
    await settle();
    fetching.mockRejectedValueOnce(new TypeError('fetch failed'));
    found.more();
    await settle();
    expect(found.failure.value?.code).toBe('offline');
    expect(found.entries.value).toHaveLength(1);
  });
});

describe('whether the server takes log-ins yet', () => {
  it('is asked every 2 s until it does, and not after the page is left', async () => {
    const fetching = vi.fn<typeof fetch>(() => Promise.resolve(Response.json({ done: 1, total: 2 }, { status: 503 })));
    vi.stubGlobal('fetch', fetching);
    const { found, scope } = await inApp(() => useReadiness());
    await settle();
    expect(found.readiness.value).toEqual({ state: 'replaying', percent: 50 });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(fetching).toHaveBeenCalledTimes(2);
    fetching.mockImplementationOnce(() => Promise.resolve(Response.json({})));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(found.readiness.value).toEqual({ state: 'ready' });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(fetching).toHaveBeenCalledTimes(3);
    void found.ask();
    scope.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(fetching).toHaveBeenCalledTimes(4);
  });
});
