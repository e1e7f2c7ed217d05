import { expect, it } from 'vitest';
import {
  changeEntries,
  clearedFields,
  deviceValues,
  registerEntries,
} from '../../../client/view-models/places/device-values';
import { copiedCode, copyEntries } from '../../../client/view-models/places/copy-room';
import type { DeviceItem, RoomItem } from '../../../shared/contract/http';

const layout = { rows: 2, cols: 2 };
const room: RoomItem = { id: 'K1-1', siteId: 'K1', name: '1', origin: 'new', seats: 2, profile: 'p', layout };
const seen = { siteId: 'K1', roomId: 'K1-1', status: 'up' as const, openFaults: [] };
const devices: DeviceItem[] = [
  {
    ...seen,
    id: 'K1-1-PC01',
    category: 'computer',
    seat: '01',
    parentId: 'K1-1-SW1',
    model: 'M',
    serial: 'S',
    ip: '10.0.0.1',
  },
  { ...seen, id: 'SW9', category: 'switch', domestic: true, parentId: 'K1-CORE' },
  { ...seen, id: 'K1-1-SW1', category: 'switch' },
];

it('the code of a copy has the new room in place of the old one', () => {
  expect(copiedCode('K1-1-PC01', 'K1-1', 'K1-2')).toBe('K1-2-PC01');
  expect(copiedCode('OLD-7', 'K1-1', 'K1-2')).toBe('K1-2-OLD-7');
});

it('a room is copied with its devices, parents first, without what is of one device only', () => {
  const to = { roomId: 'K1-2', name: '2', origin: 'existing' as const, commission: true };
  const made = [...copyEntries(room, devices, to).values()];
  const place = { siteId: 'K1', roomId: 'K1-2' };
  expect(made.filter(({ kind }) => kind !== 'device.commissioned')).toEqual([
    {
      kind: 'room.registered',
      body: { ...place, name: '2', origin: 'existing', seats: 2, profile: 'p', layout },
    },
    { kind: 'device.registered', body: { deviceId: 'K1-2-SW1', ...place, category: 'switch' } },
    {
      kind: 'device.registered',
      body: { deviceId: 'K1-2-PC01', ...place, category: 'computer', seat: '01', model: 'M', parentId: 'K1-2-SW1' },
    },
    {
      kind: 'device.registered',
      body: { deviceId: 'K1-2-SW9', ...place, category: 'switch', domestic: true, parentId: 'K1-CORE' },
    },
  ]);
  expect(made.filter(({ kind }) => kind === 'device.commissioned')).toHaveLength(3);
  expect(copyEntries(room, devices, { ...to, commission: false }).size).toBe(4);
});

it('a change of a device carries only what differs, and nothing is emptied', () => {
  const [pc] = devices as [DeviceItem];
  const values = deviceValues(pc, { siteId: 'K1' });
  expect(changeEntries(pc, values).size).toBe(0);
  const next = { ...values, domestic: 'yes' as const, texts: { ...values.texts, model: 'M2', serial: '' } };
  expect([...changeEntries(pc, next).values()]).toEqual([
    { kind: 'device.changed', body: { deviceId: 'K1-1-PC01', domestic: true, model: 'M2' } },
  ]);
  expect(clearedFields(pc, next)).toEqual(['serial']);
});

it('a device is registered at its place, and put into service unless it is said otherwise', () => {
  const values = { ...deviceValues(null, { siteId: 'K1' }), deviceId: ' K1-NVR ', category: 'recorder' };
  const body = { deviceId: 'K1-NVR', siteId: 'K1', category: 'recorder' };
  expect([...registerEntries(values).values()]).toEqual([
    { kind: 'device.registered', body },
    { kind: 'device.commissioned', body: { deviceId: 'K1-NVR' } },
  ]);
  expect(registerEntries({ ...values, commission: 'no' }).size).toBe(1);
});
