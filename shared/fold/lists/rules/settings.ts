import { SettingItem } from '../../../contract/rules/settings';
import { toIso } from '../../../model/instant';
import { lastUpTo } from '../../state/log';
import { list } from '../list';
import { EVERYWHERE } from './rule';

/** The settings that were set; one that never was has its default. */
export const settings = list({
  ...EVERYWHERE,
  does: 'The settings that were set.',
  schema: SettingItem,
  filters: {},
  sorts: { since: (item: SettingItem) => item.since },
  text: ({ id }) => [id],
  all: ({ state }) => state.rules.settings.keys(),
  in: ({ state }) => state.rules.settings.keys(),
  item({ state, now }, id) {
    const fact = lastUpTo(state.rules.settings.get(id) ?? [], now);
    return fact ? { id, value: fact.value, since: toIso(fact.at) } : null;
  },
});
