import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOON, entry, observed } from './kit';
import { MINUTE, type Watched, monitored, watched } from './watch-kit';

let world: Watched;
beforeEach(async () => {
  world = await watched();
});
afterEach(async () => {
  expect(world.warnings).toEqual([]);
  await world.discard();
});

const at = (minutes: number) => NOON + minutes * MINUTE;
const D1 = { deviceId: 'D1' };

describe('silence (semantics 4)', () => {
  it('is unknown at the last hearing + reportWithinS: commissioning, a beat, an observation are hearings', async () => {
    await world.record(monitored());
    await world.forward(4 * MINUTE);
    expect(await world.beat(D1)).toEqual({ accepted: 1, refused: [] });
    await world.forward(4 * MINUTE);
    expect(await world.said()).toEqual([]);
    await world.forward(2 * MINUTE);
    // Heard at 4: silent from 9.
    expect(await world.said()).toEqual(['unknown by watchdog 9']);
    await world.record([observed('D1', 'degraded')]);
    await world.forward(10 * MINUTE);
    expect(await world.said()).toEqual(['unknown by watchdog 9', 'degraded by office-1 10', 'unknown by watchdog 15']);
  });

  it('is written once, and ends with the next beat', async () => {
    await world.record(monitored());
    await world.forward(60 * MINUTE);
    await world.beat(D1);
    expect(await world.said()).toEqual(['unknown by watchdog 5', 'up by probe-1 60']);
    await world.forward(1);
    expect([await world.status(at(6)), await world.status(at(60) + 1)]).toEqual(['unknown', 'up']);
  });

  it('makes unknown of down, too: the server writes it "when it has heard nothing for that long"', async () => {
    await world.record(monitored());
    await world.beat({ ...D1, status: 'down' });
    await world.forward(6 * MINUTE);
    expect(await world.said()).toEqual(['down by probe-1 0', 'unknown by watchdog 5']);
  });

  it('is of monitored devices in service only', async () => {
    await world.record([
      ...monitored(null),
      entry('device.registered', { deviceId: 'D2', siteId: 'S1', category: 'camera', reportWithinS: 60 }, at(0)),
    ]);
    await world.forward(60 * MINUTE);
    expect([...(await world.said()), ...(await world.said('D2'))]).toEqual([]);
  });

  it('ends with retirement, and what fell due before a retirement that is told later stands', async () => {
    await world.record(monitored(300, ['D1', 'D2']));
    await world.forward(3 * MINUTE);
    await world.record([entry('device.retired', D1)]);
    await world.forward(10 * MINUTE);
    await world.record([entry('device.retired', { deviceId: 'D2' })]);
    await world.forward(60 * MINUTE);
    expect([await world.said(), await world.said('D2')]).toEqual([[], ['unknown by watchdog 5']]);
    expect(await world.beat(D1)).toEqual({ accepted: 0, refused: [{ deviceId: 'D1', code: 'not-in-service' }] });
  });

  it('follows reportWithinS as it is now; who was not watched is silent from the watching on at the earliest', async () => {
    await world.record([...monitored(600), ...monitored(null, ['D2']).slice(1)]);
    await world.forward(7 * MINUTE);
    await world.record([
      entry('device.changed', { deviceId: 'D1', reportWithinS: 300 }),
      entry('device.changed', { deviceId: 'D2', reportWithinS: 300 }),
    ]);
    // D1 was heard at 0 and is to report within 5 from now on; D2 is watched since 7.
    expect([await world.said(), await world.said('D2')]).toEqual([['unknown by watchdog 5'], []]);
    await world.forward(6 * MINUTE);
    expect(await world.said('D2')).toEqual(['unknown by watchdog 12']);
    await world.beat(D1);
    await world.record([entry('device.changed', { deviceId: 'D1', reportWithinS: 3600 })]);
    await world.forward(59 * MINUTE);
    expect(await world.said()).toEqual(['unknown by watchdog 5', 'up by probe-1 13']);
    await world.forward(2 * MINUTE);
    expect((await world.said()).at(-1)).toBe('unknown by watchdog 73');
  });
});

