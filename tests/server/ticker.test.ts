import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tick } from '../../server/ticker/ticker';
import { heard } from '../live/kit';
import { type TestServer, discard, entry, observed, oneSite, startServer } from './kit';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  await server.must(oneSite(['D1', 'D2']));
});
afterEach(() => discard(server));

const HOUR = 3_600_000;
const faultsOf = ({ changes }: Tick): string[] => [...(changes.topics['faults']?.['faults']?.keys() ?? [])];

describe('the ticker', () => {
  it('hands out what time alone changes, although nobody watches: a deadline passes', async () => {
    const ticks = heard<Tick>((hear) => server.app.ticker.subscribe({ onTick: hear, dueAt: () => null }));
    await server.must([
      entry('fault.reported', { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'critical' }),
    ]);
    await ticks.until((tick) => faultsOf(tick).includes('F1'));
    // A critical fault is due within 4 h (semantics 7); an entry just before that sets the timer anew.
    server.clock.forward(4 * HOUR - 100);
    await server.logIn();
    const before = ticks.all.length;
    await server.must([observed('D2', 'up')]);
    await ticks.until((tick) => ticks.all.indexOf(tick) >= before && tick.entries > 0);
    const known = ticks.all.length;
    server.clock.forward(101);
    const late = await ticks.until((tick) => ticks.all.indexOf(tick) >= known && faultsOf(tick).includes('F1'));
    expect([late.entries, late.now]).toEqual([0, server.clock.at]);
  });

  it('ticks when a subscriber is due, and serves the others when one of them fails', async () => {
    server.app.ticker.subscribe({
      onTick: () => {
        throw new Error('this subscriber is broken');
      },
      dueAt: () => null,
    });
    let due: number | null = server.clock.at + 1000;
    const ticks = heard<Tick>((hear) =>
      server.app.ticker.subscribe({
        onTick(tick) {
          if (due !== null && tick.now >= due) due = null;
          hear(tick);
        },
        dueAt: () => due,
      }),
    );
    await server.must([observed('D2', 'degraded')]);
    server.clock.forward(1000);
    await server.must([observed('D1', 'degraded')]);
    await ticks.until((tick) => tick.now === server.clock.at);
    expect(due).toBeNull();
  });

  it('after a failure tells a subscriber that changes were lost', async () => {
    let fails = true;
    const ticks = heard<Tick>((hear) =>
      server.app.ticker.subscribe({
        onTick(tick) {
          if (fails) {
            fails = false;
            throw new Error('this tick fails');
          }
          hear(tick);
        },
        dueAt: () => null,
      }),
    );
    const before = server.app.ticker.failures;
    await server.must([observed('D1', 'down')]);
    await server.must([observed('D2', 'down')]);
    const first = await ticks.until(() => true);
    expect([first.lost, server.app.ticker.failures - before]).toEqual([true, 1]);
    await server.must([observed('D1', 'up')]);
    expect((await ticks.until((tick) => tick !== first && tick.entries > 0)).lost).toBe(false);
  });
});
