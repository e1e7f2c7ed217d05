import { expect, it } from 'vitest';
import { IndicatorsTopic } from '../../server/live/topics/indicators';
import type { Change } from '../../shared/contract/live';
import { parsePeriod } from '../../shared/model/period';
import { toIso } from '../../shared/model/instant';
import { zoneOf } from '../../shared/timeline/zone';
import { BEGIN, H, smallWorld } from '../helpers/small-world';
import { ZONE, newFold } from '../helpers/subject';

/** The row of the examinees in what is sent. */
const served = (changes: readonly Change[]) =>
  changes.flatMap((change) =>
    change.topic === 'indicators' && 'put' in change
      ? (change.put.answer?.rows.filter(({ id }) => id === 'examinees-served') ?? [])
      : [],
  );

it('a sitting that ends moves the row of the examinees, though nobody writes', () => {
  const world = smallWorld();
  const rooms = [{ roomId: 'R1', placed: 2 }];
  const sitting = { exam: '模拟', siteId: 'S1', rooms, from: toIso(BEGIN), to: toIso(BEGIN + H) };
  for (const sittingId of ['X1', 'X2']) world.add('exam.scheduled', { sittingId, ...sitting }, { at: BEGIN });
  // The papers are counted before the bell; of X2 nobody reported.
  world.add('exam.attended', { sittingId: 'X1', attended: 2 }, { at: BEGIN });
  const { fold } = newFold(world.entries);
  const topic = new IndicatorsTopic({ kind: 'site', id: 'S1' }, parsePeriod('2023', zoneOf(ZONE))!);
  const { answer } = topic.snapshot(fold, BEGIN + H - 1);
  expect(answer.rows.find(({ id }) => id === 'examinees-served')).toMatchObject({ value: 0, missing: [] });
  // A look after the end, 5 s or more after the last one.
  expect(served(topic.rows(fold, BEGIN + H + 5000))).toMatchObject([{ value: 2, missing: ['X2'] }]);
  // Nothing moved since: nothing is sent.
  expect(topic.rows(fold, BEGIN + H + 11_000)).toEqual([]);
});
