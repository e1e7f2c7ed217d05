import { describe, expect, it } from 'vitest';
import { SUBJECTS } from '../../helpers/subject';
import { BEGIN, DAY, H, local, nonZero, smallWorld } from '../../helpers/small-world';

describe.each(SUBJECTS)('silence is not health (%s)', (_, make) => {
  it('counts a device as unknown when its observation is 31 days old', () => {
    const world = smallWorld();
    world.device('D1');
    // Commissioned (up) on 1 January, 00:00: up for 31 days, then unknown. A year has 365 − 31 = 334 days left.
    const year = nonZero(make(world.entries, local('2024-01-01')), '440781', BEGIN, local('2024-01-01'));
    expect(year).toEqual({ s: 365 * 24, u: 31 * 24, n: 334 * 24 });
  });

  it('keeps down until somebody sees it well again', () => {
    const world = smallWorld();
    world.device('D1');
    world.seen('D1', 'down', local('2023-01-02'));
    world.seen('D1', 'up', local('2023-03-03'));
    // 1 day up; 2 January to 3 March = 30 + 28 + 2 = 60 days down; 3 to 10 March = 7 days up.
    const window = nonZero(make(world.entries, local('2023-03-10')), '440781', BEGIN, local('2023-03-10'));
    expect(window).toEqual({ s: 68 * 24, u: 8 * 24, d: 60 * 24 });
  });

  it('takes the validity of the rule in force at the observation, and no rule reaches back', () => {
    const world = smallWorld();
    world.device('D1');
    world.device('D2', { category: 'server' });
    world.seen('D1', 'up', local('2023-01-05 08:00'));
    // Says "since 5 January, 00:00", but was recorded at 12:00: it holds from 12:00 (eff).
    world.add(
      'category.set',
      { category: 'camera', validityS: 6 * 3600 },
      { at: local('2023-01-05'), recordedAt: local('2023-01-05 12:00') },
    );
    // A later tuning of something else keeps the 6 h.
    world.add('category.set', { category: 'camera', defaultSeverity: 'minor' }, { at: local('2023-01-05 12:30') });
    world.seen('D1', 'degraded', local('2023-01-06 08:00'));
    // 5 January 08:00 was seen under 31 days, so up until 6 January 08:00; then degraded for 6 h, 10 h unknown.
    const now = local('2023-01-07');
    const subject = make(world.entries, now);
    expect(nonZero(subject, 'device:D1', local('2023-01-06'), now)).toEqual({ s: 24, u: 8, g: 6, n: 10 });
    // Another category knows nothing of it.
    expect(nonZero(subject, 'device:D2', local('2023-01-06'), now)).toEqual({ s: 24, u: 24 });
  });

  it('binds an observation of the very instant of a rule only when it comes after it', () => {
    const world = smallWorld();
    world.device('D1');
    world.device('D2');
    const noon = local('2023-01-05 12:00');
    world.seen('D1', 'up', noon);
    world.add('category.set', { category: 'camera', validityS: 3600 }, { at: noon });
    world.seen('D2', 'up', noon);
    const subject = make(world.entries, noon + 3 * H);
    expect(nonZero(subject, 'device:D1', noon, noon + 3 * H)).toEqual({ s: 3, u: 3 });
    expect(nonZero(subject, 'device:D2', noon, noon + 3 * H)).toEqual({ s: 3, u: 1, n: 2 });
  });

  it('does not age what is monitored', () => {
    const world = smallWorld();
    world.device('D1');
    world.add('device.changed', { deviceId: 'D1', reportWithinS: 300 }, { at: local('2023-01-02') });
    world.seen('D1', 'up', local('2023-01-03'));
    // Hearing nothing, the server writes it down: unknown on 1 June, back two days later.
    world.seen('D1', 'unknown', local('2023-06-01'));
    world.seen('D1', 'up', local('2023-06-03'));
    const now = local('2024-01-01');
    expect(nonZero(make(world.entries, now), 'site:S1', BEGIN, now)).toEqual({ s: 365 * 24, u: 363 * 24, n: 2 * 24 });
  });

  it('is unknown from the exact millisecond on, and never beyond now', () => {
    const world = smallWorld();
    world.device('D1');
    const end = BEGIN + 31 * DAY;
    const at = (now: number) =>
      make(world.entries, now).uptime({ scope: '440781', from: end - 5, to: end + 5, by: 'none' });
    expect(at(end + 1)[0]).toMatchObject({ serviceMs: 6, upMs: 5, unknownMs: 1 });
    expect(at(end)[0]).toMatchObject({ serviceMs: 5, upMs: 5, unknownMs: 0 });
    expect(at(end - 5)).toEqual([]);
  });

  it('takes the last observation by its at, however late it was recorded', () => {
    const world = smallWorld();
    world.device('D1');
    world.seen('D1', 'up', local('2023-01-03 12:00'));
    // On the 4th somebody tells of the 3rd: it was down from 06:00 to 09:00.
    world.seen('D1', 'down', local('2023-01-03 06:00'), local('2023-01-04'));
    world.seen('D1', 'up', local('2023-01-03 09:00'), local('2023-01-04'));
    const subject = make(world.entries, local('2023-01-05'));
    expect(nonZero(subject, '440781', local('2023-01-03'), local('2023-01-04'))).toEqual({ s: 24, u: 21, d: 3 });
  });

  it('lets the later seq win at one instant', () => {
    const world = smallWorld();
    world.device('D1');
    const at = local('2023-01-03 12:00');
    world.seen('D1', 'up', at);
    world.seen('D1', 'degraded', at);
    expect(nonZero(make(world.entries, at + H), '440781', at, at + H)).toEqual({ s: 1, g: 1 });
  });
});
