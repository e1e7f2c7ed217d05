import type { Entry, EntryOf } from '../../model/entry';
import type { Kind } from '../../model/kinds';
import type { Invalidations } from '../derived/derived';
import { handlerOf } from '../kinds';
import type { State } from '../state/state';

/** Files the fact of an entry, and marks what it may have changed. */
export function fileEntry(state: State, entry: Entry, invalidations: Invalidations): void {
  const handler = handlerOf<Kind>(entry.kind);
  handler.file(state, entry as EntryOf<Kind>);
  handler.invalidate(state, entry as EntryOf<Kind>, invalidations);
}

/** Takes the fact of an entry out again, and marks what that may have changed. */
export function unfileEntry(state: State, entry: Entry, invalidations: Invalidations): void {
  const handler = handlerOf<Kind>(entry.kind);
  handler.unfile(state, entry as EntryOf<Kind>);
  handler.invalidate(state, entry as EntryOf<Kind>, invalidations);
}
