import { LimitsItem } from '../../../contract/rules/limits';
import { toIso } from '../../../model/instant';
import { DEFAULT_LIMITS } from '../../fault/deadline';
import { lastUpTo } from '../../state/log';
import { list } from '../list';
import { EVERYWHERE } from './rule';

/** The policy that holds everywhere (semantics 7). */
const GENERAL = 'general';

export const limits = list({
  ...EVERYWHERE,
  does: 'The repair limits in force.',
  schema: LimitsItem,
  filters: {},
  sorts: {},
  text: ({ id }) => [id],
  all: () => [GENERAL],
  in: () => [GENERAL],
  item({ state, now }, id) {
    if (id !== GENERAL) return null;
    const fact = lastUpTo(state.rules.limits, now);
    return { id, ...(fact?.value ?? DEFAULT_LIMITS), ...(fact && { since: toIso(fact.at) }) };
  },
});
