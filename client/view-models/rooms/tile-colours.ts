import type { InspectionItem, UptimeRow } from '../../../shared/contract/http';
import type { DeviceRow } from '../devices';

export const COLOURINGS = ['status', 'faultRate', 'domestic', 'inspected'] as const;
export type Colouring = (typeof COLOURINGS)[number];

/** How a tile is filled: by its status, by a step of five (1 the lightest), plainly, or as a thing without a figure. */
export type Tone = 'well' | 'degraded' | 'down' | 'unknown' | 'out' | 'plain' | 'none' | 'yes' | 1 | 2 | 3 | 4 | 5;

const DAY_MS = 86_400_000;

/** Upper ends of the first four steps of the fault rate; the target of the form is 2 %. */
export const RATE_STEPS = [0.01, 0.02, 0.05, 0.1] as const;
/** Upper ends of the steps of the time since the last inspection, days: 31 is how long a sight of `up` holds (semantics 4). */
export const AGE_STEPS_DAYS = [1, 7, 14, 31] as const;

function stepOf(value: number, ends: readonly number[]): 1 | 2 | 3 | 4 | 5 {
  const found = ends.findIndex((end) => value <= end);
  return (found < 0 ? 5 : found + 1) as 1 | 2 | 3 | 4 | 5;
}

/** Exactly 0 is plain: a device that was never down in 30 days is no light case of one that was. */
function rateTone(row: UptimeRow | undefined): Tone {
  if (!row || row.faultRate === null) return 'none';
  return row.faultRate === 0 ? 'plain' : stepOf(row.faultRate, RATE_STEPS);
}

const ageTone = (inspection: InspectionItem | undefined, now: number): Tone =>
  inspection ? stepOf((now - Date.parse(inspection.at)) / DAY_MS, AGE_STEPS_DAYS) : 'none';

export interface Known {
  rates: ReadonlyMap<string, UptimeRow>;
  inspections: ReadonlyMap<string, InspectionItem>;
  now: number;
}

/** The tone of a device's tile. What is not known has no figure: `none`, never the best step. */
export function toneOf(device: DeviceRow, colouring: Colouring, { rates, inspections, now }: Known): Tone {
  switch (colouring) {
    case 'status':
      if (!device.inService) return 'out';
      return device.status === 'up' ? 'well' : device.status;
    case 'faultRate':
      return rateTone(rates.get(device.id));
    case 'domestic':
      return device.domestic ? 'yes' : 'plain';
    case 'inspected':
      return ageTone(inspections.get(device.id), now);
  }
}
