import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useLiveStore } from '../../../client/stores/live';
import type { Pulse } from '../../../shared/contract/live';

/** What the store listens to, by the name of the event. */
const listeners = new Map<string, (message: unknown) => void>();

vi.mock('../../../client/api/live', () => ({
  openSocket: async () => ({
    connected: false,
    on: (name: string, listener: (message: unknown) => void) => void listeners.set(name, listener),
    connect: () => {},
    disconnect: () => {},
  }),
  request: () => Promise.reject(new Error('not asked in these tests')),
}));

const pulse = (message: Pulse) => listeners.get('pulse')!(message);

describe('the live store', () => {
  beforeEach(() => setActivePinia(createPinia()));
  afterEach(() => useLiveStore().close());

  it('M8, M10: knows from each pulse why nothing is recorded, and when it is again', async () => {
    const live = useLiveStore();
    live.watch({ scope: '440781', topics: ['status'] });
    await vi.waitFor(() => expect(listeners.has('pulse')).toBe(true));
    expect(live.stopped).toBeNull();
    pulse({ now: 1000, seq: 3, stopped: 'clock' });
    expect(live.stopped).toBe('clock');
    pulse({ now: 2000, seq: 3, stopped: 'storage' });
    expect(live.stopped).toBe('storage');
    pulse({ now: 3000, seq: 3 });
    expect(live.stopped).toBeNull();
    pulse({ now: 4000, seq: 3, stopped: 'clock' });
    live.close();
    expect(live.stopped).toBeNull();
  });

  it('closed while its library is on the way, it opens nothing', async () => {
    listeners.clear();
    const live = useLiveStore();
    live.watch({ scope: '440781', topics: ['status'] });
    live.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(listeners.size).toBe(0);
  });
});
