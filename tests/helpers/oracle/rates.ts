import { type Question, acceptedThen, inPeriod, roomsWithin, siteWithin } from './counts';
import { momentOf, ofKind } from './order';
import { lowVerdict, verdict } from './repair';
import { reportRoom } from './rooms';
import { pieceWithin, rates, sums } from './uptime';
import type { World } from './world';

/** A measured row's numbers. */
export interface Numbers {
  value: number | null;
  numerator?: number;
  denominator?: number;
  low?: number | null;
  high?: number | null;
  coverage?: number | null;
  n?: number;
  timely?: number;
  late?: number;
  pending?: number;
  missing?: string[];
  flagged?: string[];
  failing?: string[];
  maintenanceMs?: number;
  plannedMs?: number;
}

const ratio = (numerator: number, denominator: number) => (denominator === 0 ? null : numerator / denominator);

/** Section 8, over the rooms that are accepted and not retired then. */
export function compliance(world: World, question: Question): { rooms: Numbers; devices: Numbers } {
  const reports = roomsWithin(world, question)
    .filter((id) => acceptedThen(world, id, question))
    .map((id) => reportRoom(world, id, question.then));
  const complying = reports.filter((one) => one.complies).length;
  const setUp = reports.reduce((sum, one) => sum + one.setUp, 0);
  const required = reports.reduce((sum, one) => sum + one.required, 0);
  const failing = reports.filter((one) => !one.complies).map((one) => one.roomId);
  return {
    rooms: {
      value: ratio(complying, reports.length),
      numerator: complying,
      denominator: reports.length,
      failing: failing.sort(),
    },
    devices: { value: ratio(setUp, required), numerator: setUp, denominator: required },
  };
}

/** Section 6 over P. */
export function faultRate(world: World, { scope, period }: Question): Numbers {
  const window = { from: period.from, to: period.to, horizon: world.now };
  const total = sums(world, window, (piece) => pieceWithin(world, scope, piece));
  const { faultRate: value, low, high, coverage } = rates(total);
  return {
    value,
    numerator: total.downMs,
    denominator: total.serviceMs - total.unknownMs,
    low,
    high,
    coverage,
    maintenanceMs: total.maintenanceMs,
  };
}

/** The service time planned in P. Reading: section 5's formula over the whole of P, not cut at now. */
export function plannedService(world: World, { scope, period }: Question): number {
  const window = { from: period.from, to: period.to, horizon: period.to };
  return sums(world, window, (piece) => pieceWithin(world, scope, piece)).serviceMs;
}

/** Section 7 over P: a fault belongs to where its device stood at `reportedAt`, and to its device's project then. */
export function timelyRepair(world: World, question: Question): Numbers & { faults: number } {
  const faults = world.faults.filter((fault) => {
    if (!inPeriod(world, question, fault.reportedAt)) return false;
    const moment = momentOf(fault.report);
    if (!world.within(question.scope, world.device(fault.deviceId, moment), moment, fault.deviceId)) return false;
    return !['none', 'excluded'].includes(verdict(world, fault));
  });
  const count = (judged: string[], wanted: string) => judged.filter((one) => one === wanted).length;
  const judged = faults.map((fault) => verdict(world, fault));
  const timely = count(judged, 'timely');
  const late = count(judged, 'late');
  const bound = faults.map((fault) => lowVerdict(world, fault));
  return {
    value: ratio(timely, timely + late),
    numerator: timely,
    denominator: timely + late,
    low: ratio(count(bound, 'timely'), count(bound, 'timely') + count(bound, 'late')),
    timely,
    late,
    pending: count(judged, 'pending'),
    faults: faults.length,
  };
}

const Z = 1.959963984540054;

/** Answers ≥ 4 of 5 ÷ valid answers in P, with the 95 % Wilson interval. */
export function satisfaction(world: World, question: Question, group: 'student' | 'teacher'): Numbers {
  const answers = ofKind(world.entries, 'survey.answered').filter(
    ({ at, body }) => body.group === group && inPeriod(world, question, at) && siteWithin(world, question, body.siteId),
  );
  const paper = ofKind(world.entries, 'survey.counted').filter(
    ({ at, body }) => body.group === group && inPeriod(world, question, at) && siteWithin(world, question, body.siteId),
  );
  // Each batch as so many answers.
  const scores = [
    ...answers.map(({ body }) => body.score),
    ...paper.flatMap(({ body }) => body.counts.flatMap((count, index) => Array<number>(count).fill(index + 1))),
  ];
  const n = scores.length;
  const good = scores.filter((score) => score >= 4).length;
  if (n === 0) return { value: null, numerator: 0, denominator: 0, low: null, high: null, n };
  const p = good / n;
  const centre = (p + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n))) / (1 + (Z * Z) / n);
  return { value: p, numerator: good, denominator: n, low: centre - half, high: centre + half, n };
}
