import type { Entry, EntryOf } from '../../model/entry';
import type { Kind } from '../../model/kinds';
import type { Invalidations } from '../derived/derived';
import type { Handler } from './handler';
import type { State } from '../state/state';
import { evidenceHandlers } from './evidence';
import { examHandlers } from './exams';
import { faultHandlers } from './faults';
import { moneyHandlers } from './money';
import { placeHandlers } from './places';
import { ruleHandlers } from './rules';
import { statusHandlers } from './status';

/** Kinds without a handler file no fact: a void works on the others, and what the server notes bears on no figure. */
const handlers = {
  ...ruleHandlers,
  ...placeHandlers,
  ...statusHandlers,
  ...faultHandlers,
  ...examHandlers,
  ...moneyHandlers,
  ...evidenceHandlers,
};

function handlerOf(entry: Entry): Handler<Kind> | undefined {
  return handlers[entry.kind] as Handler<Kind> | undefined;
}

export function fileEntry(state: State, entry: Entry, invalidations: Invalidations): void {
  const handler = handlerOf(entry);
  handler?.file(state, entry as EntryOf<Kind>);
  handler?.invalidate(state, entry as EntryOf<Kind>, invalidations);
}

export function unfileEntry(state: State, entry: Entry, invalidations: Invalidations): void {
  const handler = handlerOf(entry);
  handler?.unfile(state, entry as EntryOf<Kind>);
  handler?.invalidate(state, entry as EntryOf<Kind>, invalidations);
}
