import { describe, expect, it } from 'vitest';
import { FileRefused } from '../../server/files/refused';
import { isCostly } from '../../server/ledger/querying/query-cost';
import { failureOf } from '../../server/services/failure';
import { statusOf } from '../../server/http/failure';
import type { Scope } from '../../shared/model/scope';
import { BEGIN, smallWorld } from '../helpers/small-world';
import { newFold } from '../helpers/subject';

const DAY = 86_400_000;
const SITE: Scope = { kind: 'site', id: 'S1' };

describe('what the main thread answers itself', () => {
  const folded = (devices: number) => {
    const world = smallWorld();
    for (let n = 1; n <= devices; n += 1) world.device(`D${n}`);
    return newFold(world.entries).fold;
  };
  const year = (scope: Scope) => ({ ask: 'uptime', scope, from: BEGIN - 365 * DAY, to: BEGIN, by: 'day' }) as const;

  it('is a year of a place with few devices, not of one with many, however short the ledger', () => {
    expect(isCostly(year(SITE), folded(300), BEGIN)).toBe(false);
    const many = folded(301);
    expect(isCostly(year(SITE), many, BEGIN)).toBe(true);
    expect(isCostly(year({ kind: 'area', code: '440000' }), many, BEGIN)).toBe(true);
    expect(isCostly({ ...year(SITE), ask: 'figures', by: 'none' }, many, BEGIN)).toBe(true);
    expect(isCostly(year({ kind: 'device', id: 'D1' }), many, BEGIN)).toBe(false);
    // The last days cost the devices, not the history.
    expect(isCostly({ ...year(SITE), from: BEGIN - DAY }, many, BEGIN)).toBe(false);
  });
});

it('a form that is not made in time is asked for again later: 503, no failure of the server', () => {
  const failure = failureOf(new FileRefused('too-slow'));
  expect([failure.code, statusOf(failure.code), failure.retryAfterS]).toEqual(['busy', 503, 10]);
});
