import type { LimitsItem } from '../../../shared/contract/http';
import { MINUTES_MAX } from '../../../shared/model/bounds';
import type { Severity } from '../../../shared/model/vocabulary';

/** The limits of a severity as they are typed, in minutes; no minutes in a sitting: the sitting's end (semantics 7). */
export interface LimitText {
  normal: string;
  sitting: string;
}
export type LimitTexts = Record<Severity, LimitText>;

export const GRADES = ['critical', 'major', 'minor'] as const satisfies readonly Severity[];

export function limitTexts(item: Pick<LimitsItem, Severity>): LimitTexts {
  const text = ({ normalMin, sittingMin }: LimitsItem['critical']): LimitText => ({
    normal: String(normalMin),
    sitting: sittingMin === null ? '' : String(sittingMin),
  });
  return { critical: text(item.critical), major: text(item.major), minor: text(item.minor) };
}

/** Whole minutes above 0; null: it is none. */
function minutesOf(text: string): number | null {
  const found = /^\d{1,7}$/.test(text.trim()) ? Number(text) : 0;
  return found >= 1 && found <= MINUTES_MAX ? found : null;
}

/** The policy that the texts stand for; null where one of them is no number of minutes. */
export function limitsOf(texts: LimitTexts): Pick<LimitsItem, Severity> | null {
  const one = ({ normal, sitting }: LimitText) => {
    const normalMin = minutesOf(normal);
    const sittingMin = sitting.trim() === '' ? null : minutesOf(sitting);
    const wrong = normalMin === null || (sitting.trim() !== '' && sittingMin === null);
    return wrong ? null : { normalMin, sittingMin };
  };
  const [critical, major, minor] = GRADES.map((grade) => one(texts[grade]));
  return critical && major && minor ? { critical, major, minor } : null;
}

/** Minutes in the largest unit without a rest. */
export function inUnit(minutes: number): { n: number; unit: 'min' | 'hour' | 'day' } {
  if (minutes % 1440 === 0) return { n: minutes / 1440, unit: 'day' };
  return minutes % 60 === 0 ? { n: minutes / 60, unit: 'hour' } : { n: minutes, unit: 'min' };
}
