import { fromIso } from '../../model/instant';
import type { Invalidations } from '../derived/derived';
import {
  checkAccepted,
  checkCommissioned,
  checkDevice,
  checkDeviceRetired,
  checkPlacement,
  checkRoom,
  checkRoomRetired,
} from '../checks/places';
import { type Handlers, atTheBeginning, filing, omit, signed } from './handler';
import { type DevicePatch, type State, deviceOf, roomOf, siteOf } from '../state/state';
import { sitesEverOf } from '../state/versions';

/** Everything that stands or stood in a site may have another area from an instant on. */
function markSite(state: State, siteId: string, from: number, invalidations: Invalidations): void {
  for (const id of siteOf(state, siteId).devices) invalidations.device(id, from, true);
}

/** Indexes every place that a device ever had: inspections, sittings and maintenance of that place look through it. */
function stands(state: State, deviceId: string, patch: DevicePatch): void {
  if (patch.siteId) siteOf(state, patch.siteId).devices.add(deviceId);
  if (!patch.roomId) return;
  const room = roomOf(state, patch.roomId);
  room.devices.add(deviceId);
  for (const siteId of sitesEverOf(room)) siteOf(state, siteId).devices.add(deviceId);
}

/** A room takes what stands in it along: its devices may stand in another site from an instant on (semantics 3). */
function moveRoom(state: State, roomId: string, from: number, invalidations: Invalidations): void {
  const room = roomOf(state, roomId);
  const sites = sitesEverOf(room);
  for (const id of room.devices) {
    for (const siteId of sites) siteOf(state, siteId).devices.add(id);
    invalidations.device(id, from, true);
  }
}

function markFaults(state: State, deviceId: string, invalidations: Invalidations): void {
  for (const id of deviceOf(state, deviceId).faults) invalidations.fault(id);
}

export const placeHandlers = {
  'site.registered': filing({
    log: (state, { body }) => siteOf(state, body.siteId).registered,
    value: ({ body }) => omit(body, 'siteId'),
    at: atTheBeginning,
    invalidate: (state, { body }, invalidations) => {
      invalidations.reindex('site', body.siteId);
      markSite(state, body.siteId, -Infinity, invalidations);
    },
  }),
  'site.changed': filing({
    log: (state, { body }) => siteOf(state, body.siteId).changed,
    value: ({ body }) => omit(body, 'siteId'),
    invalidate: (state, { at, body }, invalidations) => {
      invalidations.reindex('site', body.siteId);
      if (body.area !== undefined) markSite(state, body.siteId, at, invalidations);
    },
  }),
  'site.scheduleSet': filing({
    log: (state, { body }) => siteOf(state, body.siteId).schedules,
    value: ({ body }) => body.schedule,
    at: ({ at, recordedAt, body }) => Math.max(recordedAt, body.from ? fromIso(body.from) : at),
    invalidate: (state, entry, invalidations) => {
      // Without an older one this one is (or was) the first, which holds from the site's beginning.
      const { schedules } = siteOf(state, entry.body.siteId);
      const first = !schedules.some((other) => other.seq < entry.seq);
      const { at, recordedAt, body } = entry;
      invalidations.schedule(
        body.siteId,
        first ? -Infinity : Math.max(recordedAt, body.from ? fromIso(body.from) : at),
      );
    },
  }),
  'room.registered': filing({
    log: (state, { body }) => {
      siteOf(state, body.siteId).rooms.add(body.roomId);
      return roomOf(state, body.roomId).registered;
    },
    value: ({ body }) => omit(body, 'roomId'),
    at: atTheBeginning,
    invalidate: (state, { body }, invalidations) => {
      invalidations.reindex('room', body.roomId);
      moveRoom(state, body.roomId, -Infinity, invalidations);
    },
    check: checkRoom,
  }),
  'room.changed': filing({
    log: (state, { body }) => {
      if (body.siteId) siteOf(state, body.siteId).rooms.add(body.roomId);
      return roomOf(state, body.roomId).changed;
    },
    value: ({ body }) => omit(body, 'roomId'),
    invalidate: (state, { at, body }, invalidations) => {
      invalidations.reindex('room', body.roomId);
      if (body.siteId !== undefined) moveRoom(state, body.roomId, at, invalidations);
    },
    check: checkRoom,
  }),
  'room.accepted': filing({
    log: (state, { body }) => roomOf(state, body.roomId).accepted,
    value: signed,
    check: checkAccepted,
  }),
  'room.retired': filing({
    log: (state, { body }) => roomOf(state, body.roomId).retired,
    value: signed,
    check: checkRoomRetired,
  }),
  'device.registered': filing({
    log: (state, { body }) => deviceOf(state, body.deviceId).registered,
    value: ({ body }) => omit(body, 'deviceId'),
    at: atTheBeginning,
    invalidate: (state, { body }, invalidations) => {
      stands(state, body.deviceId, body);
      invalidations.reindex('device', body.deviceId);
      invalidations.device(body.deviceId, -Infinity, true);
    },
    check: checkDevice,
  }),
  'device.changed': filing({
    log: (state, { body }) => deviceOf(state, body.deviceId).changed,
    value: ({ body }) => omit(body, 'deviceId'),
    invalidate: (state, { at, body }, invalidations) => {
      stands(state, body.deviceId, body);
      invalidations.reindex('device', body.deviceId);
      invalidations.device(body.deviceId, at, true);
    },
    check: checkDevice,
  }),
  'device.moved': filing({
    log: (state, { body }) => deviceOf(state, body.deviceId).changed,
    value: ({ body }): DevicePatch => ({ ...omit(body, 'deviceId'), moved: true }),
    invalidate: (state, { at, body }, invalidations) => {
      stands(state, body.deviceId, body);
      invalidations.reindex('device', body.deviceId);
      invalidations.device(body.deviceId, at, true);
    },
    check: checkPlacement,
  }),
  'device.commissioned': filing({
    log: (state, { body }) => deviceOf(state, body.deviceId).commissioned,
    value: signed,
    // The first commissioning decides which retirement counts, and a retirement repairs open faults.
    invalidate: (state, { body }, invalidations) => {
      markFaults(state, body.deviceId, invalidations);
      invalidations.device(body.deviceId, -Infinity, true);
    },
    check: checkCommissioned,
  }),
  'device.retired': filing({
    log: (state, { body }) => deviceOf(state, body.deviceId).retired,
    value: signed,
    invalidate: (state, { at, body }, invalidations) => {
      markFaults(state, body.deviceId, invalidations);
      // A retirement behind this one may have stood in its place: from the first of them on.
      const first = Math.min(at, ...deviceOf(state, body.deviceId).retired.map((one) => one.at));
      invalidations.device(body.deviceId, first, true);
    },
    check: checkDeviceRetired,
  }),
} satisfies Handlers;
