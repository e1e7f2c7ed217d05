import type { DeviceItem, RoomItem, SiteItem, SittingItem } from '../../../shared/contract/http';
import type { Instant } from '../../../shared/model/instant';
import type { Zone } from '../../../shared/timeline/zone';

/** What every plan needs to know. */
export interface Base {
  /** Ids of the file that stand for what the account does not see, as `site:S1`. */
  taken: ReadonlySet<string>;
  /** Areas of the file in which the account may not write. */
  beyond: ReadonlySet<string>;
  now: Instant;
  zone: Zone;
}

/** What the plan of an inventory compares a file with: everything that the account sees. */
export interface Known extends Base {
  sites: ReadonlyMap<string, SiteItem>;
  rooms: ReadonlyMap<string, RoomItem>;
  devices: ReadonlyMap<string, DeviceItem>;
  sittings: ReadonlyMap<string, SittingItem>;
  projects: ReadonlySet<string>;
  profiles: ReadonlySet<string>;
  categories: ReadonlySet<string>;
}
