import type { Refusal } from '../../../shared/model/vocabulary';
import { SHEETS, SHEETS_OF, type SheetName, type SheetOf, type TotalName } from '../../../shared/workbooks/words';
import type { Change, Counts, FileRead, Finding, TypedRow, TypedSheet } from '../types';
import { PlanDraft, type PlannedEntry, valueAt } from './draft';
import { planDevices } from './devices';
import type { Base, Known } from './known';
import { planRooms, planSites } from './places';
import { planSittings } from './sittings';

/** A number of things, or a sum, before and after an import. */
interface Totals {
  now: number;
  after: number;
}

/** What a file would do to what is recorded now. */
export interface Plan {
  findings: Finding[];
  findingsUnlisted: number;
  counts: Record<SheetName, Counts>;
  changes: Change[];
  changesUnlisted: number;
  entries: PlannedEntry[];
  totals: Partial<Record<TotalName, Totals>>;
  /** Entries that the ledger would refuse: they are in error and are not among the others. */
  left: { entry: PlannedEntry; refusal: Refusal }[];
}

/** The plan of a draft: its findings in the order of the file. */
export function finished(draft: PlanDraft<Base>, read: FileRead, totals: Plan['totals']): Omit<Plan, 'left'> {
  for (const sheet of read.sheets) draft.counts[sheet.name].bad = sheet.rows.filter(({ bad }) => bad).length;
  const order = new Map(SHEETS.map((name, index) => [name, index]));
  const place = ({ sheet, row }: Finding) => order.get(sheet)! * 1e7 + row;
  return {
    findings: draft.findings.sort((a, b) => place(a) - place(b)),
    findingsUnlisted: draft.unlisted,
    counts: draft.counts,
    changes: draft.changes,
    changesUnlisted: draft.changesUnlisted,
    entries: draft.entries,
    totals,
  };
}

const NO_ROWS: ReadonlyMap<string, TypedRow> = new Map();

/**
 * Compares a file with the inventory, in pieces of a few ms: what would be added, changed and left, and every cell that is
 * in error. Rows in error are in no entry, so that the others can be written without them.
 */
export function* planInventory(read: FileRead, known: Known): Generator<undefined, Plan> {
  const draft = new PlanDraft(read, known);
  const sheetNamed = (name: SheetOf<'inventory'>): TypedSheet | undefined =>
    read.sheets.find((sheet) => sheet.name === name);
  const [sites, rooms, devices, sittings] = SHEETS_OF.inventory.map(sheetNamed);
  const siteRows = sites ? yield* planSites(draft, sites) : NO_ROWS;
  const roomRows = rooms ? yield* planRooms(draft, rooms, siteRows) : NO_ROWS;
  if (devices) yield* planDevices(draft, devices, { sites: siteRows, rooms: roomRows });
  if (sittings) yield* planSittings(draft, sittings, { sites: siteRows, rooms: roomRows });
  return { ...finished(draft, read, totalsOf(draft, rooms)), left: [] };
}

function totalsOf({ known, counts, entries }: PlanDraft<Known>, rooms: TypedSheet | undefined): Plan['totals'] {
  const live = [...known.sittings.values()].filter(({ cancelled }) => !cancelled).length;
  const sittings = entries.filter(({ kind }) => kind === 'exam.scheduled').length;
  const seats = [...known.rooms.values()].reduce((sum, room) => sum + room.seats, 0);
  const written = new Set(entries.flatMap(({ kind, row }) => (kind.startsWith('room.') ? [row] : [])));
  let more = 0;
  for (const { row, values } of rooms?.rows ?? []) {
    const given = valueAt('rooms', values, 'seats');
    if (written.has(row) && given !== null) more += Number(given) - (known.rooms.get(String(values[0]))?.seats ?? 0);
  }
  const grown = (now: number, added: number): Totals => ({ now, after: now + added });
  return {
    sites: grown(known.sites.size, counts.sites.added),
    rooms: grown(known.rooms.size, counts.rooms.added),
    seats: grown(seats, more),
    devices: grown(known.devices.size, counts.devices.added),
    sittings: grown(live, sittings),
  };
}
