import type { Instant } from '../../model/instant';
import { SETTINGS, type SettingName, type SettingSpec, type SettingValue } from '../../model/settings';
import { type Fact, lastUpTo } from './log';
import type { State } from './state';

/** Whether the value of a fact is one that its setting allows: read on every step of time, so it is checked once a fact. */
const allowed = new WeakMap<Fact<unknown>, boolean>();

/** A setting as it holds at an instant: its last value by `eff`, or its default. */
export function settingAt<N extends SettingName>(state: State, name: N, at: Instant): SettingValue<N> {
  const spec = SETTINGS[name] as SettingSpec<SettingValue<N>>;
  const log = state.rules.settings.get(name);
  const fact = log && lastUpTo(log, at);
  if (!fact) return spec.default;
  let fits = allowed.get(fact);
  // An imported ledger may hold a value that this version would refuse: it has no effect.
  if (fits === undefined) allowed.set(fact, (fits = spec.value.safeParse(fact.value).success));
  return fits ? (fact.value as SettingValue<N>) : spec.default;
}
