import type fc from 'fast-check';
import type { Entry } from '../../shared/model/entry';
import { type Draws, draws } from './growing/draws';
import { Growth } from './growing/growth';
import * as devices from './growing/ops-devices';
import * as evidence from './growing/ops-evidence';
import * as faults from './growing/ops-faults';
import * as rules from './growing/ops-rules';

export { PERIODS, SCOPES } from './growing/ops-rules';

/** How often each op comes, in parts. */
const TABLE: [parts: number, op: devices.Op][] = [
  [9, devices.observe],
  [7, devices.inspect],
  [8, faults.report],
  [15, faults.step],
  [6, faults.story],
  [2, faults.duplicate],
  [4, faults.trouble],
  [5, devices.move],
  [3, devices.change],
  [2, devices.register],
  [2, devices.commission],
  [2, devices.retire],
  [3, devices.roomLife],
  [2, devices.roomChange],
  [1, devices.siteChange],
  [6, rules.maintain],
  [2, rules.registerTwice],
  [2, rules.cancelMaintenance],
  [6, rules.sit],
  [3, rules.attend],
  [1, rules.cancelSitting],
  [4, rules.schedule],
  [3, rules.tuneCategory],
  [2, rules.tuneLimits],
  [2, rules.tuneProfile],
  [5, rules.target],
  [4, evidence.answer],
  [2, evidence.incident],
  [2, evidence.milestone],
  [2, evidence.attest],
  [5, evidence.takeBack],
];

const OPS = TABLE.flatMap(([parts, op]) => Array.from({ length: parts }, () => op));

export function grow(drawn: Draws): Entry[] {
  const world = new Growth(drawn);
  for (const draw of drawn.ops) {
    world.tick(draw);
    OPS[draw.op % OPS.length]!(world, draw);
  }
  return world.ledger.entries;
}

/**
 * Histories of small worlds: sites in different cities, moves, inspections, faults with all their steps, maintenance,
 * sittings, schedules, voids, late entries, ties, and some steps that are not lawful. `recordedAt` never goes back; the
 * chain is not that of a real ledger.
 */
export function lawfulHistory(): fc.Arbitrary<Entry[]> {
  return draws.map(grow);
}
