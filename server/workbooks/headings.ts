import { MONEY_UNITS, type MoneyUnit, UNIT_WORDS } from '../../shared/workbooks/amounts';
import type { Column } from '../../shared/workbooks/column';
import { trimmed } from './typed-cell';

/** A word that a column may be headed with. */
export interface Heading {
  word: string;
  /** Of a column of amounts; null: this word does not say it. */
  unit?: MoneyUnit | null;
}

/** A header as it is compared: without blanks around it, in one form of its characters, without regard to case. */
export const heading = (text: string): string => trimmed(text).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');

/** Every word that a column may be headed with: in both languages, and its key; amounts in either unit. */
export function headingsOf({ key, zh, en, type }: Column): Heading[] {
  if (type.is !== 'money') return [zh, en, key].map((word) => ({ word: heading(word) }));
  const own = UNIT_WORDS[type.unit];
  const [inChinese, inEnglish] = [zh.replace(`（${own.zh}）`, ''), en.replace(` (${own.en})`, '')];
  const said = MONEY_UNITS.flatMap((unit): Heading[] => {
    const word = UNIT_WORDS[unit];
    return [
      { word: heading(`${inChinese}(${word.zh})`), unit },
      { word: heading(`${inEnglish} (${word.en})`), unit },
    ];
  });
  return [...said, ...[inChinese, inEnglish, key].map((word) => ({ word: heading(word), unit: null }))];
}

/** A column as it is headed in a unit. */
export function inUnit(column: Column, unit: MoneyUnit | undefined): Column {
  const { type } = column;
  if (type.is !== 'money' || unit === undefined || unit === type.unit) return column;
  const [own, other] = [UNIT_WORDS[type.unit], UNIT_WORDS[unit]];
  const zh = column.zh.replace(`（${own.zh}）`, `（${other.zh}）`);
  const en = column.en.replace(`(${own.en})`, `(${other.en})`);
  return { ...column, zh, en, type: { is: 'money', unit } };
}
