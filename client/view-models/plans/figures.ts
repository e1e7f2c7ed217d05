import { grouped } from '../../format/numbers';

const HOUR_MS = 3_600_000;

/** Device-milliseconds as device-hours with at most two decimals, a loss rounded away from us: `264`, `−5.28`. */
export const deviceHoursOf = (ms: number): string => grouped(Math.floor((ms / HOUR_MS) * 100) / 100);
