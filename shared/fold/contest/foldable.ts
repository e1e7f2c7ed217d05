import { MINUTES_MAX, SECONDS_MAX, isRecordableInstant } from '../../model/bounds';
import type { Entry } from '../../model/entry';
import { SETTINGS, isSettingName } from '../../model/settings';

/**
 * Whether the fold can carry an entry: ledgers of earlier versions may hold instants and rules beyond the bounds of
 * `model/bounds.ts`. Such an entry has no effect and is listed as contested (semantics 2).
 */
export function isFoldable(entry: Entry): boolean {
  if (!isRecordableInstant(entry.at)) return false;
  switch (entry.kind) {
    case 'limits.set': {
      const { critical, major, minor } = entry.body;
      return [critical, major, minor].every(
        ({ normalMin, sittingMin }) => normalMin <= MINUTES_MAX && (sittingMin ?? 1) <= MINUTES_MAX,
      );
    }
    case 'category.set':
      return (entry.body.validityS ?? 1) <= SECONDS_MAX;
    case 'setting.set': {
      const { name, value } = entry.body;
      return !isSettingName(name) || SETTINGS[name].value.safeParse(value).success;
    }
    default:
      return true;
  }
}
