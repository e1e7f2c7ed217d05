import { fromIso } from '../../model/instant';
import type { Marks } from '../derived';
import { type Handlers, atTheBeginning, filing, omit, signed } from '../handler';
import { type DevicePatch, type State, deviceOf, roomOf, siteOf } from '../state';

/** Everything that stands or stood in a site may have another area from an instant on. */
function markSite(state: State, siteId: string, from: number, marks: Marks): void {
  for (const id of siteOf(state, siteId).devices) marks.device(id, from, true);
}

/** Notes where a device was ever said to stand: what an inspection, a sitting or maintenance there has to look through. */
function stands(state: State, deviceId: string, patch: DevicePatch): DevicePatch {
  if (patch.siteId) siteOf(state, patch.siteId).devices.add(deviceId);
  if (patch.roomId) {
    roomOf(state, patch.roomId).devices.add(deviceId);
    const siteIds = [patch.siteId, roomOf(state, patch.roomId).registered[0]?.value.siteId];
    for (const siteId of siteIds) if (siteId) siteOf(state, siteId).devices.add(deviceId);
  }
  return patch;
}

function markFaults(state: State, deviceId: string, marks: Marks): void {
  for (const id of deviceOf(state, deviceId).faults) marks.fault(id);
}

export const placeHandlers: Handlers = {
  'site.registered': filing({
    log: (state, { body }) => siteOf(state, body.siteId).registered,
    value: ({ body }) => omit(body, 'siteId'),
    at: atTheBeginning,
    mark: (state, { body }, marks) => {
      marks.said('site', body.siteId);
      markSite(state, body.siteId, -Infinity, marks);
    },
  }),
  'site.changed': filing({
    log: (state, { body }) => siteOf(state, body.siteId).changed,
    value: ({ body }) => omit(body, 'siteId'),
    mark: (state, { at, body }, marks) => {
      marks.said('site', body.siteId);
      if (body.area !== undefined) markSite(state, body.siteId, at, marks);
    },
  }),
  'site.scheduleSet': filing({
    log: (state, { body }) => siteOf(state, body.siteId).schedules,
    value: ({ body }) => body.schedule,
    at: ({ at, recordedAt, body }) => Math.max(recordedAt, body.from ? fromIso(body.from) : at),
    mark: (state, entry, marks) => {
      // Without an older one this one is (or was) the first, which holds from the site's beginning.
      const { schedules } = siteOf(state, entry.body.siteId);
      const first = !schedules.some((other) => other.seq < entry.seq);
      const { at, recordedAt, body } = entry;
      marks.schedule(body.siteId, first ? -Infinity : Math.max(recordedAt, body.from ? fromIso(body.from) : at));
    },
  }),
  'room.registered': filing({
    log: (state, { body }) => {
      siteOf(state, body.siteId).rooms.add(body.roomId);
      return roomOf(state, body.roomId).registered;
    },
    value: ({ body }) => omit(body, 'roomId'),
    at: atTheBeginning,
    mark: (_, { body }, marks) => marks.said('room', body.roomId),
  }),
  'room.changed': filing({
    log: (state, { body }) => {
      if (body.siteId) siteOf(state, body.siteId).rooms.add(body.roomId);
      return roomOf(state, body.roomId).changed;
    },
    value: ({ body }) => omit(body, 'roomId'),
    mark: (_, { body }, marks) => marks.said('room', body.roomId),
  }),
  'room.accepted': filing({ log: (state, { body }) => roomOf(state, body.roomId).accepted, value: signed }),
  'room.retired': filing({ log: (state, { body }) => roomOf(state, body.roomId).retired, value: signed }),
  'device.registered': filing({
    log: (state, { body }) => deviceOf(state, body.deviceId).registered,
    value: ({ body }) => omit(body, 'deviceId'),
    at: atTheBeginning,
    mark: (state, { body }, marks) => {
      stands(state, body.deviceId, body);
      marks.said('device', body.deviceId);
      marks.device(body.deviceId, -Infinity, true);
    },
  }),
  'device.changed': filing({
    log: (state, { body }) => deviceOf(state, body.deviceId).changed,
    value: ({ body }) => omit(body, 'deviceId'),
    mark: (state, { at, body }, marks) => {
      stands(state, body.deviceId, body);
      marks.said('device', body.deviceId);
      marks.device(body.deviceId, at, true);
    },
  }),
  'device.moved': filing({
    log: (state, { body }) => deviceOf(state, body.deviceId).changed,
    value: ({ body }): DevicePatch => ({ ...omit(body, 'deviceId'), moved: true }),
    mark: (state, { at, body }, marks) => {
      stands(state, body.deviceId, body);
      marks.device(body.deviceId, at, true);
    },
  }),
  'device.commissioned': filing({
    log: (state, { body }) => deviceOf(state, body.deviceId).commissioned,
    value: signed,
    // Which retirement counts hangs on the first commissioning, and with it the repair of what was open.
    mark: (state, { body }, marks) => {
      markFaults(state, body.deviceId, marks);
      marks.device(body.deviceId, -Infinity, true);
    },
  }),
  'device.retired': filing({
    log: (state, { body }) => deviceOf(state, body.deviceId).retired,
    value: signed,
    mark: (state, { at, body }, marks) => {
      markFaults(state, body.deviceId, marks);
      // A retirement behind this one may have stood in its place: from the first of them on.
      const first = Math.min(at, ...deviceOf(state, body.deviceId).retired.map((one) => one.at));
      marks.device(body.deviceId, first, true);
    },
  }),
};
