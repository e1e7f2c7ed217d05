import { z } from 'zod';
import { named } from '../components';
import { ms, rate } from '../units';

const sums = { serviceMs: ms, upMs: ms, degradedMs: ms, downMs: ms, unknownMs: ms, maintenanceMs: ms };
const rates = { faultRate: rate, low: rate, high: rate, coverage: rate };

/** Times in integer ms (semantics 6). */
export const UptimeSums = z.strictObject(sums);
export type UptimeSums = z.infer<typeof UptimeSums>;
export const UptimeRates = z.strictObject(rates);
export type UptimeRates = z.infer<typeof UptimeRates>;

export const UptimeRow = named('UptimeRow', z.strictObject({ key: z.string(), ...sums, ...rates }));
export type UptimeRow = z.infer<typeof UptimeRow>;

export const UptimeAnswer = named('UptimeAnswer', z.strictObject({ rows: z.array(UptimeRow) }));
export type UptimeAnswer = z.infer<typeof UptimeAnswer>;
