import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RequestFailure } from '../../../client/api/failure';
import { useLiveStore } from '../../../client/stores/live';
import { STALE_MS } from '../../../client/view-models/freshness';

/** What the store listens to, by the name of the event; and what it does with its connection. */
const listeners = new Map<string, (message: unknown) => void>();
const socket = {
  connected: true,
  active: true,
  on: (name: string, listener: (message: unknown) => void) => void listeners.set(name, listener),
  connect: vi.fn(() => socket),
  disconnect: vi.fn(() => socket),
  emit: () => undefined,
};
const request = vi.fn();
vi.mock('../../../client/api/live', () => ({
  openSocket: async () => socket,
  request: (...args: unknown[]) => request(...args),
}));

const fire = (name: string, message?: unknown) => listeners.get(name)!(message);
const settled = () => new Promise((resolve) => setImmediate(resolve));
const SERVER = 1_700_000_000_000;
const snapshot = (now: number) => ({
  to: 7,
  snapshot: { now, zone: 'Asia/Shanghai', ledger: 'L', head: { seq: 7, hash: '' }, faults: [] },
});

let local = 0;
let wall = 0;
const forward = (ms: number) => {
  local += ms;
  wall += ms;
};

describe('what a page may call fresh', () => {
  beforeEach(async () => {
    setActivePinia(createPinia());
    [local, wall] = [1_000, 5_000_000];
    vi.spyOn(performance, 'now').mockImplementation(() => local);
    vi.spyOn(Date, 'now').mockImplementation(() => wall);
    request.mockReset().mockImplementation(async () => snapshot(SERVER + local));
    const live = useLiveStore();
    live.watch({ scope: '440781', topics: ['faults'] });
    await settled();
    fire('connect');
    await settled();
  });
  afterEach(() => {
    useLiveStore().close();
    vi.restoreAllMocks();
    socket.connect.mockClear();
    socket.disconnect.mockClear();
  });
  const age = () => local - useLiveStore().heard!.local;
  const pulse = () => fire('pulse', { now: SERVER + local, seq: 7 });

  it('is vouched for by pulses, while the server feeds this connection', async () => {
    forward(1_000);
    pulse();
    expect(age()).toBe(0);
    // The line was cut; on the new connection the watch is refused: its pulses say nothing of what is shown.
    fire('disconnect');
    request.mockRejectedValue(new RequestFailure('too-fast', '', undefined, 60));
    fire('connect');
    await settled();
    forward(1_000);
    pulse();
    expect(age()).toBe(1_000);
    request.mockImplementation(async () => snapshot(SERVER + local));
    useLiveStore().retry();
    await settled();
    expect(age()).toBe(0);
  });

  it('is not what came before the page was frozen: it connects anew, and is stale until that has caught up', async () => {
    forward(1_000);
    pulse();
    expect(socket.disconnect).not.toHaveBeenCalled();
    forward(60_000);
    // Sent while the page was frozen, and read only now.
    pulse();
    expect([age() >= STALE_MS, useLiveStore().wokeAt]).toEqual([true, local]);
    expect(socket.disconnect).toHaveBeenCalledTimes(1);
    fire('disconnect');
    pulse();
    expect(age()).toBeGreaterThanOrEqual(STALE_MS);
    fire('connect');
    await settled();
    expect(age()).toBe(0);
  });

  it('is what was caught up with: not before the delta that follows the answer', async () => {
    forward(1_000);
    pulse();
    fire('disconnect');
    forward(3_000);
    request.mockImplementation(async () => {
      const { snapshot: now } = snapshot(SERVER + local);
      return { to: 7, snapshot: { ...now, head: { seq: 9, hash: '' }, faults: undefined } };
    });
    fire('connect');
    await settled();
    expect(age()).toBe(3_000);
    fire('delta', { from: 7, to: 9, now: SERVER + local, changes: [] });
    expect([age(), useLiveStore().head]).toEqual([0, 9]);
  });

  it('is not what came before the machine slept, though the monotonic clock stood still', () => {
    wall += 8 * 3_600_000;
    useLiveStore().wake();
    expect(age()).toBeGreaterThanOrEqual(8 * 3_600_000);
    expect(socket.disconnect).toHaveBeenCalledTimes(1);
  });

  it('is not put in doubt by a hidden page whose timers are slow, as long as messages come', () => {
    for (let n = 0; n < 60; n += 1) {
      forward(1_000);
      pulse();
    }
    expect(socket.disconnect).not.toHaveBeenCalled();
    expect(age()).toBe(0);
  });
});
