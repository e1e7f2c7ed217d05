import type { SheetSpec } from './column';
import { INVENTORY } from './inventory-sheets';
import { MONEY } from './money-sheets';
import type { SheetName, WorkbookName } from './words';

/** The workbooks and their sheets, each in the order in which they refer to each other. */
export const SPECS: Readonly<Record<WorkbookName, readonly SheetSpec[]>> = { inventory: INVENTORY, money: MONEY };

const ALL: ReadonlyMap<SheetName, SheetSpec> = new Map([...INVENTORY, ...MONEY].map((spec) => [spec.name, spec]));
export const sheetOf = (name: SheetName): SheetSpec => ALL.get(name)!;
