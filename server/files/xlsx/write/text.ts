/** Characters that XML cannot carry, and what looks like their replacement already. */
const UNWRITABLE = /(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/gu;
const hex = (character: string) => character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');

const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text or an attribute of the XML of a workbook. */
export const xmlText = (text: string): string =>
  text.replace(UNWRITABLE, (one) => `_x${hex(one)}_`).replace(/[&<>"]/g, (one) => MARKUP[one] ?? one);

/** An element `<t>` with a text as it is. */
export const textElement = (text: string): string =>
  `<t${/^\s|\s$|[\n\t]| {2}/.test(text) ? ' xml:space="preserve"' : ''}>${xmlText(text)}</t>`;

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
