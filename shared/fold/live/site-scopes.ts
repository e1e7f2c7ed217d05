import type { Instant } from '../../model/instant';
import type { State } from '../state/state';
import { scopesShowing } from './status';
import type { Before } from './changed';

/** In which scopes each site was shown when it was last told of: so that those who lose it are told, and nobody else. */
export class SiteScopes {
  private readonly told = new Map<string, readonly string[]>();
  private readonly changed = new Set<string>();

  constructor(
    private readonly state: State,
    now: Instant,
  ) {
    for (const id of state.sites.keys()) this.told.set(id, scopesShowing(state, id, now));
  }

  /** A name, an area or a room of it may have changed. */
  invalidate(id: string): void {
    this.changed.add(id);
  }

  of(id: string): readonly string[] {
    return this.told.get(id) ?? [];
  }

  /** What is told now of these sites and those that were touched; devices come with the sites that they stood in. */
  take(
    sites: Iterable<string>,
    devices: ReadonlyMap<string, ReadonlySet<string>>,
    now: Instant,
  ): { sites: Map<string, Before>; devices: Map<string, Before> } {
    for (const id of sites) this.changed.add(id);
    const was = { sites: new Map<string, Before>(), devices: new Map<string, Before>() };
    for (const [id, stood] of devices) was.devices.set(id, [[...stood].flatMap((site) => this.of(site))]);
    for (const id of this.changed) {
      was.sites.set(id, [this.of(id)]);
      this.told.set(id, scopesShowing(this.state, id, now));
    }
    this.changed.clear();
    return was;
  }
}