describe('the server’s own outage (semantics 4)', () => {
  it('is no exception: at the start it writes what fell due, once, where it fell due', async () => {
    await world.record(monitored(300, ['D1', 'D2']));
    await world.forward(2 * MINUTE);
    await world.beat(D1);
    await world.stop();
    world.clock.forward(47 * MINUTE);
    world = await watched(world.folder, world.clock);
    expect([await world.said(), await world.said('D2')]).toEqual([
      ['unknown by watchdog 7'],
      ['unknown by watchdog 5'],
    ]);
    await world.beat(D1);
    expect(await world.said()).toEqual(['unknown by watchdog 7', 'up by probe-1 49']);
  });

  it('forgets at most half a minute of hearings in a crash', async () => {
    await world.record(monitored());
    await world.forward(2 * MINUTE);
    await world.beat(D1);
    await world.forward(30_000);
    await world.beat(D1);
    await world.crash();
    world.clock.forward(20 * MINUTE);
    world = await watched(world.folder, world.clock);
    expect(await world.said()).toEqual(['unknown by watchdog 7']);
  });

  it('begins no silence where a beat came in time after it', async () => {
    await world.record(monitored());
    await world.stop();
    world.clock.forward(4 * MINUTE);
    world = await watched(world.folder, world.clock);
    await world.beat(D1);
    await world.forward(4 * MINUTE);
    expect(await world.said()).toEqual([]);
  });
});

describe('a beat that arrives later (semantics 4)', () => {
  it('made in time voids the silence, with a reason on paper, and moves the hearing', async () => {
    await world.record(monitored());
    await world.forward(7 * MINUTE);
    expect(await world.said()).toEqual(['unknown by watchdog 5']);
    expect(await world.beat({ ...D1, at: at(3) })).toEqual({ accepted: 1, refused: [] });
    expect(await world.said()).toEqual([]);
    expect(await world.status(at(6))).toBe('up');
    const last = JSON.parse((await world.store.entries.lines(0, 100)).at(-1)!);
    expect(last).toMatchObject({
      kind: 'entry.voided',
      actor: 'watchdog',
      body: { reason: expect.stringMatching(/^sha256:/) },
    });
    // Heard at 3: silent from 8.
    await world.forward(2 * MINUTE);
    expect(await world.said()).toEqual(['unknown by watchdog 8']);
  });

  it('made in time, but so long ago that the silence only begins later', async () => {
    await world.record(monitored());
    await world.forward(30 * MINUTE);
    await world.beat({ ...D1, at: at(3) });
    expect(await world.said()).toEqual(['unknown by watchdog 8']);
    expect([await world.status(at(7)), await world.status(at(9))]).toEqual(['up', 'unknown']);
  });

  it('made in time, after the device was heard again: what lies between is still silent', async () => {
    await world.record(monitored());
    await world.forward(20 * MINUTE);
    await world.beat(D1);
    await world.beat({ ...D1, at: at(3) });
    expect(await world.said()).toEqual(['up by probe-1 20', 'unknown by watchdog 8']);
    await world.beat({ ...D1, at: at(7) }, { ...D1, at: at(11) }, { ...D1, at: at(15.5) });
    expect(await world.said()).toEqual(['up by probe-1 20']);
    expect(await world.status(at(19))).toBe('up');
  });

  it('not made in time voids nothing: it ends the silence where it was made, and silence begins again behind it', async () => {
    await world.record(monitored());
    await world.forward(20 * MINUTE);
    await world.beat({ ...D1, at: at(8) });
    expect(await world.said()).toEqual(['unknown by watchdog 5', 'up by probe-1 8', 'unknown by watchdog 13']);
    await world.beat(D1);
    await world.beat({ ...D1, at: at(14) });
    expect(await world.said()).toEqual([
      'unknown by watchdog 5',
      'up by probe-1 8',
      'unknown by watchdog 13',
      'up by probe-1 20',
      'up by probe-1 14',
      'unknown by watchdog 19',
    ]);
  });

  it('does not void what a person said', async () => {
    await world.record(monitored());
    await world.forward(3 * MINUTE);
    await world.record([observed('D1', 'unknown')]);
    await world.beat({ ...D1, at: at(2) });
    expect(await world.said()).toEqual(['unknown by office-1 3']);
  });

  it('an observation of a person that comes late voids it, too', async () => {
    await world.record(monitored());
    await world.forward(7 * MINUTE);
    await world.record([observed('D1', 'degraded', at(4))]);
    expect(await world.said()).toEqual(['degraded by office-1 4']);
    await world.forward(3 * MINUTE);
    expect(await world.said()).toEqual(['degraded by office-1 4', 'unknown by watchdog 9']);
  });
});

