import { DeviceItem } from '../../../contract/places/devices';
import { toIso } from '../../../model/instant';
import type { Scope } from '../../../model/scope';
import { STATUSES } from '../../../model/vocabulary';
import { beginOf, segmentAt, statusOf } from '../../device/segments';
import { placeWithin } from '../../figures/uptime';
import { versionAt } from '../../state/versions';
import { list, oneOf, text } from '../list';
import { type ListContext, devicesIn } from '../lister';

export const devices = list({
  does: 'The devices.',
  schema: DeviceItem,
  right: 'devices',
  ref: (id) => `device:${id}`,
  filters: {
    status: oneOf(STATUSES, (item: DeviceItem) => item.status),
    category: text((item: DeviceItem) => item.category),
    vendor: text((item: DeviceItem) => item.vendor),
    model: text((item: DeviceItem) => item.model),
    site: text((item: DeviceItem) => item.siteId),
    room: text((item: DeviceItem) => item.roomId),
    project: text((item: DeviceItem) => item.projectId),
    service: oneOf(['registered', 'inService', 'retired'], ({ commissionedAt, retiredAt }: DeviceItem, { now }) => {
      if (retiredAt !== undefined && Date.parse(retiredAt) <= now) return 'retired';
      return commissionedAt !== undefined && Date.parse(commissionedAt) <= now ? 'inService' : 'registered';
    }),
    /** Whether a fault of it is not repaired. */
    faulty: oneOf(['yes', 'no'], (item: DeviceItem) => (item.openFaults.length > 0 ? 'yes' : 'no')),
  },
  sorts: {
    status: (item: DeviceItem) => STATUSES.indexOf(item.status),
    since: (item: DeviceItem) => item.since,
    category: (item: DeviceItem) => item.category,
    vendor: (item: DeviceItem) => item.vendor,
    model: (item: DeviceItem) => item.model,
    label: (item: DeviceItem) => item.label,
    site: (item: DeviceItem) => item.siteId,
    room: (item: DeviceItem) => item.roomId,
    commissionedAt: (item: DeviceItem) => item.commissionedAt,
  },
  text: ({ id, label, model, vendor, serial, assetNo, seat, ip }) => [
    id,
    label,
    model,
    vendor,
    serial,
    assetNo,
    seat,
    ip,
  ],
  all: ({ state }) => state.devices.keys(),
  in: devicesIn,
  item(context, id) {
    const { state, derived, now } = context;
    const view = state.devices.has(id) ? derived.view(id) : undefined;
    const attributes = view && versionAt(view.versions, now)?.value;
    if (!attributes) return null;
    const segment = segmentAt(view.segments, now);
    const since = beginOf(view.segments, segment);
    const { from, to } = view.service;
    return {
      id,
      ...attributes,
      ...(from !== Infinity && { commissionedAt: toIso(from) }),
      ...(to !== Infinity && { retiredAt: toIso(to) }),
      status: STATUSES[statusOf(view.segments, segment)]!,
      ...(since !== -Infinity && { since: toIso(since) }),
      openFaults: openFaults(context, id),
    };
  },
  within: (context, { id }, scope) => standsIn(context, id, scope),
  holds: (context, id, scope) => context.state.devices.has(id) && standsIn(context, id, scope),
});

function standsIn({ state, derived, now }: ListContext, id: string, scope: Scope): boolean {
  const place = derived.view(id)?.places.find((one) => one.from <= now && now < one.to);
  return place !== undefined && placeWithin(state, scope)(place, id);
}

function openFaults({ state, derived, now }: ListContext, deviceId: string): string[] {
  return [...(state.devices.get(deviceId)?.faults ?? [])]
    .filter((id) => {
      const run = derived.run(id);
      return (
        run?.report.value.deviceId === deviceId &&
        run.unrepaired.some((stretch) => stretch.from <= now && now < stretch.to)
      );
    })
    .sort();
}
