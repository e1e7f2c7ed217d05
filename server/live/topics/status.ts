import type { Change } from '../../../shared/contract/live';
import { wasVisible } from '../../../shared/fold/live/changed';
import { scopeText } from '../../../shared/model/scope';
import type { TopicFeed } from './topic';

/** Sites with their rooms, and the devices of the sites shown. A device as a scope shows no site: it is a fault's scope. */
export const status: TopicFeed = {
  snapshot(live, scope) {
    const sites = live.sites(scope);
    return { status: { sites, devices: live.devices(sites.map((site) => site.id)) } };
  },

  changes(live, scope, changed) {
    const text = scopeText(scope);
    const gone: Change[] = [];
    const shown: Change[] = [];
    const devices = new Set<string>();
    const come: string[] = [];
    for (const [id, before] of changed.sites) {
      const site = live.site(id, scope);
      if (site) shown.push({ topic: 'status', type: 'site', site });
      else if (wasVisible(before, text)) {
        gone.push({ topic: 'status', type: 'gone', sort: 'site', id });
      }
      // A site that comes into the scope brings its devices, touched or not.
      if (site && !before.every((scopes) => scopes.includes(text))) come.push(id);
    }
    for (const device of live.devices(come)) {
      devices.add(device.id);
      shown.push({ topic: 'status', type: 'device', device });
    }
    for (const [id, before] of changed.devices) {
      if (devices.has(id)) continue;
      const device = live.device(id);
      if (device && live.shows(device.siteId, text)) shown.push({ topic: 'status', type: 'device', device });
      else if (wasVisible(before, text)) {
        gone.push({ topic: 'status', type: 'gone', sort: 'device', id });
      }
    }
    return [...gone, ...shown];
  },
};
