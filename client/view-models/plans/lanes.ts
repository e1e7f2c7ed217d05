import type { DeviceItem, MaintenanceItem, RoomItem, SiteItem, SittingItem } from '../../../shared/contract/http';
import { coversDevice } from './covers';

/** A line of the calendar: a site, under an opened one its rooms and what stands in none, under an opened room its devices. */
export interface Lane {
  /** `site:ID`, `room:ID` or `device:ID` */
  scope: string;
  depth: 0 | 1 | 2;
  name: string;
  /** It has lanes below: whether they are shown. */
  opens: 'open' | 'closed' | null;
  /** Its own windows; a closed lane shows those of what lies below, too. */
  windows: MaintenanceItem[];
  sittings: SittingItem[];
}

interface Facts {
  sites: readonly SiteItem[];
  rooms: readonly RoomItem[];
  devices: readonly DeviceItem[];
  maintenances: readonly MaintenanceItem[];
  sittings: readonly SittingItem[];
}

const byId = <T extends { id: string }>(a: T, b: T) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const nameOf = ({ id, label }: DeviceItem) => label ?? id;

/** The lanes of a calendar, parents before what they hold. `open` are the scopes whose lanes are shown. */
export function lanesOf(facts: Facts, open: ReadonlySet<string>): Lane[] {
  const { maintenances } = facts;
  const sittings = facts.sittings.filter(({ cancelled }) => !cancelled);
  const windowsOf = (scopes: ReadonlySet<string>) => maintenances.filter(({ scope }) => scopes.has(scope));
  const out: Lane[] = [];
  for (const site of [...facts.sites].sort(byId)) {
    const rooms = facts.rooms
      .filter(({ siteId, retiredAt }) => siteId === site.id && retiredAt === undefined)
      .sort(byId);
    const devices = facts.devices
      .filter(({ siteId, retiredAt }) => siteId === site.id && retiredAt === undefined)
      .sort(byId);
    const own = `site:${site.id}`;
    const isOpen = open.has(own);
    const below = [...rooms.map(({ id }) => `room:${id}`), ...devices.map(({ id }) => `device:${id}`)];
    out.push({
      scope: own,
      depth: 0,
      name: site.name,
      opens: below.length === 0 ? null : isOpen ? 'open' : 'closed',
      windows: windowsOf(new Set(isOpen ? [own] : [own, ...below])),
      sittings: sittings.filter(({ siteId }) => siteId === site.id),
    });
    if (!isOpen) continue;
    for (const room of rooms) {
      const scope = `room:${room.id}`;
      const inRoom = devices.filter(({ roomId }) => roomId === room.id);
      const opened = open.has(scope);
      out.push({
        scope,
        depth: 1,
        name: room.name,
        opens: inRoom.length === 0 ? null : opened ? 'open' : 'closed',
        windows: windowsOf(new Set(opened ? [scope] : [scope, ...inRoom.map(({ id }) => `device:${id}`)])),
        sittings: sittings.filter((one) => one.rooms.some(({ roomId }) => roomId === room.id)),
      });
      if (opened) out.push(...inRoom.map((device) => deviceLane(device, maintenances)));
    }
    out.push(...devices.filter(({ roomId }) => roomId === undefined).map((device) => deviceLane(device, maintenances)));
  }
  return out;
}

function deviceLane(device: DeviceItem, maintenances: readonly MaintenanceItem[]): Lane {
  const scope = `device:${device.id}`;
  return {
    scope,
    depth: 2,
    name: nameOf(device),
    opens: null,
    windows: maintenances.filter((one) => one.scope === scope),
    sittings: [],
  };
}

/** How many devices in service a scope covers. */
export function devicesCovered(scope: string, devices: readonly DeviceItem[]): number {
  return devices.filter(
    (device) => coversDevice(scope, device) && device.commissionedAt !== undefined && device.retiredAt === undefined,
  ).length;
}

export type WindowState = 'planned' | 'running' | 'over' | 'cancelled';

export function windowState({ from, to, cancelledAt }: MaintenanceItem, now: number): WindowState {
  // A cancellation is never of the future: it may only be newer than the page's clock.
  if (cancelledAt !== undefined && Date.parse(cancelledAt) <= Date.parse(to)) return 'cancelled';
  if (now < Date.parse(from)) return 'planned';
  return now < Date.parse(to) ? 'running' : 'over';
}
