import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../shared/model/entry';
import type { BodyOf, Kind } from '../../../shared/model/kinds';
import { parseScope } from '../../../shared/model/scope';
import { summaryOf } from '../../../shared/summary/summary';
import { PAPER, uuid } from '../../helpers/entries';
import { local, smallWorld } from '../../helpers/small-world';
import { newFold } from '../../helpers/subject';

const now = local('2024-07-01');
const GRANT = {
  grantId: 'G1',
  number: '台财教〔2023〕36号',
  area: '440781',
  amountFen: 44_000_000,
  purposes: ['设备'],
};

/** 44 万元 on 2023-11-17, of which 30 万元 are budgeted on 11-20 and 20 万元 paid on 12-10. */
function granted() {
  const world = smallWorld();
  world.add('grant.received', GRANT, { at: local('2023-11-17') });
  world.add(
    'project.budgeted',
    { projectId: 'P1', grantId: 'G1', name: 'P1', budgetFen: 30_000_000 },
    { at: local('2023-11-20') },
  );
  world.add(
    'payment.made',
    { paymentId: 'Y1', projectId: 'P1', amountFen: 20_000_000, purpose: '设备', voucher: 'V1' },
    { at: local('2023-12-10') },
  );
  const adjust = (amountFen: number, at: string) =>
    world.add(
      'grant.adjusted',
      { grantId: 'G1', amountFen, number: '台财教〔2024〕5号', reason: PAPER },
      { at: local(at) },
    );
  return { world, adjust };
}
const summary = (entries: ReturnType<typeof smallWorld>['entries'], year: number, scope = '440781') =>
  summaryOf(newFold(entries).fold, { scope: parseScope(scope)!, year, now });
const wan = (fen: number) => fen / 1_000_000;

/** What one more entry is refused with: code and field; null: it is taken. */
function door(world: ReturnType<typeof smallWorld>) {
  const { fold } = newFold(world.entries);
  return <K extends Kind>(kind: K, body: BodyOf<K>, at = now) => {
    const draft = { id: uuid(99_999), kind, at, actor: 'office', body } as unknown as Draft;
    const refusal = fold.check(draft, now);
    return refusal && [refusal.code, refusal.field];
  };
}

