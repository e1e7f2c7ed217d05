import type fc from 'fast-check';
import type { Entry } from '../../shared/model/entry';
import { type Draws, draws } from './growing/draws';
import { Growth } from './growing/growth';
import * as devices from './growing/ops-devices';
import * as evidence from './growing/ops-evidence';
import * as faults from './growing/ops-faults';
import * as live from './growing/ops-live';
import * as rules from './growing/ops-rules';

export { PERIODS, SCOPES } from './growing/ops-rules';

/** How often each op comes, in parts. */
type Table = readonly (readonly [parts: number, op: devices.Op])[];
const TABLE: Table = [
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
  [3, devices.roomLifecycle],
  [2, devices.roomChange],
  [1, devices.siteChange],
  [1, live.roomMove],
  [6, rules.maintain],
  [2, rules.registerTwice],
  [2, rules.cancelMaintenance],
  [6, rules.sit],
  [3, rules.attend],
  [1, rules.cancelSitting],
  [2, live.signReady],
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

/** What a wall shows: sittings to come, the rooms that they will use and what works there, and faults. */
const WATCHED: Table = [
  [9, devices.observe],
  [6, devices.inspect],
  [6, faults.report],
  [8, faults.step],
  [2, faults.duplicate],
  [5, devices.move],
  [2, devices.change],
  [2, devices.retire],
  [4, devices.roomLifecycle],
  [4, devices.roomChange],
  [3, devices.siteChange],
  [2, rules.maintain],
  [8, live.sitLater],
  [6, live.signReady],
  [2, rules.cancelSitting],
  [1, rules.attend],
  [2, rules.tuneCategory],
  [2, rules.tuneLimits],
  [3, rules.tuneProfile],
  [2, live.readiness],
  [3, live.roomMove],
  [2, live.siteRename],
  [2, live.regrant],
  [8, evidence.takeBack],
];

const opsOf = (table: Table) => table.flatMap(([parts, op]) => Array.from({ length: parts }, () => op));
const OPS = opsOf(TABLE);
const WATCHED_OPS = opsOf(WATCHED);

export function grow(drawn: Draws, ops: readonly devices.Op[] = OPS): Entry[] {
  const world = new Growth(drawn);
  for (const draw of drawn.ops) {
    world.tick(draw);
    ops[draw.op % ops.length]!(world, draw);
  }
  return world.ledger.entries;
}

/**
 * Histories of small worlds: sites in different cities, moves, inspections, faults with all their steps, maintenance,
 * sittings, schedules, voids, late entries, ties, and some steps that are not lawful. `recordedAt` never goes back; the
 * chain is not that of a real ledger.
 */
export function lawfulHistory(): fc.Arbitrary<Entry[]> {
  return draws.map((drawn) => grow(drawn));
}

/** The same of what is watched more than recorded: rooms, sittings to come, and much that is taken back. */
export function watchedHistory(): fc.Arbitrary<Entry[]> {
  return draws.map((drawn) => grow(drawn, WATCHED_OPS));
}
