import type { Instant } from '../../model/instant';
import type { State } from '../state/state';
import type { LiveSums } from './running-sums';
import { scopesShowing } from './status';
import type { Before } from './changed';

/** The scopes in which each site was visible at the last delta: only watchers that had it are sent that it is gone. */
export class SiteScopes {
  private readonly told = new Map<string, readonly string[]>();
  private readonly changed = new Set<string>();

  constructor(
    private readonly state: State,
    private readonly sums: LiveSums,
    now: Instant,
  ) {
    for (const id of state.sites.keys()) this.told.set(id, scopesShowing(state, sums, id, now));
  }

  /** A name, an area or a room of it may have changed. */
  invalidate(id: string): void {
    this.changed.add(id);
  }

  of(id: string): readonly string[] {
    return this.told.get(id) ?? [];
  }

  /** The changed sites and devices with the scopes in which each was visible before; a device by the sites that it stood in. */
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
      this.told.set(id, scopesShowing(this.state, this.sums, id, now));
    }
    this.changed.clear();
    return was;
  }
}
