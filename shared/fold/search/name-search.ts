import type { SearchAnswer, SearchHit } from '../../contract/http';
import { SEARCH_SORTS, type SearchSort } from '../../contract/vocabulary';
import type { Instant } from '../../model/instant';
import type { Facts } from '../derived/facts';
import { sitesIn } from '../lists/lister';
import type { Visibility } from '../visibility/visibility';
import { Best } from './best';
import { hitOf } from './hits';
import { fitAll, tokensOf } from './match';
import { NameIndex } from './name-index';

export interface SearchQuery {
  q: string;
  /** Things of each sort. */
  limit: number;
  visibility: Visibility;
  now: Instant;
}

/** Things that are looked at before others have a turn: some ms while the index is made, then a fraction of one. */
const THINGS_PER_STEP = 250;
/** Of the things that fit, this many times the limit are kept, because some may turn out not to be visible now. */
const SPARE = 3;

/**
 * Finds sites, rooms, devices and faults by their names and codes. It looks through the sites of the account only, so
 * that a search costs what lies in its scope; the rights on each hit are those of its list at `now` (contract 3).
 */
export class NameSearch {
  readonly #facts: Facts;
  #index: NameIndex | undefined;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /** In pieces, between which entries may be applied. */
  *search({ q, limit, visibility, now }: SearchQuery): Generator<undefined, SearchAnswer> {
    const tokens = tokensOf(q);
    const best = new Map(SEARCH_SORTS.map((sort) => [sort, new Best(limit * SPARE)]));
    const add = (sort: SearchSort, id: string, rank: number | null) => {
      if (rank !== null) best.get(sort)!.add(id, rank);
    };
    let looked = 0;
    for (const siteId of tokens.length === 0 ? [] : [...this.#sites(visibility)]) {
      for (const [sort, id, rank] of this.#inSite(siteId, tokens)) {
        add(sort, id, rank);
        looked += 1;
        if (looked % THINGS_PER_STEP === 0) yield;
      }
    }
    this.#facts.derived.refresh();
    const hits: SearchHit[] = [];
    const more: SearchSort[] = [];
    for (const sort of SEARCH_SORTS) {
      const found = best
        .get(sort)!
        .ids.flatMap((id) => hitOf(this.#facts, { sort, id, tokens, now, visibility }) ?? []);
      hits.push(...found.slice(0, limit));
      if (found.length > limit) more.push(sort);
    }
    return { hits, more };
  }

  #sites(visibility: Visibility): Set<string> {
    if (visibility === null) return new Set(this.#facts.state.sites.keys());
    return new Set(visibility.flatMap((scope) => [...sitesIn(this.#facts, scope)]));
  }

  /** Everything of a site with how well it fits. */
  *#inSite(siteId: string, tokens: readonly string[]): Iterable<[SearchSort, string, number | null]> {
    const { state } = this.#facts;
    const index = (this.#index ??= new NameIndex(this.#facts));
    const site = index.site(siteId);
    const facts = state.sites.get(siteId);
    if (!site || !facts) return;
    yield ['site', siteId, fitAll(site.words, [], tokens)];
    for (const id of facts.rooms) {
      const room = index.room(id);
      if (room?.siteId === siteId) yield ['room', id, fitAll(room.words, [site.words], tokens)];
    }
    for (const id of facts.devices) {
      // A fault belongs to where its device stood when it was reported, so also to a site that the device has left.
      for (const faultId of state.devices.get(id)?.faults ?? []) yield ['fault', faultId, fitFault(faultId, tokens)];
      const device = index.device(id);
      if (!device) continue;
      const room = device.roomId === undefined ? undefined : index.room(device.roomId);
      // It stood here once: where it stands now it is looked at, too.
      if ((room?.siteId ?? device.siteId) !== siteId) continue;
      const places = room ? [room.words, site.words] : [site.words];
      yield ['device', id, fitAll(device.words, places, tokens)];
    }
  }
}

/** A fault is found by its id alone. */
function fitFault(id: string, tokens: readonly string[]): number | null {
  const [token, ...rest] = tokens;
  if (token === undefined || rest.length > 0) return null;
  const plain = id.toLowerCase();
  if (!plain.includes(token)) return null;
  return plain === token ? 0 : plain.startsWith(token) ? 1 : 3;
}
