import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../shared/model/entry';
import { parseScope } from '../../../shared/model/scope';
import { PAPER, uuid } from '../../helpers/entries';
import { BEGIN, H, MIN, local, smallWorld } from '../../helpers/small-world';
import { newFold } from '../../helpers/subject';

const now = local('2023-01-05 08:00');
const iso = (at: number) => new Date(at).toISOString();

/** R1: a camera that works, inspected at 07:00. X1 begins at 10:00 and ends at 11:00. */
function world() {
  const base = smallWorld();
  const requires = [{ category: 'camera', count: 1, per: 'room' as const }];
  base.add('profile.set', { profileId: 'P', requires }, { at: BEGIN });
  base.add('room.changed', { roomId: 'R1', profile: 'P' }, { at: BEGIN });
  base.device('CAM');
  base.add('room.registered', { roomId: 'R2', siteId: 'S1', name: 'R2', origin: 'new', seats: 1 }, { at: BEGIN });
  const [from, to] = [iso(now + 2 * H), iso(now + 3 * H)];
  const rooms = [{ roomId: 'R1', placed: 0 }];
  base.add('exam.scheduled', { sittingId: 'X1', exam: '模拟', siteId: 'S1', rooms, from, to }, { at: BEGIN });
  base.add('room.inspected', { roomId: 'R1', exceptions: [] }, { at: now - H });
  return base;
}
type World = ReturnType<typeof world>;
const sign = (base: World, at = now, roomId = 'R1') =>
  base.add('room.readySigned', { sittingId: 'X1', roomId }, { at, actor: 'tech-1' });

/** What the door answers to a signature. */
function door(base: World, at = now, roomId = 'R1') {
  const body = { sittingId: 'X1', roomId };
  const draft: Draft = { id: uuid(99_999), kind: 'room.readySigned', at, actor: 'tech-1', body };
  return newFold(base.entries).fold.check(draft, at);
}
/** The signature as a live page shows it at an instant. */
function shown(base: World, at = now) {
  const { fold } = newFold(base.entries);
  const [sitting] = fold.liveAt(at).topics.exams.snapshot(parseScope('site:S1')!);
  return sitting?.readiness[0]?.signed;
}

describe('the signature that a room is ready', () => {
  it('is taken of a ready room before its sitting begins', () => {
    expect(door(world())).toBeNull();
    expect(door(world(), now + 2 * H - 1)).toBeNull();
    expect(door(world(), now + 2 * H)).toMatchObject({ code: 'order', field: 'body.sittingId' });
  });

  it('is refused of a room that is not ready, with what it lacks, of another room, and of what is cancelled', () => {
    const base = world();
    base.seen('CAM', 'down', now - MIN);
    expect(door(base)).toEqual({
      code: 'order',
      message: 'room R1 is not ready: not-working:camera',
      field: 'body.roomId',
    });
    expect(door(base, now, 'R2')).toMatchObject({ code: 'unknown-room', field: 'body.roomId' });
    base.add('exam.cancelled', { sittingId: 'X1', reason: PAPER }, { at: now - MIN });
    expect(door(base)).toMatchObject({ code: 'order', field: 'body.sittingId' });
  });

  it('stands while nothing changes: an inspection, a degraded device and another room are no change', () => {
    const base = world();
    const { seq } = sign(base);
    base.add('room.inspected', { roomId: 'R1', exceptions: [] }, { at: now + MIN });
    base.seen('CAM', 'degraded', now + 2 * MIN);
    base.add('room.accepted', { roomId: 'R2' }, { at: now + 3 * MIN });
    expect(shown(base, now + H)).toEqual({ seq, at: iso(now), by: 'tech-1' });
  });

  it('is flagged from the first instant at which something changed, and stays flagged when it works again', () => {
    const base = world();
    const { seq } = sign(base);
    base.seen('CAM', 'down', now + 5 * MIN);
    base.seen('CAM', 'up', now + 9 * MIN);
    expect(shown(base, now + 4 * MIN)).toEqual({ seq, at: iso(now), by: 'tech-1' });
    expect(shown(base, now + H)).toEqual({ seq, at: iso(now), by: 'tech-1', changedAt: iso(now + 5 * MIN) });
  });

  it('is flagged from its own instant when it is known later that the room was not ready then', () => {
    const base = world();
    sign(base);
    // Down for five minutes around the signature, recorded an hour later: it works again by now.
    base.seen('CAM', 'down', now - MIN, now + H);
    base.seen('CAM', 'up', now + 4 * MIN, now + H);
    expect(shown(base, now + H)).toMatchObject({ changedAt: iso(now) });
  });

  it('is made anew after a change: the last one counts, and the first stays in the ledger', () => {
    const base = world();
    sign(base);
    base.seen('CAM', 'down', now + 5 * MIN);
    base.seen('CAM', 'up', now + 9 * MIN);
    const { seq } = sign(base, now + 10 * MIN);
    expect(shown(base, now + H)).toEqual({ seq, at: iso(now + 10 * MIN), by: 'tech-1' });
    base.void(base.entries.at(-1)!, { at: now + 20 * MIN });
    expect(shown(base, now + H)).toMatchObject({ at: iso(now), changedAt: iso(now + 5 * MIN) });
  });

  it('does not bear on what happens in the sitting', () => {
    const base = world();
    sign(base);
    base.seen('CAM', 'down', now + 2 * H + 1);
    expect(shown(base, now + 2 * H + MIN)).not.toHaveProperty('changedAt');
  });

  it('without effect in an imported ledger is contested: of another room, or when the sitting had begun', () => {
    const base = world();
    const other = sign(base, now, 'R2');
    const late = sign(base, now + 2 * H);
    expect(newFold(base.entries).fold.contested()).toEqual(
      [other, late].map(({ seq }) => ({ seq, reason: 'sitting-begun-or-other-room' })),
    );
  });
});
