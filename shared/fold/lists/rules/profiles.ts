import { ProfileItem } from '../../../contract/rules/profiles';
import { toIso } from '../../../model/instant';
import { lastUpTo } from '../../state/log';
import { list, oneOf } from '../list';
import { EVERYWHERE } from './rule';

/** The room profiles in force (semantics 8). */
export const profiles = list({
  ...EVERYWHERE,
  does: 'The room profiles in force.',
  schema: ProfileItem,
  filters: { per: oneOf(['room', 'seat'], (item: ProfileItem) => item.requires.map((line) => line.per)) },
  sorts: { since: (item: ProfileItem) => item.since },
  text: ({ id, requires }) => [id, ...requires.map((line) => line.category)],
  all: ({ state }) => state.rules.profiles.keys(),
  in: ({ state }) => state.rules.profiles.keys(),
  item({ state, now }, id) {
    const fact = lastUpTo(state.rules.profiles.get(id) ?? [], now);
    return fact ? { id, requires: fact.value, since: toIso(fact.at) } : null;
  },
});
