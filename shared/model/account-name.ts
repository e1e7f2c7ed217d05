import { VISIBLE } from './bounds';

/** Characters that are not drawn, or that change how others are drawn: controls, formats, and what fonts leave out. */
const HIDDEN = '\\p{C}\\p{Default_Ignorable_Code_Point}\\p{Zl}\\p{Zp}';
const FORM = new RegExp(`^[^${HIDDEN}\\s]([^${HIDDEN}]{0,62}[^${HIDDEN}\\s])?$`, 'u');
const ALL_HIDDEN = new RegExp(`[${HIDDEN}]`, 'gu');

export const NAME_FORM = 'a name is 1–64 visible characters, without control characters and without blanks at its ends';

/** Whether an account can be made under this name: 1–64 characters that are drawn, without blanks at the ends. */
export function isAccountName(name: string): boolean {
  return FORM.test(name) && VISIBLE.test(name);
}

/**
 * The form by which names of accounts are compared: NFKC and case folded, without characters that are not drawn, blanks
 * as one. Upper case first unites what lower case alone keeps apart (`ß` and `SS`, the two forms of `σ`).
 */
export function nameKey(name: string): string {
  const folded = name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
  return folded.replaceAll('ς', 'σ').replace(ALL_HIDDEN, '').replace(/\s+/g, ' ').trim();
}
