import type { DeviceItem, RoomItem, SiteItem, SittingItem } from '../../shared/contract/http';
import type { Column, SheetSpec } from '../../shared/workbooks/column';
import type { SheetOf } from '../../shared/workbooks/words';
import { sheetOf } from '../../shared/workbooks/workbooks';
import type { Instant } from '../../shared/model/instant';
import { trimmed } from './typed-cell';
import type { Value } from './types';

type InventorySheet = SheetOf<'inventory'>;

/** What of the ledger the inventory workbook is about. */
export interface Inventory {
  sites: readonly SiteItem[];
  rooms: readonly RoomItem[];
  devices: readonly DeviceItem[];
  sittings: readonly SittingItem[];
}

/** A cell shows whole seconds. */
export const toSecond = (at: Instant): Instant => Math.floor(at / 1000) * 1000;
const instant = (iso: string | undefined): Value => (iso === undefined ? null : toSecond(Date.parse(iso)));

const ID_FIELDS: Readonly<Record<InventorySheet, string>> = {
  sites: 'siteId',
  rooms: 'roomId',
  devices: 'deviceId',
  sittings: 'sittingId',
};

const line = (text: string): string => trimmed(text).normalize('NFC');
/** Texts as they are read from a cell: the door takes blanks around them, which no cell shows and a file drops. */
const AS_READ: Partial<Record<Column['type']['is'], (text: string) => string>> = {
  line,
  code: line,
  text: (text) => trimmed(text).replace(/\r\n?/g, '\n'),
  list: (texts) => texts.split('\n').map(line).join('\n'),
};

/** The cells of a row from its fields by the keys of the sheet's columns; instants come as ISO texts. */
export function valuesOf(spec: SheetSpec, fields: Readonly<Record<string, unknown>>): Value[] {
  return spec.columns.map(({ key, type }: Column): Value => {
    const value = fields[key];
    if (type.is === 'instant') return instant(value as string | undefined);
    if (typeof value === 'string') return AS_READ[type.is]?.(value) ?? value;
    return value === undefined ? null : (value as Value);
  });
}

const withId = (sheet: InventorySheet, item: { id: string }) => ({ ...item, [ID_FIELDS[sheet]]: item.id });

/** The cells of a thing as it is now, in the order of its sheet's columns. */
export const siteCells = (item: SiteItem): Value[] => valuesOf(sheetOf('sites'), withId('sites', item));
export const roomCells = (item: RoomItem): Value[] =>
  valuesOf(sheetOf('rooms'), { ...withId('rooms', item), ...item.layout });
export const deviceCells = (item: DeviceItem): Value[] => valuesOf(sheetOf('devices'), withId('devices', item));
/** A row for each room of the sitting. */
export const sittingCells = (item: SittingItem): Value[][] =>
  item.rooms.map((room) => valuesOf(sheetOf('sittings'), { ...withId('sittings', item), ...room }));

/** The rows of a sheet of the inventory; a cancelled sitting never was. */
export function* inventoryRows(sheet: InventorySheet, inventory: Inventory): Generator<Value[]> {
  switch (sheet) {
    case 'sites':
      for (const item of inventory.sites) yield siteCells(item);
      break;
    case 'rooms':
      for (const item of inventory.rooms) yield roomCells(item);
      break;
    case 'devices':
      for (const item of inventory.devices) yield deviceCells(item);
      break;
    case 'sittings':
      for (const item of inventory.sittings) if (!item.cancelled) yield* sittingCells(item);
  }
}
