import { CategoryItem } from '../../../contract/rules/categories';
import { BUILT_IN_CATEGORIES, DEFAULT_VALIDITY_MS } from '../../../model/catalogue';
import { toIso } from '../../../model/instant';
import { SEVERITIES } from '../../../model/vocabulary';
import { countUpTo } from '../../state/log';
import { list, oneOf } from '../list';
import type { ListContext } from '../lister';
import { EVERYWHERE } from './rule';

const idsOf = ({ state }: ListContext) => new Set([...BUILT_IN_CATEGORIES.keys(), ...state.rules.categories.keys()]);

/** The device categories: the built-in ones and those that `category.set` added (semantics 3). */
export const categories = list({
  ...EVERYWHERE,
  does: 'The device categories, with the values in force.',
  schema: CategoryItem,
  filters: {
    severity: oneOf(SEVERITIES, (item: CategoryItem) => item.defaultSeverity),
    builtIn: oneOf(['yes', 'no'], (item: CategoryItem) => (item.builtIn ? 'yes' : 'no')),
  },
  sorts: { validityS: (item: CategoryItem) => item.validityS },
  text: ({ id }) => [id],
  all: idsOf,
  in: idsOf,
  item({ state, now }, id) {
    const builtIn = BUILT_IN_CATEGORIES.get(id);
    const log = state.rules.categories.get(id) ?? [];
    const set = log.slice(0, countUpTo(log, now));
    if (!builtIn && set.length === 0) return null;
    // What a rule leaves out stays as it was: the last one that names it (semantics 3).
    const validityS = set.findLast((one) => one.value.validityS !== undefined)?.value.validityS;
    const severity = set.findLast((one) => one.value.defaultSeverity !== undefined)?.value.defaultSeverity;
    const defaultSeverity = severity ?? builtIn?.defaultSeverity;
    return {
      id,
      builtIn: builtIn !== undefined,
      validityS: validityS ?? DEFAULT_VALIDITY_MS / 1000,
      ...(defaultSeverity !== undefined && { defaultSeverity }),
      ...(set.length > 0 && { since: toIso(set.at(-1)!.at) }),
    };
  },
});
