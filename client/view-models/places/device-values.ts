import type { DeviceItem } from '../../../shared/contract/http';
import type { Draft } from '../../api/record';
import { changesOf, filledText, present, wholeOf } from './changes';

/** The descriptive fields of a device that are texts, in the order of the form. */
export const DEVICE_TEXTS = [
  'label',
  'model',
  'vendor',
  'serial',
  'assetNo',
  'contractNo',
  'acceptanceNo',
  'cpu',
  'os',
  'ip',
  'mac',
] as const;
export type DeviceText = (typeof DEVICE_TEXTS)[number];

export interface DeviceValues {
  /** The code; set once, at the registration. */
  deviceId: string;
  siteId: string;
  /** Empty: in no room. */
  roomId: string;
  seat: string;
  category: string;
  domestic: 'yes' | 'no';
  spare: 'yes' | 'no';
  /** Seconds, as typed; empty: not monitored. */
  reportWithinS: string;
  projectId: string;
  parentId: string;
  texts: Record<DeviceText, string>;
  /** A registration that is put into service at once. */
  commission: 'yes' | 'no';
  /** ms; null: now. */
  at: number | null;
}

const textsOf = (device: Partial<Pick<DeviceItem, DeviceText>>): Record<DeviceText, string> => ({
  label: device.label ?? '',
  model: device.model ?? '',
  vendor: device.vendor ?? '',
  serial: device.serial ?? '',
  assetNo: device.assetNo ?? '',
  contractNo: device.contractNo ?? '',
  acceptanceNo: device.acceptanceNo ?? '',
  cpu: device.cpu ?? '',
  os: device.os ?? '',
  ip: device.ip ?? '',
  mac: device.mac ?? '',
});

/** What the form of a device begins with; without a device that of a new one. */
export function deviceValues(device: DeviceItem | null, place: { siteId: string; roomId?: string }): DeviceValues {
  const yes = (value: boolean | undefined) => (value ? 'yes' : 'no');
  return {
    deviceId: device?.id ?? '',
    siteId: device?.siteId ?? place.siteId,
    roomId: device ? (device.roomId ?? '') : (place.roomId ?? ''),
    seat: device?.seat ?? '',
    category: device?.category ?? '',
    domestic: yes(device?.domestic),
    spare: yes(device?.spare),
    reportWithinS: device?.reportWithinS === undefined ? '' : String(device.reportWithinS),
    projectId: device?.projectId ?? '',
    parentId: device?.parentId ?? '',
    texts: textsOf(device ?? {}),
    commission: 'yes',
    at: null,
  };
}

/** The fields of a form that describe the device, without its place. */
function described(values: DeviceValues, before: DeviceItem | null) {
  const texts = present(
    Object.fromEntries(DEVICE_TEXTS.map((field) => [field, filledText(values.texts[field])])) as Partial<
      Record<DeviceText, string>
    >,
  );
  // "No" is said of a device only where it was "yes": what was never said stays unsaid.
  const said = (value: 'yes' | 'no', was: boolean | undefined) => (value === 'yes' ? true : was ? false : undefined);
  return present({
    category: values.category,
    domestic: said(values.domestic, before?.domestic),
    spare: said(values.spare, before?.spare),
    reportWithinS: wholeOf(values.reportWithinS) || undefined,
    projectId: filledText(values.projectId),
    parentId: filledText(values.parentId),
    ...texts,
  });
}

export function registerEntries(values: DeviceValues): Map<string, Draft> {
  const { siteId, commission, at, category } = values;
  const deviceId = values.deviceId.trim();
  const place = present({ roomId: filledText(values.roomId), seat: filledText(values.seat) });
  const when = at === null ? {} : { at };
  const register: [string, Draft] = [
    deviceId,
    { kind: 'device.registered', body: { deviceId, siteId, ...place, ...described(values, null), category } },
  ];
  const use: [string, Draft] = [`use ${deviceId}`, { kind: 'device.commissioned', ...when, body: { deviceId } }];
  return new Map([register, ...(commission === 'yes' ? [use] : [])]);
}

/** Only what changes; empty: nothing does. */
export function changeEntries(device: DeviceItem, values: DeviceValues): Map<string, Draft> {
  const changes = changesOf<Omit<DeviceItem, 'id'>>(device, described(values, device));
  if (Object.keys(changes).length === 0) return new Map();
  const at = values.at === null ? {} : { at: values.at };
  return new Map([['change', { kind: 'device.changed', ...at, body: { deviceId: device.id, ...changes } }]]);
}

const CLEARED = ['reportWithinS', 'projectId', 'parentId'] as const;

/** Fields that had a value and were emptied: a change entry cannot take a value away (contract 4). */
export function clearedFields(device: DeviceItem, values: DeviceValues): string[] {
  const texts = DEVICE_TEXTS.filter((field) => device[field] !== undefined && values.texts[field].trim() === '');
  const others = CLEARED.filter((field) => device[field] !== undefined && values[field].trim() === '');
  return [...texts, ...others];
}
