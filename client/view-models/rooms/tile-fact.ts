import type { FaultItem } from '../../../shared/contract/http';
import { isOverdue } from '../deadline';
import type { DeviceRow } from '../devices';

/** The one thing beside a status that matters about a device now: its deadline, or how long it has been so. */
export type TileFact =
  | { fact: 'overdue' | 'left'; ms: number }
  | { fact: 'paused' }
  | { fact: 'since'; ms: number }
  | { fact: 'maintenance' };

/** The fault of a device that wants something first: the overdue, then by deadline, the paused last. */
export function firstFault<F extends Pick<FaultItem, 'deviceId' | 'state' | 'deadline'>>(
  faults: readonly F[],
  deviceId: string,
): F | null {
  const end = ({ state, deadline }: F) => (state === 'paused' || deadline === null ? Infinity : Date.parse(deadline));
  return (
    faults
      .filter((fault) => fault.deviceId === deviceId && (fault.state === 'open' || fault.state === 'paused'))
      .sort((a, b) => end(a) - end(b))[0] ?? null
  );
}

/** null: it is well, and nothing more is to be said. */
export function tileFact(
  device: DeviceRow,
  fault: Pick<FaultItem, 'state' | 'deadline'> | null,
  now: number,
): TileFact | null {
  if (fault && fault.state === 'paused') return { fact: 'paused' };
  if (fault?.deadline) {
    const ms = Date.parse(fault.deadline) - now;
    return isOverdue(fault, now) ? { fact: 'overdue', ms: -ms } : { fact: 'left', ms: Math.max(0, ms) };
  }
  if (device.maintenance) return { fact: 'maintenance' };
  if (device.status === 'up' || device.sinceMs === null) return null;
  return { fact: 'since', ms: Math.max(0, now - device.sinceMs) };
}
