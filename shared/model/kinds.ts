import { z } from 'zod';
import { evidenceKinds } from './kinds/evidence';
import { examKinds } from './kinds/exams';
import { faultKinds } from './kinds/faults';
import { moneyKinds } from './kinds/money';
import { placeKinds } from './kinds/places';
import { ruleKinds } from './kinds/rules';
import { serverKinds } from './kinds/server';
import { statusKinds } from './kinds/status';
import { type Dialect, doorDialect, ledgerDialect } from './shapes';

function allKinds(dialect: Dialect) {
  return {
    ...ruleKinds(),
    ...placeKinds(dialect),
    ...statusKinds(dialect),
    ...faultKinds(dialect),
    ...examKinds(dialect),
    ...moneyKinds(dialect),
    ...evidenceKinds(dialect),
  };
}

/** The body of every kind as a writer may send it: strict, unknown fields refused, instants normalised to UTC. */
export const doorBodies = allKinds(doorDialect);
/** The body of every kind as it stands in the ledger, with those that only the server writes. */
export const ledgerBodies = { ...allKinds(ledgerDialect), ...serverKinds() };

export type Kind = keyof typeof ledgerBodies;
export type DoorKind = keyof typeof doorBodies;
export type BodyOf<K extends Kind> = z.infer<(typeof ledgerBodies)[K]>;
/** The body of a kind as a writer sends it: instants are ISO 8601 with an offset, texts are texts. */
export type DoorBodyOf<K extends DoorKind> = z.input<(typeof doorBodies)[K]>;

export function isKind(text: string): text is Kind {
  return Object.hasOwn(ledgerBodies, text);
}

export function isDoorKind(text: string): text is DoorKind {
  return Object.hasOwn(doorBodies, text);
}

/**
 * Rules may not reach back: these hold from `eff = max(at, recordedAt)` (semantics 2). `site.scheduleSet` has a rule of
 * its own (section 5) and is not in this list.
 */
const RULE_KINDS: ReadonlySet<Kind> = new Set<Kind>([
  'limits.set',
  'category.set',
  'profile.set',
  'setting.set',
  'weights.set',
  'target.set',
  'fault.paused',
  'fault.resumed',
  'fault.regraded',
  'fault.cancelled',
  'maintenance.cancelled',
  'exam.cancelled',
]);

export function isRule(kind: Kind): boolean {
  return RULE_KINDS.has(kind);
}
