import type { Entry } from '../../model/entry';
import { type Ref, madeBy, namedBy } from '../../model/references';

/**
 * The scopes (as text) in which a thing was visible at the last delta; several lists, where ticks are taken together.
 * A watcher of none of them never had the thing, and is not sent that it is gone.
 */
export type Before = readonly (readonly string[])[];

/** Whether a thing was visible in a scope (as text): only then is its going sent. */
export const wasVisible = (before: Before, scope: string): boolean => before.some((scopes) => scopes.includes(scope));

/** What changed of one topic since it was last taken: by the name of its list, the things by id. */
export type TopicChanges = Readonly<Record<string, ReadonlyMap<string, Before>>>;

/** In place of a scope in `sums`: the windows began anew, also of scopes in which nothing was ever summed. */
export const EVERY_SCOPE = '*';

/** What changed since it was last taken; `sums` are the scopes whose running sums did, or `EVERY_SCOPE`. */
export interface LiveChanges {
  topics: Readonly<Record<string, TopicChanges>>;
  sums: ReadonlySet<string>;
}

/** What stands for a rule of rooms: every sitting is judged again. */
export const RULES: Ref = 'rules:';

/** What an entry changes on live pages, beyond the time of devices and the steps of faults, which the fold marks itself. */
export function changedRefs(entry: Entry): Ref[] {
  const made = madeBy(entry);
  const refs = made === null ? namedBy(entry) : [...namedBy(entry), made];
  if (entry.kind === 'profile.set' || entry.kind === 'setting.set') refs.push(RULES);
  return refs.filter((ref) => /^(site|room|sitting|project|rules):/.test(ref));
}
