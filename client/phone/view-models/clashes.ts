import type { DeviceItem, EntryItem, FaultItem } from '../../../shared/contract/http';
import type { Status } from '../../../shared/model/vocabulary';

/** What one entry says of one device. */
interface Said {
  entry: EntryItem;
  deviceId: string;
  status: Status;
  at: number;
  recordedAt: number;
}

/** Two accounts said different things of one device, neither knowing of the other. */
export interface Clash {
  deviceId: string;
  mine: EntryItem;
  mineSaid: Status;
  theirs: EntryItem;
  theirsSaid: Status;
  /** Whose holds now: the one that was true later (semantics 4). */
  stands: 'mine' | 'theirs';
}

interface Exception {
  deviceId: string;
  status: Status;
}

/** What an entry observes of the devices, as semantics 4 has it. */
function said(
  entry: EntryItem,
  { devices, faultDevices }: { devices: readonly DeviceItem[]; faultDevices: ReadonlyMap<string, string> },
): Said[] {
  const { kind, body } = entry;
  const base = { entry, at: Date.parse(entry.at), recordedAt: Date.parse(entry.recordedAt) };
  const one = (deviceId: unknown, status: Status) =>
    typeof deviceId === 'string' ? [{ ...base, deviceId, status }] : [];
  switch (kind) {
    case 'status.observed':
      return one(body['deviceId'], body['status'] as Status);
    case 'fault.reported':
      return body['impact'] === 'none' ? [] : one(body['deviceId'], body['impact'] as Status);
    case 'fault.repaired':
      return one(faultDevices.get(String(body['faultId'])), 'up');
    case 'room.inspected': {
      const exceptions = new Map((body['exceptions'] as Exception[]).map(({ deviceId, status }) => [deviceId, status]));
      const inside = devices.filter(({ roomId }) => roomId === body['roomId']);
      return inside.flatMap(({ id }) => one(id, exceptions.get(id) ?? 'up'));
    }
    default:
      return [];
  }
}

/** Clashes older than this are no news to anybody. */
const NEWS_MS = 72 * 3_600_000;

interface Known {
  entries: readonly EntryItem[];
  devices: readonly DeviceItem[];
  faults: readonly FaultItem[];
  accountId: string;
  now: number;
}

/**
 * Where an account and another said different things of a device, and each was made before the other was recorded: the
 * order in which two phones are synced does not matter. Newest first, the last of a device only.
 */
export function clashesOf({ entries, devices, faults, accountId, now }: Known): Clash[] {
  const standing = entries.filter(({ voidedBy }) => voidedBy === undefined);
  const faultDevices = new Map(faults.map(({ id, deviceId }) => [id, deviceId]));
  for (const { kind, body } of standing) {
    if (kind === 'fault.reported') faultDevices.set(String(body['faultId']), String(body['deviceId']));
  }
  const byDevice = new Map<string, Said[]>();
  for (const entry of standing) {
    if (now - Date.parse(entry.recordedAt) > NEWS_MS) continue;
    for (const one of said(entry, { devices, faultDevices })) {
      const list = byDevice.get(one.deviceId);
      if (list) list.push(one);
      else byDevice.set(one.deviceId, [one]);
    }
  }
  return [...byDevice.values()].flatMap((list) => clashIn(list, accountId) ?? []);
}

/** The newest clash of a device, unless the account has said something of it since both were recorded. */
function clashIn(list: readonly Said[], accountId: string): Clash | null {
  const mine = list.filter(({ entry }) => entry.actor === accountId);
  const theirs = list.filter(({ entry }) => entry.actor !== accountId);
  for (const own of mine.toSorted(newest)) {
    const other = theirs.toSorted(newest).find((one) => isUnaware(own, one) && one.status !== own.status);
    if (!other) continue;
    const known = Math.max(own.recordedAt, other.recordedAt);
    if (mine.some(({ at }) => at > known)) return null;
    const stands = isLater(own, other) ? 'mine' : 'theirs';
    return {
      deviceId: own.deviceId,
      mine: own.entry,
      mineSaid: own.status,
      theirs: other.entry,
      theirsSaid: other.status,
      stands,
    };
  }
  return null;
}

const newest = (a: Said, b: Said) => b.entry.seq - a.entry.seq;
const isUnaware = (a: Said, b: Said) => a.at <= b.recordedAt && b.at <= a.recordedAt;
const isLater = (a: Said, b: Said) => a.at > b.at || (a.at === b.at && a.entry.seq > b.entry.seq);
