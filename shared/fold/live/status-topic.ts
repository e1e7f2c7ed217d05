import type { ChangeOf, TopicData } from '../../contract/live';
import type { Instant } from '../../model/instant';
import type { Ref } from '../../model/references';
import { type Scope, scopeText } from '../../model/scope';
import type { Derived } from '../derived/derived';
import type { State } from '../state/state';
import { sitesEverOf } from '../state/versions';
import { type Before, type TopicChanges, wasVisible } from './changed';
import type { LiveSums } from './running-sums';
import { SiteScopes } from './site-scopes';
import { liveDevice, liveDevices, liveSite, liveSites } from './status';
import { type LiveTopic, type TopicSource, changedOf, partsOf } from './topic';

/** The lists that are not empty. */
function filled<S, D>({ sites, devices }: { sites: S[]; devices: D[] }): { sites?: S[]; devices?: D[] } {
  return { ...(sites.length > 0 && { sites }), ...(devices.length > 0 && { devices }) };
}

/** Sites with their rooms, and the devices of the sites shown. A device as a scope shows no site: it is a fault's scope. */
export class StatusTopic implements LiveTopic<'status'> {
  private readonly state: State;
  private readonly derived: Derived;
  private readonly sums: LiveSums;
  private readonly siteScopes: SiteScopes;

  constructor({ state, derived, sums, now }: TopicSource) {
    this.state = state;
    this.derived = derived;
    this.sums = sums;
    this.siteScopes = new SiteScopes(state, sums, now);
  }

  invalidate(ref: Ref): void {
    const [sort, id] = partsOf(ref);
    if (sort === 'site') this.siteScopes.invalidate(id);
    else if (sort === 'room') this.invalidateRoom(id);
    else if (sort === 'project') for (const room of this.derived.index.roomsNaming(id)) this.invalidateRoom(room);
  }

  private invalidateRoom(id: string): void {
    for (const siteId of sitesEverOf(this.state.rooms.get(id))) this.siteScopes.invalidate(siteId);
  }

  /** The running sums carry every status: what they changed is taken in `take`. */
  advance(): void {}

  nextChangeAt(): Instant {
    return Infinity;
  }

  take(): TopicChanges {
    const { devices, sites } = this.sums.changed;
    const taken = this.siteScopes.take(sites, devices, this.sums.time);
    devices.clear();
    sites.clear();
    return taken;
  }

  snapshot(scope: Scope): TopicData['status'] {
    const sites = liveSites(this.state, this.sums, scope, this.sums.time);
    return { sites, devices: this.devicesOf(sites.map((site) => site.id)) };
  }

  changes(scope: Scope, changed: TopicChanges): ChangeOf<'status'>[] {
    const text = scopeText(scope);
    const put: TopicData['status'] = { sites: [], devices: [] };
    const gone = { sites: [] as string[], devices: new Set<string>() };
    const come: string[] = [];
    for (const [id, before] of changedOf(changed, 'sites')) {
      const site = liveSite(this.state, this.sums, id, scope, this.sums.time);
      if (site) put.sites.push(site);
      else if (wasVisible(before, text)) {
        gone.sites.push(id);
        // A site that leaves the scope takes its devices along, changed or not.
        for (const device of this.devicesOf([id])) gone.devices.add(device.id);
      }
      // A site that comes into the scope brings its devices, changed or not.
      if (site && !before.every((scopes) => scopes.includes(text))) come.push(id);
    }
    put.devices.push(...this.devicesOf(come));
    const brought = new Set(put.devices.map((device) => device.id));
    for (const [id, before] of changedOf(changed, 'devices')) {
      if (!brought.has(id)) this.deviceChange(id, before, text, put.devices, gone.devices);
    }
    return [
      ...(gone.sites.length > 0 || gone.devices.size > 0
        ? [{ topic: 'status' as const, gone: filled({ sites: gone.sites, devices: [...gone.devices] }) }]
        : []),
      ...(put.sites.length > 0 || put.devices.length > 0 ? [{ topic: 'status' as const, put: filled(put) }] : []),
    ];
  }

  private deviceChange(
    id: string,
    before: Before,
    scope: string,
    put: TopicData['status']['devices'],
    gone: Set<string>,
  ): void {
    const device = liveDevice(this.sums, id);
    if (device && this.siteScopes.of(device.siteId).includes(scope)) put.push(device);
    else if (wasVisible(before, scope)) gone.add(id);
  }

  private devicesOf(siteIds: readonly string[]): TopicData['status']['devices'] {
    return liveDevices(this.state, this.sums, siteIds);
  }
}
