import type { z } from 'zod';
import { evidenceKinds } from './kinds/evidence';
import { examKinds } from './kinds/exams';
import { faultKinds } from './kinds/faults';
import type { KindSpec } from './kinds/kind';
import { moneyKinds } from './kinds/money';
import { placeKinds } from './kinds/places';
import { ruleKinds } from './kinds/rules';
import { serverKinds } from './kinds/server';
import { statusKinds } from './kinds/status';
import { surveyKinds } from './kinds/surveys';
import { type Dialect, ledgerDialect, requestDialect } from './shapes';

/** Every kind of entry: its schema, what it registers and names, whether it is a rule, and who may record it (contract 3, 4). */
export const KINDS = {
  ...ruleKinds,
  ...placeKinds,
  ...statusKinds,
  ...faultKinds,
  ...examKinds,
  ...moneyKinds,
  ...evidenceKinds,
  ...surveyKinds,
  ...serverKinds,
} as const satisfies Record<string, KindSpec>;

export type Kind = keyof typeof KINDS;
/** The kinds that an account may record; the others are written only by the server. */
export type RecordableKind = Exclude<Kind, keyof typeof serverKinds>;
type Bodies = { [K in Kind]: ReturnType<(typeof KINDS)[K]['body']> };
export type BodyOf<K extends Kind> = z.infer<Bodies[K]>;

export const ALL_KINDS = Object.keys(KINDS) as Kind[];

export const specOf = (kind: Kind): KindSpec => KINDS[kind];

function bodiesIn(dialect: Dialect): Bodies {
  return Object.fromEntries(ALL_KINDS.map((kind) => [kind, KINDS[kind].body(dialect)])) as Bodies;
}

/** The body of every kind as it stands in the ledger. */
export const ledgerBodies = bodiesIn(ledgerDialect);
/** The body of every kind as a request carries it: strict, unknown fields refused, instants normalised to UTC. */
export const requestBodies = bodiesIn(requestDialect);
/** The body of a kind as a writer sends it: instants are ISO 8601 with an offset, texts are texts. */
export type RequestBodyOf<K extends RecordableKind> = z.input<Bodies[K]>;

export function isKind(text: string): text is Kind {
  return Object.hasOwn(KINDS, text);
}

export function isRecordable(kind: Kind): kind is RecordableKind {
  return specOf(kind).writers !== 'server';
}

/**
 * Rules may not reach back: they hold from `eff = max(at, recordedAt)` (semantics 2). `site.scheduleSet` has a rule of
 * its own (section 5) and is not one of these.
 */
export function isRule(kind: Kind): boolean {
  return specOf(kind).rule === true;
}
