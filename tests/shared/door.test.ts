import { describe, expect, it } from 'vitest';
import { FAULT_STEPS_MAX } from '../../shared/fold/checks/faults';
import type { Draft } from '../../shared/model/entry';
import type { BodyOf, Kind } from '../../shared/model/kinds';
import { PAPER, uuid } from '../helpers/entries';
import { DAY, H, MIN, local, smallWorld } from '../helpers/small-world';
import { newFold } from '../helpers/subject';

const now = local('2023-03-01 12:00');

/** What the door says to one more entry: the code and the field, or null. */
function door(world: ReturnType<typeof smallWorld>) {
  const { fold } = newFold(world.entries);
  return <K extends Kind>(kind: K, body: BodyOf<K>, at = now) => {
    const draft = { id: uuid(99_999), kind, at, actor: 'tech-1', body } as unknown as Draft;
    const refusal = fold.check(draft, now);
    return refusal && [refusal.code, refusal.field];
  };
}

describe('the door refuses', () => {
  it('what was never registered, by its own code', () => {
    const ask = door(smallWorld());
    expect(ask('status.observed', { deviceId: 'D9', status: 'up' })).toEqual(['unknown-device', 'body.deviceId']);
    expect(ask('room.inspected', { roomId: 'R9', exceptions: [] })).toEqual(['unknown-room', 'body.roomId']);
    expect(ask('site.changed', { siteId: 'S9', name: 'x' })).toEqual(['unknown-site', 'body.siteId']);
    expect(ask('fault.repaired', { faultId: 'F9' })).toEqual(['unknown-fault', 'body.faultId']);
    expect(ask('exam.attended', { sittingId: 'X9', attended: 1 })).toEqual(['unknown-reference', 'body.sittingId']);
    expect(ask('device.registered', { deviceId: 'D1', siteId: 'S1', category: 'toaster' })).toEqual([
      'unknown-reference',
      'body.category',
    ]);
  });

  it('a second thing of the same id', () => {
    expect(door(smallWorld())('site.registered', { siteId: 'S1', name: 'x', area: '440781' })?.[0]).toBe('exists');
  });

  it('observations of what is not in service, before and after', () => {
    const world = smallWorld();
    world.device('D1', { at: local('2023-02-01') });
    const ask = door(world);
    expect(ask('status.observed', { deviceId: 'D1', status: 'up' }, local('2023-02-01') - 1)?.[0]).toBe(
      'not-in-service',
    );
    expect(ask('status.observed', { deviceId: 'D1', status: 'up' }, local('2023-02-01'))).toBeNull();
    world.add('device.retired', { deviceId: 'D1' }, { at: local('2023-02-20') });
    const later = door(world);
    expect(later('status.observed', { deviceId: 'D1', status: 'up' }, local('2023-02-20'))?.[0]).toBe('not-in-service');
    expect(later('status.observed', { deviceId: 'D1', status: 'up' }, local('2023-02-20') - 1)).toBeNull();
    expect(later('device.retired', { deviceId: 'D1' })?.[0]).toBe('order');
  });

  it('an exception for a device that stands elsewhere', () => {
    const world = smallWorld();
    world.device('D1', { roomId: '' });
    const exceptions = [{ deviceId: 'D1', status: 'down' as const }];
    expect(door(world)('room.inspected', { roomId: 'R1', exceptions })).toEqual([
      'invalid',
      'body.exceptions.0.deviceId',
    ]);
  });

  it('one step more than a fault takes: each costs as much as those before it', () => {
    const world = smallWorld();
    world.device('D1');
    world.add('fault.reported', { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'minor' }, { at: now - H });
    const comment = () => world.add('fault.commented', { faultId: 'F1', note: PAPER }, { at: now - MIN });
    for (let step = 1; step < FAULT_STEPS_MAX; step += 1) comment();
    expect(door(world)('fault.repaired', { faultId: 'F1' })).toBeNull();
    comment();
    expect(door(world)('fault.repaired', { faultId: 'F1' })).toEqual(['order', 'body.faultId']);
  });

  it('steps that the state of the fault does not allow, and late ones that would rob a later one of its effect', () => {
    const world = smallWorld();
    world.device('D1');
    world.add(
      'fault.reported',
      { faultId: 'F1', deviceId: 'D1', impact: 'down', severity: 'minor' },
      { at: now - 10 * H },
    );
    expect(door(world)('fault.verified', { faultId: 'F1' })?.[0]).toBe('order');
    expect(door(world)('fault.resumed', { faultId: 'F1' })?.[0]).toBe('order');
    expect(door(world)('fault.repaired', { faultId: 'F1' })).toBeNull();
    world.add('fault.repaired', { faultId: 'F1' }, { at: now - 5 * H });
    // A repair at −7 h would make the one at −5 h the second repair of a repaired fault.
    expect(door(world)('fault.repaired', { faultId: 'F1' }, now - 7 * H)?.[0]).toBe('order');
    expect(door(world)('fault.reopened', { faultId: 'F1', reason: PAPER })).toBeNull();
    expect(door(world)('fault.reopened', { faultId: 'F1', reason: PAPER }, now + 7 * DAY)?.[0]).toBe('order');
  });

  it('maintenance over a sitting that uses the devices, by room and by site, not beside it', () => {
    const world = smallWorld();
    world.device('D1');
    const from = new Date(now + 24 * H).toISOString();
    const to = new Date(now + 26 * H).toISOString();
    const rooms = [{ roomId: 'R1', placed: 2 }];
    world.add('exam.scheduled', { sittingId: 'X1', exam: 'x', siteId: 'S1', rooms, from, to }, { at: now - H });
    const ask = door(world);
    const plan = (scope: string, begins: number, ends: number, override?: string) =>
      ask('maintenance.planned', {
        maintenanceId: 'M1',
        scope,
        from: new Date(begins).toISOString(),
        to: new Date(ends).toISOString(),
        reason: PAPER,
        ...(override !== undefined && { override }),
      });
    expect(plan('room:R1', now + 25 * H, now + 30 * H)?.[0]).toBe('exam-freeze');
    expect(plan('site:S1', now + 20 * H, now + 24 * H + MIN)?.[0]).toBe('exam-freeze');
    // Its author may sign for it.
    expect(plan('room:R1', now + 25 * H, now + 30 * H, PAPER)).toBeNull();
    expect(plan('device:D1', now + 20 * H, now + 24 * H)).toBeNull();
    expect(plan('room:R1', now + 26 * H, now + 30 * H)).toBeNull();
  });

  it('a cancellation once the sitting has begun', () => {
    const world = smallWorld();
    const rooms = [{ roomId: 'R1', placed: 2 }];
    const sitting = (sittingId: string, from: number) =>
      world.add(
        'exam.scheduled',
        {
          sittingId,
          exam: 'x',
          siteId: 'S1',
          rooms,
          from: new Date(from).toISOString(),
          to: new Date(from + H).toISOString(),
        },
        { at: now - 2 * DAY },
      );
    sitting('X1', now);
    sitting('X2', now + 1);
    expect(door(world)('exam.cancelled', { sittingId: 'X1' })?.[0]).toBe('order');
    expect(door(world)('exam.cancelled', { sittingId: 'X2' })).toBeNull();
    // It was true an hour ago, but a rule does not reach back: it is heard now.
    expect(door(world)('exam.cancelled', { sittingId: 'X1' }, now - H)?.[0]).toBe('order');
  });

  it('money before the grant, off its purpose, and over the budget at any instant', () => {
    const world = smallWorld();
    const grant = { grantId: 'G1', number: '36', area: '440781', amountFen: 1000, purposes: ['考点'] };
    world.add('grant.received', grant, { at: now - 10 * DAY });
    world.add('project.budgeted', { projectId: 'P1', grantId: 'G1', name: 'P', budgetFen: 600 }, { at: now - 9 * DAY });
    const ask = door(world);
    const pay = (amountFen: number, purpose = '考点', at = now) =>
      ask('payment.made', { paymentId: 'Y1', projectId: 'P1', amountFen, purpose, voucher: 'v' }, at)?.[0] ?? null;
    expect(pay(600)).toBeNull();
    expect(pay(601)).toBe('over-budget');
    expect(pay(1, '会议')).toBe('off-purpose');
    expect(pay(1, '考点', now - 11 * DAY)).toBe('before-grant');
    const budget = (projectId: string, budgetFen: number) =>
      ask('project.budgeted', { projectId, grantId: 'G1', name: 'P', budgetFen })?.[0] ?? null;
    expect(budget('P2', 400)).toBeNull();
    expect(budget('P2', 401)).toBe('over-budget');
    world.add(
      'payment.made',
      { paymentId: 'Y0', projectId: 'P1', amountFen: 500, purpose: '考点', voucher: 'v' },
      { at: now - DAY },
    );
    expect(door(world)('project.budgeted', { projectId: 'P1', grantId: 'G1', name: 'P', budgetFen: 499 })?.[0]).toBe(
      'over-budget',
    );
    // A payment told late, before the one that is known, must leave room for that one too.
    const late = { paymentId: 'Y1', projectId: 'P1', amountFen: 101, purpose: '考点', voucher: 'v' };
    expect(door(world)('payment.made', late, now - 2 * DAY)?.[0]).toBe('over-budget');
  });

  it('a void while others stand on the entry, and of a void', () => {
    const world = smallWorld();
    world.device('D1');
    world.seen('D1', 'down', now - H);
    const [observed, commissioned, site] = [world.entries.at(-1)!, world.entries.at(-2)!, world.entries[0]!];
    const ask = (entryId: string) => door(world)('entry.voided', { entryId, reason: PAPER })?.[0] ?? null;
    expect(ask(site.id)).toBe('order');
    expect(ask(commissioned.id)).toBe('order');
    expect(ask(observed.id)).toBeNull();
    expect(ask(uuid(4711))).toBe('unknown-reference');
    const taken = world.void(observed, { at: now });
    expect(ask(taken.id)).toBe('order');
    expect(ask(observed.id)).toBe('order');
    expect(ask(commissioned.id)).toBeNull();
  });

  it('forms that do not add up: weights, targets, settings', () => {
    const ask = door(smallWorld());
    const weights = { scope: '440781', year: 2023, execution: 10 };
    expect(ask('weights.set', { ...weights, weights: { 'fault-rate': 89 } })?.[1]).toBe('body.weights');
    expect(ask('weights.set', { ...weights, weights: { 'fault-rate': 90 } })).toBeNull();
    const target = { scope: '440781', indicator: 'fault-rate' as const, period: '2023' };
    expect(ask('target.set', { ...target, value: 0.02 })?.[1]).toBe('body.op');
    expect(ask('target.set', { ...target, op: '<=', value: '2%' })?.[1]).toBe('body.value');
    expect(ask('setting.set', { name: 'colour', value: 'red' })?.[1]).toBe('body.name');
  });
});
