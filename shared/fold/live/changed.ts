import type { Entry } from '../../model/entry';
import { type Ref, madeBy, namedBy } from '../../model/references';

/**
 * The scopes (as text) in which a thing was shown when it was last told of; several lists, where ticks are taken together.
 * Who watches none of them never knew the thing, and is not told that it is gone.
 */
export type Before = readonly (readonly string[])[];

/** Whether a thing was shown in a scope (as text): only then is it told that it is gone. */
export const wasVisible = (before: Before, scope: string): boolean => before.some((scopes) => scopes.includes(scope));

/** In place of a scope: the windows began anew, of those scopes, too, in which nothing was ever summed. */
export const EVERY_SCOPE = '*';

/** What changed since somebody asked, by id; `sums` are the scopes whose running sums did, or `EVERY_SCOPE`. */
export interface LiveChanges {
  sites: ReadonlyMap<string, Before>;
  devices: ReadonlyMap<string, Before>;
  faults: ReadonlyMap<string, Before>;
  sittings: ReadonlyMap<string, Before>;
  sums: ReadonlySet<string>;
}

/** What a rule of rooms is filed under: every sitting is looked at again. */
export const RULES: Ref = 'rules:';

/** What an entry says something of, beyond the time of devices and the steps of faults, which the fold marks itself. */
export function changedRefs(entry: Entry): Ref[] {
  const made = madeBy(entry);
  const refs = made === null ? namedBy(entry) : [...namedBy(entry), made];
  if (entry.kind === 'profile.set' || entry.kind === 'setting.set') refs.push(RULES);
  return refs.filter((ref) => /^(site|room|sitting|project|rules):/.test(ref));
}
