import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NOON, observed } from './kit';
import { MINUTE, type Watched, monitored, watched } from './watch-kit';

const WITHIN_MS = 5 * MINUTE;
const STEP_MS = MINUTE / 2;

/** What happens, in steps of half a minute: time passes, a beat (or a person) tells of now or of earlier, the server is down. */
const event = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('forward' as const), steps: fc.integer({ min: 1, max: 16 }) }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('beat' as const), steps: fc.integer({ min: 0, max: 60 }) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('beat' as const), steps: fc.constant(0) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('person' as const), steps: fc.integer({ min: 0, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('down' as const), steps: fc.integer({ min: 1, max: 60 }) }) },
);

async function play(
  world: Watched,
  { type, steps }: { type: string; steps: number },
  heard: number[],
): Promise<Watched> {
  const { clock } = world;
  if (type === 'forward') await world.forward(steps * STEP_MS);
  if (type === 'beat' || type === 'person') {
    const at = Math.max(NOON, clock.at - steps * STEP_MS);
    if (type === 'beat') await world.beat({ deviceId: 'D1', at });
    else await world.record([observed('D1', 'up', at)]);
    heard.push(at);
  }
  if (type !== 'down') return world;
  await world.stop();
  clock.forward(steps * STEP_MS);
  return watched(world.folder, clock);
}

it('whatever arrives in whatever order, the device is unknown exactly where nothing was heard of it for that long', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 20 }), async (events) => {
      let world = await watched();
      try {
        await world.record(monitored(WITHIN_MS / 1000));
        const heard = [NOON];
        for (const one of events) world = await play(world, one, heard);
        await world.watchdog.settle();
        await world.watchdog.settle();
        const now = world.clock.at;
        const query = { deviceId: 'D1', from: NOON, to: now, now };
        const told = await world.ledger.read((fold) => fold.timeline(query)!);
        for (let at = NOON; at < now; at += STEP_MS) {
          const last = Math.max(...heard.filter((one) => one <= at));
          const status = told.find(
            (one) => Date.parse(String(one.from)) <= at && at < Date.parse(String(one.to)),
          )?.status;
          const minute = (at - NOON) / MINUTE;
          expect([minute, status]).toEqual([minute, at < last + WITHIN_MS ? 'up' : 'unknown']);
        }
        expect(world.warnings).toEqual([]);
      } finally {
        await world.discard();
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
