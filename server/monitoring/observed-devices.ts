import type { Fold } from '../../shared/fold/fold';
import type { Entry } from '../../shared/model/entry';
import { madeBy, namedBy } from '../../shared/model/references';
import { WATCHDOG } from './silence-entries';

function ofFault(fold: Fold, id: string): string[] {
  const deviceId = fold.things.deviceOfFault(id);
  return deviceId === null ? [] : [deviceId];
}

/** The devices that an entry may be an observation of (semantics 4). The watchdog's entries are no observations. */
export function hearingsIn(fold: Fold, entry: Entry): string[] {
  if (entry.actor === WATCHDOG.actor) return [];
  switch (entry.kind) {
    case 'status.observed':
    case 'device.commissioned':
      return [entry.body.deviceId];
    case 'room.inspected':
      return [...fold.things.devicesEverIn(entry.body.roomId)];
    case 'fault.repaired':
      return ofFault(fold, entry.body.faultId);
    default:
      return [];
  }
}

/** The devices whose silence may be due at another instant after this entry. */
export function observedDevices(fold: Fold, entry: Entry): string[] {
  return [...namedBy(entry), madeBy(entry)].flatMap((ref) => {
    const [sort, id] = (ref ?? ':').split(':') as [string, string];
    if (sort === 'device') return [id];
    if (sort === 'room') return [...fold.things.devicesEverIn(id)];
    return sort === 'fault' ? ofFault(fold, id) : [];
  });
}
