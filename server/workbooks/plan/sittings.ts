import type { SittingItem } from '../../../shared/contract/http';
import { toIso } from '../../../shared/model/instant';
import { columnLetters } from '../../../shared/workbooks/column';
import type { TypedRow, TypedSheet, Value } from '../types';
import { toSecond } from '../cells';
import { PIECE, hasRequired } from './common';
import { type PlanDraft, textAt, valueAt } from './draft';
import type { Known } from './known';
import { at, checkFree, namesSite } from './places';

interface Around {
  sites: ReadonlyMap<string, TypedRow>;
  rooms: ReadonlyMap<string, TypedRow>;
}

/** What is of the whole sitting: its rows have to agree. */
const WHOLE = ['exam', 'siteId', 'from', 'to', 'attended'];

/** A sitting has a row for each of its rooms. */
export function* planSittings(draft: PlanDraft<Known>, sheet: TypedSheet, around: Around): Generator<undefined, void> {
  const groups = new Map<string, TypedRow[]>();
  for (const row of sheet.rows) {
    const id = row.values[0];
    if (typeof id !== 'string') {
      draft.wrong(sheet, row, 'sittingId', 'required');
      continue;
    }
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  let done = 0;
  for (const [sittingId, rows] of groups) {
    const item = draft.known.sittings.get(sittingId);
    agree(draft, sheet, rows);
    if (item) planKnown(draft, sheet, rows, item);
    else planNew(draft, sheet, rows, around);
    done += rows.length;
    if (done >= PIECE) {
      done = 0;
      yield;
    }
  }
}

const get = (row: TypedRow, key: string): Value => valueAt('sittings', row.values, key);

/** The rows of a sitting say the same of it, and name each room once. An empty cell says what the others say. */
function agree(draft: PlanDraft<Known>, sheet: TypedSheet, rows: readonly TypedRow[]): void {
  for (const key of WHOLE) {
    const first = rows.find((row) => get(row, key) !== null);
    if (!first) continue;
    for (const row of rows) {
      const value = get(row, key);
      const index = row.values.length;
      if (value !== null && value !== get(first, key)) {
        draft.wrong(sheet, row, key, 'differs', { about: draft.shown(sheet, key, get(first, key)) });
      } else if (value === null && index > 0) fill(row, key, get(first, key));
    }
  }
  const seen = new Map<Value, TypedRow>();
  for (const row of rows) {
    const roomId = get(row, 'roomId');
    const first = roomId === null ? undefined : seen.get(roomId);
    const column = columnLetters(sheet.places[KEYS.indexOf('roomId')]!);
    if (first) draft.wrong(sheet, row, 'roomId', 'twice', { about: `${column}${first.row}`, mend: 'id' });
    else if (roomId !== null) seen.set(roomId, row);
  }
}

const KEYS = ['sittingId', 'exam', 'siteId', 'from', 'to', 'roomId', 'placed', 'attended'];
function fill(row: TypedRow, key: string, value: Value): void {
  row.values[KEYS.indexOf(key)] = value;
}

function planNew(draft: PlanDraft<Known>, sheet: TypedSheet, rows: readonly TypedRow[], around: Around): void {
  for (const row of rows) {
    checkFree(draft, sheet, row, 'sittingId', 'sitting');
    hasRequired(draft, sheet, row);
    if (namesSite(draft, sheet, row, around.sites)) namesRoom(draft, sheet, row, around);
    const [from, to] = [get(row, 'from'), get(row, 'to')];
    if (from !== null && to !== null && from >= to) draft.wrong(sheet, row, 'to', 'ends-before', { mend: 'date' });
  }
  // A sitting without one of its rooms would be another one.
  if (rows.some((row) => row.bad)) return void wholly(draft, sheet, rows);
  const [first] = rows as [TypedRow];
  const sittingId = String(first.values[0]);
  const body = {
    sittingId,
    exam: String(get(first, 'exam')),
    siteId: String(get(first, 'siteId')),
    rooms: rows.map((row) => ({ roomId: String(get(row, 'roomId')), placed: Number(get(row, 'placed')) })),
    from: toIso(Number(get(first, 'from'))),
    to: toIso(Number(get(first, 'to'))),
  };
  draft.add({ kind: 'exam.scheduled', body, ...at(sheet, first) });
  attendance(draft, sheet, first, undefined);
  for (const _ of rows) draft.count('sittings', 'added');
}

/** The other rows of a sitting of which one is in error. */
function wholly(draft: PlanDraft<Known>, sheet: TypedSheet, rows: readonly TypedRow[]): void {
  const bad = rows.find((row) => row.bad);
  for (const row of rows) {
    if (!row.bad) draft.wrong(sheet, row, 'sittingId', 'depends', { about: `sittings!A${bad?.row ?? 0}` });
  }
}

function namesRoom(draft: PlanDraft<Known>, sheet: TypedSheet, row: TypedRow, { rooms }: Around): void {
  const roomId = textAt('sittings', row.values, 'roomId');
  if (roomId === null) return;
  const inFile = rooms.get(roomId);
  const known = draft.known.rooms.get(roomId);
  if (!known && inFile?.bad)
    return void draft.wrong(sheet, row, 'roomId', 'depends', { about: `rooms!A${inFile.row}` });
  if (!known && !inFile) return void draft.wrong(sheet, row, 'roomId', 'unknown-room', { mend: 'id' });
  const siteId = (inFile && !inFile.bad ? textAt('rooms', inFile.values, 'siteId') : null) ?? known?.siteId;
  if (siteId === get(row, 'siteId')) return;
  draft.wrong(sheet, row, 'roomId', 'other-site', { about: `${roomId} · ${siteId}`, mend: 'id' });
}

/** Of a sitting that is recorded only its attendance can be told anew (contract 4). */
function planKnown(draft: PlanDraft<Known>, sheet: TypedSheet, rows: readonly TypedRow[], item: SittingItem): void {
  for (const row of rows) {
    const room = item.rooms.find(({ roomId }) => roomId === get(row, 'roomId'));
    const recorded: Record<string, Value> = {
      exam: item.exam,
      siteId: item.siteId,
      from: toSecond(Date.parse(item.from)),
      to: toSecond(Date.parse(item.to)),
      roomId: room?.roomId ?? null,
      placed: room?.placed ?? null,
    };
    if (item.cancelled) draft.wrong(sheet, row, 'sittingId', 'fixed', { mend: 'id' });
    for (const [key, value] of Object.entries(recorded)) {
      const given = get(row, key);
      if (given === null || given === value) continue;
      draft.wrong(sheet, row, key, 'fixed', { about: draft.shown(sheet, key, value) });
    }
  }
  const [first] = rows as [TypedRow];
  if (rows.some((row) => row.bad)) return void wholly(draft, sheet, rows);
  const isChanged = attendance(draft, sheet, first, item);
  for (const _ of rows) draft.count('sittings', isChanged ? 'changed' : 'same');
}

function attendance(draft: PlanDraft<Known>, sheet: TypedSheet, row: TypedRow, item: SittingItem | undefined): boolean {
  const attended = get(row, 'attended');
  const recorded = item?.attended ?? null;
  if (attended === null || attended === recorded) return false;
  const sittingId = String(row.values[0]);
  draft.add({ kind: 'exam.attended', body: { sittingId, attended }, ...at(sheet, row) });
  if (item) {
    const change = { sheet: 'sittings', row: row.row, id: sittingId, key: 'attended' } as const;
    draft.changed({ ...change, from: recorded, to: attended });
  }
  return true;
}
