import type { FaultStory } from '../../shared/contract/http';
import type { Visibility } from '../../shared/fold/visibility/visibility';
import type { AsOf } from '../ledger/querying/figures';
import type { Requester } from '../ledger/querying/fold-worker';
import { papersOf } from '../ledger/writing/paper-texts';
import { readTrail } from './audit/audit-trail';
import type { Context } from './context';
import { entryItems } from './entry-items';
import { smallTexts } from './papers/small-texts';

/** Entries of one fault that are told; it has about ten. */
const MOST_ENTRIES = 500;

/** The story of a fault as known now or then, with its entries and their texts; null: absent or not visible. */
export async function storyOf(
  deps: Pick<Context, 'figures' | 'store' | 'turns'>,
  asked: { id: string; asOf: AsOf; visibility: Visibility; requester: Requester },
): Promise<FaultStory | null> {
  const { id, asOf, visibility, requester } = asked;
  const story = await deps.figures.ask({ ask: 'story', id, visibility }, asOf, requester);
  if (!story) return null;
  const query = { entity: `fault:${id}`, before: story.upTo + 1, limit: MOST_ENTRIES };
  const entries = (await readTrail(deps, { ...query, visibility, requester })).reverse();
  const refs = entries.flatMap(({ body }) => papersOf(body));
  return {
    ...story,
    entries: await entryItems(deps.store, entries),
    papers: await smallTexts(deps.store, refs),
  };
}
