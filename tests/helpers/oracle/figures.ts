import type { FigureCut, FiguresRow } from '../../../shared/contract/http';
import type { Instant } from '../../../shared/model/instant';
import type { Scope } from '../../../shared/model/scope';
import { type Fault, lastRepairOf, repairedNow } from './fault';
import { endOf, momentOf } from './order';
import { pieces } from './pieces';
import { pieceWithin } from './uptime';
import type { World } from './world';

interface Query {
  scope: Scope;
  from: Instant;
  to: Instant;
  by: FigureCut;
}

/** What a device was at a moment, as a cut names it. */
function keyAt(world: World, by: FigureCut, deviceId: string, moment: { at: Instant; seq: number }): string {
  const { siteId, category, vendor = '', model = '' } = world.device(deviceId, moment);
  return { none: '', site: siteId, category, vendor, model }[by];
}

/** MTTA, MTTR and MTBF by the words of semantics 7, asked of every fault and of every piece of time there is. */
export function figureRows(world: World, { scope, from, to, by }: Query): FiguresRow[] {
  const counted = world.faults.filter((fault) => {
    const { reportedAt, report, deviceId } = fault;
    if (reportedAt < from || reportedAt >= to || reportedAt > world.now) return false;
    if (fault.steps.some((step) => step.kind === 'fault.cancelled')) return false;
    const moment = momentOf(report);
    return world.within(scope, world.device(deviceId, moment), moment, deviceId);
  });
  const time = pieces(world, world.now).filter((piece) => piece.service && pieceWithin(world, scope, piece));
  const keyOfFault = (fault: Fault) => keyAt(world, by, fault.deviceId, momentOf(fault.report));
  const service = new Map<string, number>();
  for (const piece of time) {
    const ms = Math.min(piece.to, to) - Math.max(piece.from, from);
    const key = keyAt(world, by, piece.deviceId, endOf(piece.from));
    if (ms > 0) service.set(key, (service.get(key) ?? 0) + ms);
  }
  const keys = [...new Set([...service.keys(), ...counted.map(keyOfFault)])].sort();
  return keys.map((key) => {
    const faults = counted.filter((fault) => keyOfFault(fault) === key);
    const acknowledged = faults.flatMap((fault) => {
      const step = fault.steps.find((one) => one.kind === 'fault.acknowledged');
      return step ? [step.at - fault.reportedAt] : [];
    });
    const repaired = faults.filter(repairedNow).map((fault) => lastRepairOf(fault)!.at - fault.startedAt);
    const down = faults.filter((fault) => fault.impact === 'down');
    const figure = (id: 'mtta' | 'mttr' | 'mtbf', numerator: number, denominator: number) => ({
      id,
      version: 1,
      unit: 'ms' as const,
      value: denominator === 0 ? null : numerator / denominator,
      numerator,
      denominator,
    });
    const sum = (list: readonly number[]) => list.reduce((total, ms) => total + ms, 0);
    return {
      key,
      figures: [
        figure('mtta', sum(acknowledged), acknowledged.length),
        figure('mttr', sum(repaired), repaired.length),
        figure('mtbf', service.get(key) ?? 0, down.length),
      ],
    };
  });
}
