import { COUNT_MAX, HOURS_MAX, SESSION_HOURS_MAX, SESSION_HOURS_MIN } from '../../../shared/model/bounds';
import type { SettingName } from '../../../shared/model/settings';

/** How a setting is entered; its words are those of the page. A setting without one does not compile. */
type SettingField =
  | { input: 'yesNo' }
  | { input: 'choice'; choices: readonly string[] }
  /** A number in the unit of the setting. */
  | { input: 'number'; whole: boolean; min: number; max: number }
  /** Two years, `2023-2025`. */
  | { input: 'years' };

const HOURS = { input: 'number', whole: false, min: 0.01, max: HOURS_MAX } as const;
const SESSION = { input: 'number', whole: false, min: SESSION_HOURS_MIN, max: SESSION_HOURS_MAX } as const;
const MANY = { input: 'number', whole: true, min: 1, max: COUNT_MAX } as const;

export const SETTING_FIELDS: { readonly [N in SettingName]: SettingField } = {
  inverse: { input: 'yesNo' },
  cycle: { input: 'years' },
  readinessHours: HOURS,
  technicianReachBackHours: HOURS,
  secondFactor: { input: 'choice', choices: ['optional', 'required'] },
  sessionHours: SESSION,
  idleHours: SESSION,
  writeRequestsPerMinute: MANY,
  noteMegabytesPerDay: MANY,
  voices: { input: 'yesNo' },
  surveys: { input: 'yesNo' },
  surveyMinimum: MANY,
  countersign: { input: 'yesNo' },
  grouping: { input: 'choice', choices: ['printed', 'national'] },
};

export const SETTING_NAMES = Object.keys(SETTING_FIELDS) as readonly SettingName[];
export const isSetting = (name: string): name is SettingName => Object.hasOwn(SETTING_FIELDS, name);

type Value = string | number | boolean;

/** What was typed or chosen as the value of a setting; null: it is none that the setting takes. */
export function settingValue(name: SettingName, text: string): Value | null {
  const field = SETTING_FIELDS[name];
  switch (field.input) {
    case 'yesNo':
      return text === 'yes' ? true : text === 'no' ? false : null;
    case 'choice':
      return field.choices.includes(text) ? text : null;
    case 'years': {
      const found = /^(\d{4})-(\d{4})$/.exec(text.trim());
      return found && Number(found[1]) <= Number(found[2]) && Number(found[2]) - Number(found[1]) < 30
        ? text.trim()
        : null;
    }
    default: {
      const value = Number(text.trim());
      const fits = text.trim() !== '' && value >= field.min && value <= field.max;
      return fits && (!field.whole || Number.isInteger(value)) ? value : null;
    }
  }
}

/** A value as the form's text. */
export const settingText = (value: Value): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
