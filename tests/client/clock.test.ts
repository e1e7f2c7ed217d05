import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDateTime } from '../../client/format/parseDateTime';
import { fromPickerDate, toPickerDate } from '../../client/format/zone';
import { useClockStore } from '../../client/stores/clock';

const SHANGHAI = 'Asia/Shanghai';
let local = 0;
beforeEach(() => {
  setActivePinia(createPinia());
  vi.spyOn(performance, 'now').mockImplementation(() => local);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('the server’s clock', () => {
  it('runs with the local monotonic clock from what the server said last', () => {
    const clock = useClockStore();
    local = 1_000;
    clock.hear(500_000);
    local = 4_000;
    // 500,000 at 1,000: three seconds later it is 503,000.
    expect(clock.serverNow()).toBe(503_000);
  });
  it('is the local clock until the server has answered', () => {
    vi.spyOn(Date, 'now').mockReturnValue(42);
    expect(useClockStore().serverNow()).toBe(42);
  });
  it('follows the fastest message, and a clock that was set', () => {
    const clock = useClockStore();
    local = 0;
    clock.hear(1_000);
    // 300 ms late: the offset gives way by half a millisecond.
    local = 1_300;
    clock.hear(2_000);
    expect(clock.serverNow()).toBe(2_299.5);
    clock.hear(100_000);
    expect(clock.serverNow()).toBe(100_000);
  });
});

describe('the zone', () => {
  it('is unknown until it is named; what the server names wins over the last visit’s', () => {
    const clock = useClockStore();
    expect(clock.zone).toBeNull();
    clock.assumeZone('Asia/Urumqi');
    expect(clock.zone).toBe('Asia/Urumqi');
    clock.hear(0, SHANGHAI);
    clock.assumeZone('Asia/Urumqi');
    clock.hear(1);
    expect(clock.zone).toBe(SHANGHAI);
  });
});

describe('a date and time that a person chooses', () => {
  // 2026-11-26 23:30 in Shanghai is 15:30 UTC.
  const at = Date.parse('2026-11-26T15:30:00Z');
  it('is typed in the business zone', () => {
    for (const text of ['2026-11-26 23:30', '2026/11/26 23:30', ' 2026-11-26  23:30 ', '2026-11-26 23：30']) {
      expect(parseDateTime(text, SHANGHAI), text).toBe(at);
    }
    for (const text of ['', 'now', '2026-11-26', '2026-02-29 10:00', '2026-13-01 10:00', '2026-11-26 24:00']) {
      expect(parseDateTime(text, SHANGHAI), text).toBeNull();
    }
  });
  it('is shown by a picker with the digits of the business zone', () => {
    const shown = toPickerDate(at, SHANGHAI);
    expect([shown.getDate(), shown.getHours(), shown.getMinutes()]).toEqual([26, 23, 30]);
    expect(fromPickerDate(shown, SHANGHAI)).toBe(at);
  });
});
