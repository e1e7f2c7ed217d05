import { localTime } from '../format/zone';

/** Without letters that are read as digits or as each other. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const two = (value: number) => String(value).padStart(2, '0');

/**
 * The id of a new fault: the local day and five random letters, `F-231214-7K3QX`; short enough to be read out. Two of the
 * same day are the same once in 33 million: the server refuses the second (`exists`), and the next try takes another one.
 */
export function newFaultId(now: number, zone: string): string {
  const { year, month, day } = localTime(now, zone);
  const random = [...crypto.getRandomValues(new Uint8Array(5))].map((byte) => LETTERS[byte % 32]).join('');
  return `F-${two(year % 100)}${two(month)}${two(day)}-${random}`;
}
