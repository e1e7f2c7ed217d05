import type { Instant } from '../../model/instant';
import { SETTINGS, type SettingName, type SettingSpec, type SettingValue } from '../../model/settings';
import type { State } from './state';
import { valueAt } from './versions';

/** A setting as it holds at an instant: its last value by `eff`, or its default. */
export function settingAt<N extends SettingName>(state: State, name: N, at: Instant): SettingValue<N> {
  const spec = SETTINGS[name] as SettingSpec<SettingValue<N>>;
  // An imported ledger may hold a value that this version would refuse: it has no effect.
  const parsed = spec.value.safeParse(valueAt(state.rules.settings.get(name), at));
  return parsed.success ? parsed.data : spec.default;
}
