import { ATTESTED_GRADES, INCIDENT_GRADES } from '../../../shared/model/vocabulary';
import { PAPER } from './growth';
import type { Op } from './ops-devices';
import { iso } from './ops-faults';
import { PERIODS, SCOPES } from './ops-rules';

export const answer: Op = (world, draw) => {
  const group = draw.a % 3 === 0 ? 'teacher' : 'student';
  const siteId = world.pick(world.sites, draw.a)!;
  if (draw.ms % 4 === 0) {
    const counts = [draw.a % 3, draw.b % 3, draw.c % 3, draw.a % 5, 1 + (draw.b % 5)] as const;
    world.write('survey.counted', { siteId, group, counts: [...counts] }, draw);
    return;
  }
  // A token may come twice; it counts once.
  const token = `T${draw.c % 60}`;
  world.write('survey.answered', { group, siteId, score: 1 + (draw.b % 5), token }, draw);
};

export const incident: Op = (world, draw) => {
  if (draw.b % 3 !== 0) {
    const months = ['2023-12', '2024-01', '2023-01', '2023-02', '2024-02'];
    const areas = ['440781', '440700', '440000'];
    world.write('incident.monthSigned', { area: areas[draw.a % 3]!, month: months[draw.c % 5]! }, draw);
    return;
  }
  const siteId = world.pick(world.sites, draw.a)!;
  const grade = INCIDENT_GRADES[draw.c % 4]!;
  world.write('incident.reported', { incidentId: world.id('I'), siteId, grade, note: PAPER }, draw);
};

export const milestone: Op = (world, draw) => {
  const last = world.pick(world.milestones, draw.b);
  if (last && draw.a % 2 === 0) {
    world.write('milestone.done', { milestoneId: last }, draw);
    return;
  }
  const milestoneId = world.id('L');
  const dueAt = iso(world.now + (draw.c % 3) * draw.ms);
  world.write('milestone.planned', { milestoneId, projectId: 'P1', name: milestoneId, dueAt }, draw);
  world.milestones.push(milestoneId);
};

export const attest: Op = (world, draw) => {
  const rows = ['pilot-zone', 'exam-security', 'functional-systems', 'construction-on-time'] as const;
  const scope = SCOPES[draw.b % SCOPES.length]!;
  const period = PERIODS[draw.c % PERIODS.length]!;
  const about = { scope, indicator: rows[draw.a % rows.length]!, period };
  if (draw.ms % 3 === 0) world.write('target.set', { ...about, value: '达标' }, draw);
  const grade = ATTESTED_GRADES[draw.ms % 3]!;
  world.write('attestation.made', { ...about, grade, percent: 90, statement: PAPER }, draw);
};

/** Takes one of the last entries back, or any; often others stand on it, or it is a void itself: contested. */
export const takeBack: Op = (world, draw) => {
  const { entries } = world.ledger;
  const n = draw.b % 3 === 0 ? draw.a % entries.length : entries.length - 1 - (draw.a % Math.min(6, entries.length));
  const target = entries[n]!;
  if (target.kind === 'device.commissioned' || target.kind === 'device.registered') {
    // Whether it goes or not, nothing more is reported on that device: see `report`.
    const device = world.devices.find((one) => one.id === target.body.deviceId);
    if (device) device.commissionedAt = null;
  }
  world.ledger.void(target, { at: world.now, recordedAt: world.now, actor: 'office' });
};
