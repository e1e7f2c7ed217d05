import type { Kind } from '../../model/kinds';
import { evidenceHandlers } from './evidence';
import { faultHandlers } from './faults';
import { type Handler, filesNothing } from './handler';
import { moneyHandlers } from './money';
import { placeHandlers } from './places';
import { ruleHandlers } from './rules';
import { sittingHandlers } from './sittings';
import { statusHandlers } from './status';
import { summaryHandlers } from './summaries';
import { surveyHandlers } from './surveys';
import { voiceHandlers } from './voices';

/** How every kind folds and what it is refused for: a kind of the vocabulary without a handler does not compile. */
const HANDLERS: { [K in Kind]: Handler<K> } = {
  ...ruleHandlers,
  ...placeHandlers,
  ...statusHandlers,
  ...faultHandlers,
  ...voiceHandlers,
  ...sittingHandlers,
  ...moneyHandlers,
  ...evidenceHandlers,
  ...surveyHandlers,
  ...summaryHandlers,
  'config.changed': filesNothing(),
};

export function handlerOf<K extends Kind>(kind: K): Handler<K> {
  return HANDLERS[kind];
}