describe('an adjusted grant (semantics 11)', () => {
  it('is received with what it adds, in the year in which it adds it', () => {
    const { world, adjust } = granted();
    adjust(50_000_000, '2024-03-01');
    // 2023: 44 received, 20 paid: 20 ÷ 44 = 45.45 %, and 24 carried over.
    const first = summary(world.entries, 2023);
    expect([first.money.received, first.money.carriedIn].map(({ budgetFen }) => wan(budgetFen))).toEqual([44, 0]);
    expect(first.execution.rate).toBeCloseTo(20 / 44, 12);
    // 2024: 6 more received, 24 carried in, nothing paid yet.
    const second = summary(world.entries, 2024);
    expect([second.money.received, second.money.carriedIn].map(({ budgetFen }) => wan(budgetFen))).toEqual([6, 24]);
    expect(second.execution.rate).toBe(0);
    expect(second.grants).toEqual([{ id: 'G1', number: GRANT.number, amountFen: 50_000_000 }]);
    expect(wan(summary(world.entries, 2024, 'grant:G1').money.total.budgetFen)).toBe(30);
  });

  it('is received with less where it was cut, and by the last of two adjustments', () => {
    const { world, adjust } = granted();
    adjust(50_000_000, '2023-12-20');
    adjust(40_000_000, '2024-03-01');
    // 2023: 44 + 6 = 50, 30 carried over. 2024: 10 less.
    const { total } = summary(world.entries, 2023).money;
    expect([wan(total.initialFen), wan(total.budgetFen)]).toEqual([44, 50]);
    const { money } = summary(world.entries, 2024);
    expect([wan(money.received.budgetFen), wan(money.carriedIn.budgetFen)]).toEqual([-10, 30]);
    expect([wan(money.total.initialFen), wan(money.total.budgetFen)]).toEqual([30, 20]);
    const item = newFold(world.entries).fold.item('grants', 'G1', now);
    expect(item).toMatchObject({ amountFen: 40_000_000, receivedFen: 44_000_000, budgetedFen: 30_000_000 });
    expect(item?.adjusted?.map((one) => wan(one.amountFen))).toEqual([50, 40]);
    // As of the day before the first adjustment nothing was adjusted.
    const before = newFold(world.entries).fold.item('grants', 'G1', local('2023-12-19'));
    expect([before?.amountFen, before?.adjusted]).toEqual([44_000_000, undefined]);
  });

  it('never lies under what is budgeted, at any instant from then on', () => {
    const { world } = granted();
    const adjust = (amountFen: number, at = now) =>
      door(world)('grant.adjusted', { grantId: 'G1', amountFen, reason: PAPER }, at);
    expect(adjust(30_000_000)).toBeNull();
    expect(adjust(29_999_999)).toEqual(['over-budget', 'body.amountFen']);
    // Told late, of the days before the budget: it holds on, too.
    expect(adjust(29_999_999, local('2023-11-18'))?.[0]).toBe('over-budget');
    expect(adjust(44_000_000, local('2023-11-16'))?.[0]).toBe('before-grant');
    expect(door(world)('grant.adjusted', { grantId: 'G9', amountFen: 1, reason: PAPER })).toEqual([
      'unknown-reference',
      'body.grantId',
    ]);
  });

  it('may lie under it for a while that ends before the budget', () => {
    const { world, adjust } = granted();
    adjust(44_000_000, '2023-11-19');
    // 10 万元 from 11-18 to 11-19, when the 44 of the adjustment hold again; the budget comes on 11-20.
    const late = door(world)(
      'grant.adjusted',
      { grantId: 'G1', amountFen: 10_000_000, reason: PAPER },
      local('2023-11-18'),
    );
    expect(late).toBeNull();
  });

  it('makes room for budgets from its instant on, and takes it away', () => {
    const { world, adjust } = granted();
    adjust(50_000_000, '2024-03-01');
    const budget = (budgetFen: number, at: string) =>
      door(world)('project.budgeted', { projectId: 'P2', grantId: 'G1', name: 'P2', budgetFen }, local(at))?.[0] ??
      null;
    // 30 of 44 are budgeted before it, 30 of 50 after it.
    expect([budget(14_000_000, '2024-02-28'), budget(14_000_001, '2024-02-28')]).toEqual([null, 'over-budget']);
    expect([budget(20_000_000, '2024-03-01'), budget(20_000_001, '2024-03-01')]).toEqual([null, 'over-budget']);
    adjust(35_000_000, '2024-04-01');
    // A budget of March must fit into April as well.
    expect([budget(5_000_000, '2024-03-02'), budget(5_000_001, '2024-03-02')]).toEqual([null, 'over-budget']);
  });

  it('is not taken back while budgets stand on it', () => {
    const { world, adjust } = granted();
    const more = adjust(50_000_000, '2024-03-01');
    const voids = () => door(world)('entry.voided', { entryId: more.id, reason: PAPER });
    expect(voids()).toBeNull();
    world.add(
      'project.budgeted',
      { projectId: 'P2', grantId: 'G1', name: 'P2', budgetFen: 15_000_000 },
      { at: local('2024-03-02') },
    );
    // 30 + 15 = 45 of 44.
    expect(voids()?.[0]).toBe('order');
  });
});

describe('the money of a project (semantics 11)', () => {
  it('is what it was budgeted, each change in the year in which it was made', () => {
    const { world, adjust } = granted();
    adjust(50_000_000, '2024-01-20');
    const budget = { projectId: 'P1', grantId: 'G1', name: 'P1', budgetFen: 36_000_000 };
    world.add('project.budgeted', budget, { at: local('2024-02-01') });
    // 2023: 30 budgeted, 20 paid: 66.67 %. What 2024 adds changes nothing of it.
    const first = summary(world.entries, 2023, 'project:P1').money;
    expect(first.received).toEqual({ initialFen: 30_000_000, budgetFen: 30_000_000, paidFen: 20_000_000 });
    expect(first.carriedIn.budgetFen).toBe(0);
    // 2024: 10 carried in, 6 more.
    const second = summary(world.entries, 2024, 'project:P1').money;
    expect(second.carriedIn).toEqual({ initialFen: 10_000_000, budgetFen: 10_000_000, paidFen: 0 });
    expect(second.received).toEqual({ initialFen: 0, budgetFen: 6_000_000, paidFen: 0 });
    expect(wan(second.total.initialFen)).toBe(10);
    expect(wan(second.total.budgetFen)).toBe(16);
  });
});
