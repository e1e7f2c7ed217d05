import { z } from 'zod';
import { STATUSES } from '../../model/vocabulary';
import { named } from '../components';
import { count, instant } from '../units';

const text = z.string().optional();

export const DeviceItem = named(
  'DeviceItem',
  z.strictObject({
    id: z.string(),
    siteId: z.string(),
    roomId: text,
    seat: text,
    spare: z.boolean().optional(),
    category: z.string(),
    domestic: z.boolean().optional(),
    projectId: text,
    /** Monitored: silence for this many seconds is written as `unknown` by the server (semantics 4). */
    reportWithinS: count.optional(),
    /** The device that this one depends on. */
    parentId: text,
    label: text,
    model: text,
    vendor: text,
    serial: text,
    assetNo: text,
    contractNo: text,
    acceptanceNo: text,
    cpu: text,
    os: text,
    ip: text,
    mac: text,
    commissionedAt: instant.optional(),
    retiredAt: instant.optional(),
    status: z.enum(STATUSES),
    /** Since when the status holds. */
    since: instant.optional(),
    /** The faults that are not repaired now. */
    openFaults: z.array(z.string()),
  }),
);
export type DeviceItem = z.infer<typeof DeviceItem>;
