import type { RoomItem } from '../../../shared/contract/http';
import { roomCells, siteCells, toSecond } from '../cells';
import type { TypedRow, TypedSheet, Value } from '../types';
import { PIECE, bodyFields, byId, fieldsOf, hasRequired, lifeSteps } from './common';
import { type PlanDraft, differences, textAt, valueAt } from './draft';
import type { Base, Known } from './known';

const SITE_FIELDS = bodyFields('sites');
const ROOM_FIELDS = bodyFields('rooms', ['rows', 'cols', 'acceptedAt', 'retiredAt']);

/** The id of something new may stand for what the account does not see. */
export function checkFree(draft: PlanDraft<Base>, sheet: TypedSheet, row: TypedRow, key: string, sort: string): void {
  const [id] = row.values;
  if (id !== null && draft.known.taken.has(`${sort}:${String(id)}`))
    draft.wrong(sheet, row, key, 'taken', { mend: 'id' });
}

/** Files what a row changes; returns the changed fields. */
export function changedFields(
  draft: PlanDraft<Base>,
  sheet: TypedSheet,
  row: TypedRow,
  now: readonly Value[],
  fields: readonly string[],
): Record<string, Value> {
  const changed: Record<string, Value> = {};
  for (const { key, from, to } of differences(sheet.name, row.values, now)) {
    draft.changed({ sheet: sheet.name, row: row.row, id: String(row.values[0]), key, from, to });
    if (fields.includes(key)) changed[key] = to;
  }
  return changed;
}

export function* planSites(draft: PlanDraft<Known>, sheet: TypedSheet): Generator<undefined, Map<string, TypedRow>> {
  const rows = yield* byId(draft, sheet, (id) => draft.known.sites.has(id));
  const { known } = draft;
  for (const [index, row] of sheet.rows.entries()) {
    if (index % PIECE === 0) yield;
    const siteId = String(row.values[0]);
    const area = textAt('sites', row.values, 'area');
    const item = known.sites.get(siteId);
    if (!item) {
      checkFree(draft, sheet, row, 'siteId', 'site');
      hasRequired(draft, sheet, row);
    }
    if (area !== null && area !== item?.area && known.beyond.has(area)) {
      draft.wrong(sheet, row, 'area', 'beyond-area', { mend: 'text' });
    }
    if (row.bad) continue;
    if (!item) {
      draft.add({ kind: 'site.registered', body: fieldsOf('sites', row.values, SITE_FIELDS), ...at(sheet, row) });
      draft.count('sites', 'added');
      continue;
    }
    const changed = changedFields(draft, sheet, row, siteCells(item), SITE_FIELDS);
    if (Object.keys(changed).length > 0) {
      draft.add({ kind: 'site.changed', body: { siteId, ...changed }, ...at(sheet, row) });
    }
    draft.count('sites', Object.keys(changed).length > 0 ? 'changed' : 'same');
  }
  return rows;
}

export const at = (sheet: TypedSheet, row: TypedRow) => ({ sheet: sheet.name, row: row.row });

/** Whether a row names a site that is there, or comes with the file. */
export function namesSite(
  draft: PlanDraft<Known>,
  sheet: TypedSheet,
  row: TypedRow,
  sites: ReadonlyMap<string, TypedRow>,
): boolean {
  const siteId = textAt(sheet.name, row.values, 'siteId');
  if (siteId === null || draft.known.sites.has(siteId)) return true;
  const inFile = sites.get(siteId);
  if (inFile && !inFile.bad) return true;
  if (inFile) draft.wrong(sheet, row, 'siteId', 'depends', { about: `sites!A${inFile.row}` });
  else draft.wrong(sheet, row, 'siteId', 'unknown-site', { mend: 'id' });
  return false;
}

/** What a room or a device names besides its place. */
export function namesKnown(draft: PlanDraft<Known>, sheet: TypedSheet, row: TypedRow, key: string): void {
  const id = textAt(sheet.name, row.values, key);
  if (id === null) return;
  const { projects, profiles, categories } = draft.known;
  if (key === 'projectId' && !projects.has(id)) draft.wrong(sheet, row, key, 'unknown-project', { mend: 'id' });
  if (key === 'profile' && !profiles.has(id)) draft.wrong(sheet, row, key, 'unknown-profile', { mend: 'id' });
  if (key === 'category' && !categories.has(id)) draft.wrong(sheet, row, key, 'unknown-category', { mend: 'choice' });
}

function roomLayout(draft: PlanDraft<Known>, sheet: TypedSheet, row: TypedRow, item: RoomItem | undefined): object {
  const rows = valueAt('rooms', row.values, 'rows') ?? item?.layout?.rows ?? null;
  const cols = valueAt('rooms', row.values, 'cols') ?? item?.layout?.cols ?? null;
  if (rows === null && cols === null) return {};
  if (rows === null || cols === null) {
    draft.wrong(sheet, row, rows === null ? 'rows' : 'cols', 'required', { mend: 'whole' });
    return {};
  }
  return { layout: { ...item?.layout, rows, cols } };
}

export function* planRooms(
  draft: PlanDraft<Known>,
  sheet: TypedSheet,
  sites: ReadonlyMap<string, TypedRow>,
): Generator<undefined, Map<string, TypedRow>> {
  const rows = yield* byId(draft, sheet, (id) => draft.known.rooms.has(id));
  for (const [index, row] of sheet.rows.entries()) {
    if (index % PIECE === 0) yield;
    planRoom(draft, sheet, row, draft.known.rooms.get(String(row.values[0])), sites);
  }
  return rows;
}

function planRoom(
  draft: PlanDraft<Known>,
  sheet: TypedSheet,
  row: TypedRow,
  item: RoomItem | undefined,
  sites: ReadonlyMap<string, TypedRow>,
): void {
  const roomId = String(row.values[0]);
  if (!item) {
    checkFree(draft, sheet, row, 'roomId', 'room');
    hasRequired(draft, sheet, row);
  }
  namesSite(draft, sheet, row, sites);
  namesKnown(draft, sheet, row, 'projectId');
  namesKnown(draft, sheet, row, 'profile');
  const layout = roomLayout(draft, sheet, row, item);
  const steps = lifeSteps(draft, sheet, row, [
    { key: 'acceptedAt', kind: 'room.accepted', recorded: recordedAt(item?.acceptedAt) },
    { key: 'retiredAt', kind: 'room.retired', recorded: recordedAt(item?.retiredAt) },
  ]);
  if (row.bad) return;
  const place = at(sheet, row);
  if (!item) {
    const body = { ...fieldsOf('rooms', row.values, ROOM_FIELDS), ...layout };
    draft.add({ kind: 'room.registered', body, ...place });
    draft.count('rooms', 'added');
  } else {
    const differing = differences('rooms', row.values, roomCells(item));
    const changed: object = {
      ...changedFields(draft, sheet, row, roomCells(item), ROOM_FIELDS),
      ...(differing.some(({ key }) => key === 'rows' || key === 'cols') && layout),
    };
    if (Object.keys(changed).length > 0) draft.add({ kind: 'room.changed', body: { roomId, ...changed }, ...place });
    draft.count('rooms', differing.length > 0 ? 'changed' : 'same');
  }
  for (const step of steps) draft.add({ ...step, body: { roomId }, ...place });
}

/** An instant of the ledger as a cell shows it. */
export const recordedAt = (iso: string | undefined): Value => (iso === undefined ? null : toSecond(Date.parse(iso)));
