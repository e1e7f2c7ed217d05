import type { Facts } from '../derived/facts';
import type { Indexed } from '../state/indexes';
import { deviceVersions, roomVersions, siteVersions } from '../state/versions';
import { type Words, wordsOf } from './match';

interface Named {
  words: Words;
}
interface NamedRoom extends Named {
  siteId: string;
}
interface NamedDevice extends Named {
  siteId: string;
  roomId: string | undefined;
}

/**
 * The searched words of sites, rooms and devices as last told, made when they are first looked at and again after an
 * entry about the thing. A thing's words are its own: a site that is renamed costs one entry of the index.
 */
export class NameIndex {
  readonly #facts: Facts;
  readonly #sites = new Map<string, Named | null>();
  readonly #rooms = new Map<string, NamedRoom | null>();
  readonly #devices = new Map<string, NamedDevice | null>();

  constructor(facts: Facts) {
    this.#facts = facts;
    facts.derived.onReindex = (sort, id) => this.#forget(sort, id);
  }

  site(id: string): Named | null {
    return kept(this.#sites, id, () => {
      const facts = this.#facts.state.sites.get(id);
      const site = facts && siteVersions(facts).at(-1)?.value;
      return site ? { words: wordsOf([id], site.name) } : null;
    });
  }

  room(id: string): NamedRoom | null {
    return kept(this.#rooms, id, () => {
      const facts = this.#facts.state.rooms.get(id);
      const room = facts && roomVersions(facts).at(-1)?.value;
      return room ? { siteId: room.siteId, words: wordsOf([id], room.name) } : null;
    });
  }

  device(id: string): NamedDevice | null {
    return kept(this.#devices, id, () => {
      const { state } = this.#facts;
      const facts = state.devices.get(id);
      const device = facts && deviceVersions(state, facts).at(-1)?.value;
      if (!device) return null;
      const { siteId, roomId, serial, assetNo, ip, seat, label } = device;
      return { siteId, roomId, words: wordsOf([id, serial, assetNo, ip, seat], label) };
    });
  }

  #forget(sort: Indexed, id: string): void {
    if (sort === 'site') this.#sites.delete(id);
    else if (sort === 'room') this.#rooms.delete(id);
    else if (sort === 'device') this.#devices.delete(id);
  }
}

function kept<T>(of: Map<string, T>, id: string, make: () => T): T {
  let found = of.get(id);
  if (found === undefined) of.set(id, (found = make()));
  return found;
}
