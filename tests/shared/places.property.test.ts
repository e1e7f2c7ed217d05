import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StatusCounts } from '../../shared/contract/live';
import type { Fold } from '../../shared/fold/fold';
import type { Entry } from '../../shared/model/entry';
import { type Scope, parseScope } from '../../shared/model/scope';
import { watchedHistory } from '../helpers/history';
import { known } from '../helpers/oracle/known';
import { livesAt } from '../helpers/oracle/life';
import { endOf } from '../helpers/oracle/order';
import { World } from '../helpers/oracle/world';
import { ZONE, newFold } from '../helpers/subject';
import { BEGIN, H, smallWorld } from '../helpers/small-world';

const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 100);
const SCOPES = [
  '440000',
  '440700',
  '440781',
  '440703',
  '440104',
  'site:S1',
  'site:S2',
  'site:S3',
  'room:R1',
  'room:R2',
];
const scopeOf = (text: string): Scope => parseScope(text)!;
const devicesIn = ({ up, degraded, down, unknown }: StatusCounts) => up + degraded + down + unknown;

/** The devices in service that stand in a scope at `now`, word by word (semantics 3, 6): asked of the entries alone. */
function inService(entries: readonly Entry[], now: number): (scope: Scope) => string[] {
  const facts = known(entries, { now });
  const world = new World(facts.entries, now, ZONE);
  const serving = world.deviceIds.filter((id) => livesAt(world.deviceLifecycle(id), now));
  return (scope) => serving.filter((id) => world.within(scope, world.device(id, endOf(now)), endOf(now), id)).sort();
}

/** The four answers of the fold to the same question. */
function answers(fold: Fold, scope: Scope, now: number) {
  const listed = fold.list('devices', scope, now).filter(({ commissionedAt, retiredAt }) => {
    return commissionedAt !== undefined && Date.parse(commissionedAt) <= now && !(Date.parse(retiredAt ?? '') <= now);
  });
  // Service time is always here: every device in service has a row of the millisecond that begins now.
  const rows = fold.uptime({ scope, from: now, to: now + 1, by: 'device', now: now + 1 });
  const shown = fold.liveAt(now).topics.status.snapshot(scope);
  const blocks = shown.sites.flatMap((site) => [...site.rooms, { id: '', counts: site.common }]);
  const own = scope.kind === 'room' ? blocks.filter(({ id }) => id === scope.id) : blocks;
  const within = scope.kind === 'room' ? ({ roomId }: { roomId?: string }) => roomId === scope.id : () => true;
  return {
    listed: listed.map(({ id }) => id),
    rows: rows.map(({ key }) => key),
    live: shown.devices.filter(within).map(({ id }) => id),
    blocks: own.reduce((sum, { counts }) => sum + devicesIn(counts), 0),
  };
}

describe('8, 9: the devices of a place', () => {
  it(
    'are the same in the blocks, the lists, the rows and by definition, whatever moved, changed and retired',
    { timeout: 30_000 + numRuns * 600 },
    () => {
      fc.assert(
        fc.property(watchedHistory(), fc.constantFrom(0, 1, H, 400 * 24 * H), (entries, wait) => {
          const { fold, feed } = newFold([]);
          const compare = (known: readonly Entry[], now: number) => {
            const wanted = inService(known, now);
            for (const text of SCOPES) {
              const ids = wanted(scopeOf(text));
              const expected = { listed: ids, rows: ids, live: ids, blocks: ids.length };
              expect(answers(fold, scopeOf(text), now), `${text} at ${known.length}`).toEqual(expected);
            }
          };
          for (const [index, entry] of entries.entries()) {
            feed([entry]);
            if (index % 4 === 0) compare(entries.slice(0, index + 1), entry.recordedAt);
          }
          compare(entries, entries.at(-1)!.recordedAt + wait);
        }),
        { numRuns },
      );
    },
  );

  it('stand in the site of their room at every moment', { timeout: 30_000 + numRuns * 600 }, () => {
    fc.assert(
      fc.property(watchedHistory(), (entries) => {
        const { fold } = newFold(entries);
        for (const now of new Set(entries.flatMap((one) => [one.at, one.recordedAt]))) {
          const sites = new Map(fold.list('rooms', null, now).map((room) => [room.id, room.siteId]));
          for (const device of fold.list('devices', null, now)) {
            if (device.roomId !== undefined) expect(device.siteId, device.id).toBe(sites.get(device.roomId));
          }
        }
      }),
      { numRuns },
    );
  });
});

describe('8: a device in service in a retired room', () => {
  const retired = () => {
    const world = smallWorld();
    world.device('D1');
    world.device('D2', { roomId: '' });
    world.seen('D1', 'down', BEGIN + H);
    world.seen('D2', 'up', BEGIN + H);
    world.add('room.retired', { roomId: 'R1' }, { at: BEGIN + 2 * H });
    return world;
  };
  const status = (fold: Fold, now: number) => fold.liveAt(now).topics.status.snapshot(scopeOf('site:S1')).sites[0]!;

  it('counts in the block of its room, which is shown as retired while it stands there', () => {
    const world = retired();
    const { fold, feed } = newFold(world.entries);
    const block = { id: 'R1', name: 'R1', retired: true, counts: { up: 0, degraded: 0, down: 1, unknown: 0 } };
    expect(status(fold, BEGIN + 3 * H).rooms).toMatchObject([block]);
    expect(status(fold, BEGIN + 3 * H).common).toMatchObject({ up: 1, down: 0 });
    feed([world.add('device.retired', { deviceId: 'D1' }, { at: BEGIN + 4 * H })]);
    expect(status(fold, BEGIN + 5 * H).rooms).toEqual([]);
  });

  it('is one of the fault rate: 1 of 2 devices was down in that hour', () => {
    const { fold } = newFold(retired().entries);
    const [row] = fold.uptime({
      scope: scopeOf('site:S1'),
      from: BEGIN + 3 * H,
      to: BEGIN + 4 * H,
      by: 'none',
      now: BEGIN + 4 * H,
    });
    expect(row).toMatchObject({ serviceMs: 2 * H, downMs: H, faultRate: 0.5 });
  });
});