describe('a beat (contract 4)', () => {
  it('is no entry while it says what stands', async () => {
    await world.record(monitored());
    for (let minute = 0; minute < 30; minute += 1) {
      await world.forward(MINUTE);
      await world.beat({ ...D1, ...(minute % 2 ? { status: 'up' as const } : {}) });
    }
    expect(await world.ledger.read((fold) => fold.head.seq)).toBe(3);
  });

  it('writes each change, in the order in which the beats were made', async () => {
    await world.record(monitored());
    await world.forward(4 * MINUTE);
    await world.beat(
      { ...D1, status: 'up', at: at(3) },
      { ...D1, status: 'down', at: at(1) },
      { ...D1, status: 'down', at: at(2) },
    );
    expect(await world.said()).toEqual(['down by probe-1 1', 'up by probe-1 3']);
  });

  it('overtaken by a later one changes what lies before that, and no more', async () => {
    await world.record(monitored());
    await world.forward(3 * MINUTE);
    await world.beat({ ...D1, status: 'up' });
    await world.beat({ ...D1, status: 'down', at: at(2) });
    await world.forward(1);
    expect([await world.status(at(2.5)), await world.status(at(3) + 1)]).toEqual(['down', 'up']);
  });

  it('without a status lifts what a machine said, not what a person saw', async () => {
    await world.record(monitored());
    await world.beat({ ...D1, status: 'down' });
    await world.forward(MINUTE);
    await world.beat(D1);
    await world.record([observed('D1', 'down')]);
    await world.forward(MINUTE);
    await world.beat(D1);
    expect(await world.said()).toEqual(['down by probe-1 0', 'up by probe-1 1', 'down by office-1 1']);
  });

  it('is refused for what is not there, not yet in service, or of the future', async () => {
    await world.record(monitored());
    const { refused } = await world.beat({ deviceId: 'D9' }, { ...D1, at: at(-1) }, { ...D1, at: at(3) });
    expect(refused.map((one) => one.code).sort()).toEqual(['future', 'not-in-service', 'unknown-device']);
  });
});

it('2,000 devices cost one timer, and a round of their beats no entry', async () => {
  const ids = Array.from({ length: 2000 }, (_, index) => `E${index}`);
  for (let from = 0; from < ids.length; from += 400)
    await world.record(monitored(60, ids.slice(from, from + 400)).slice(from ? 1 : 0));
  const { seq } = world.ledger.head;
  const began = performance.now();
  for (let round = 0; round < 10; round += 1) {
    await world.forward(30_000);
    expect((await world.beat(...ids.map((deviceId) => ({ deviceId })))).accepted).toBe(2000);
  }
  expect(world.ledger.head.seq).toBe(seq);
  expect(world.alarms.size).toBe(1);
  expect(performance.now() - began).toBeLessThan(10_000);
  await world.forward(60_001);
  expect(world.ledger.head.seq).toBe(seq + 2000);
});
