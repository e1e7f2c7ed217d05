import type { DeviceItem } from '../../../shared/contract/http';
import { deviceCells } from '../cells';
import type { TypedRow, TypedSheet } from '../types';
import { PIECE, bodyFields, byId, fieldsOf, hasRequired, lifeSteps } from './common';
import { type PlanDraft, differences, textAt } from './draft';
import type { Known } from './known';
import { at, changedFields, checkFree, namesKnown, namesSite, recordedAt } from './places';

const DEVICE_FIELDS = bodyFields('devices', ['commissionedAt', 'retiredAt']);

/** What else of the file a device may name. */
interface Around {
  sites: ReadonlyMap<string, TypedRow>;
  rooms: ReadonlyMap<string, TypedRow>;
  devices: ReadonlyMap<string, TypedRow>;
}

export function* planDevices(
  draft: PlanDraft<Known>,
  sheet: TypedSheet,
  around: Omit<Around, 'devices'>,
): Generator<undefined, void> {
  const devices = yield* byId(draft, sheet, (id) => draft.known.devices.has(id));
  const planned = new Set<TypedRow>();
  /** Devices above which everything was walked already: a long chain is walked once. */
  const walked = new Set<string>();
  let done = 0;
  for (const row of sheet.rows) {
    if (planned.has(row)) continue;
    // Parents first: an entry that names a device comes after its registration.
    const isListed = devices.get(String(row.values[0])) === row;
    for (const one of isListed ? withParents(draft, sheet, row, devices, walked) : [row]) {
      planned.add(one);
      planDevice(draft, sheet, one, { ...around, devices });
      if (++done % PIECE === 0) yield;
    }
  }
}

/** A row with those of the devices above it that the file holds and that were not walked yet, the topmost first. */
function withParents(
  draft: PlanDraft<Known>,
  sheet: TypedSheet,
  row: TypedRow,
  devices: ReadonlyMap<string, TypedRow>,
  walked: Set<string>,
): TypedRow[] {
  const chain: TypedRow[] = [];
  const path = new Set<string>();
  let id: string | null = String(row.values[0]);
  while (id !== null && !path.has(id) && !walked.has(id)) {
    path.add(id);
    const above: TypedRow | undefined = devices.get(id);
    if (above) chain.push(above);
    const own: string | null = above ? textAt('devices', above.values, 'parentId') : null;
    id = own ?? draft.known.devices.get(id)?.parentId ?? null;
  }
  if (id !== null && path.has(id)) {
    const all = [...path];
    for (const one of all.slice(all.indexOf(id))) {
      const inCircle = devices.get(one);
      if (!inCircle || draft.isNamed('devices', inCircle.row, 'parentId')) continue;
      draft.wrong(sheet, inCircle, 'parentId', 'own-parent', { mend: 'id' });
    }
  }
  for (const one of path) walked.add(one);
  return chain.reverse();
}

function planDevice(draft: PlanDraft<Known>, sheet: TypedSheet, row: TypedRow, around: Around): void {
  const deviceId = String(row.values[0]);
  const item = draft.known.devices.get(deviceId);
  if (!item) {
    checkFree(draft, sheet, row, 'deviceId', 'device');
    hasRequired(draft, sheet, row);
  }
  if (namesSite(draft, sheet, row, around.sites)) standsInSite(draft, sheet, row, item, around);
  namesKnown(draft, sheet, row, 'category');
  namesKnown(draft, sheet, row, 'projectId');
  namesParent(draft, sheet, row, around);
  const steps = lifeSteps(draft, sheet, row, [
    { key: 'commissionedAt', kind: 'device.commissioned', recorded: recordedAt(item?.commissionedAt) },
    { key: 'retiredAt', kind: 'device.retired', recorded: recordedAt(item?.retiredAt) },
  ]);
  if (row.bad) return;
  const place = at(sheet, row);
  if (!item) {
    draft.add({ kind: 'device.registered', body: fieldsOf('devices', row.values, DEVICE_FIELDS), ...place });
    draft.count('devices', 'added');
  } else {
    const cells = deviceCells(item);
    const differing = differences('devices', row.values, cells);
    const changed = changedFields(draft, sheet, row, cells, DEVICE_FIELDS);
    if (Object.keys(changed).length > 0) {
      draft.add({ kind: 'device.changed', body: { deviceId, ...changed }, ...place });
    }
    draft.count('devices', differing.length > 0 ? 'changed' : 'same');
  }
  for (const step of steps) draft.add({ ...step, body: { deviceId }, ...place });
}

/** A device in a room stands in the room's site (semantics 3). */
function standsInSite(
  draft: PlanDraft<Known>,
  sheet: TypedSheet,
  row: TypedRow,
  item: DeviceItem | undefined,
  { rooms }: Around,
): void {
  const { values } = row;
  const given = textAt('devices', values, 'roomId');
  const roomId = given ?? item?.roomId ?? null;
  if (roomId === null) return;
  const inFile = rooms.get(roomId);
  const known = draft.known.rooms.get(roomId);
  if (!known && inFile?.bad)
    return void draft.wrong(sheet, row, 'roomId', 'depends', { about: `rooms!A${inFile.row}` });
  if (!known && !inFile) return void draft.wrong(sheet, row, 'roomId', 'unknown-room', { mend: 'id' });
  const ofRoom = (inFile && !inFile.bad ? textAt('rooms', inFile.values, 'siteId') : null) ?? known?.siteId;
  const stands = textAt('devices', values, 'siteId') ?? item?.siteId ?? null;
  if (stands === null || ofRoom === stands) return;
  draft.wrong(sheet, row, given === null ? 'siteId' : 'roomId', 'other-site', {
    about: `${roomId} · ${ofRoom}`,
    mend: 'id',
  });
}

function namesParent(draft: PlanDraft<Known>, sheet: TypedSheet, row: TypedRow, { devices }: Around): void {
  const parentId = textAt('devices', row.values, 'parentId');
  if (parentId === null || draft.known.devices.has(parentId)) return;
  const inFile = devices.get(parentId);
  if (inFile && !inFile.bad) return;
  if (inFile) draft.wrong(sheet, row, 'parentId', 'depends', { about: `devices!A${inFile.row}` });
  else draft.wrong(sheet, row, 'parentId', 'unknown-device', { mend: 'id' });
}
