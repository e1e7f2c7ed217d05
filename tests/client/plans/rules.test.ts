import { describe, expect, it } from 'vitest';
import { inUnit, limitTexts, limitsOf } from '../../../client/view-models/rules/limits';
import { linesOf, linesTrouble, requiresOf } from '../../../client/view-models/rules/profile';
import { SETTING_NAMES, settingText, settingValue } from '../../../client/view-models/rules/settings';
import { SETTING_DEFAULTS } from '../../../shared/model/setting-defaults';
import { SETTINGS } from '../../../shared/model/settings';

describe('the settings of the page', () => {
  it('are those of the server', () => {
    expect(SETTING_NAMES.toSorted()).toEqual(Object.keys(SETTINGS).toSorted());
  });

  it('take what the server takes, and nothing that it refuses', () => {
    const tried = [
      'yes',
      'no',
      'required',
      'printed',
      '24',
      '0',
      '-1',
      '2.5',
      '1000001',
      '200',
      '2023-2025',
      '2025-2023',
      '',
    ];
    for (const name of SETTING_NAMES) {
      for (const text of tried) {
        const value = settingValue(name, text);
        if (value !== null)
          expect([name, text, SETTINGS[name].value.safeParse(value).success]).toEqual([name, text, true]);
      }
      const held = settingText(SETTING_DEFAULTS[name]);
      expect([name, settingValue(name, held)]).toEqual([name, SETTINGS[name].default]);
    }
    expect([
      settingValue('readinessHours', '0'),
      settingValue('voices', 'maybe'),
      settingValue('cycle', '2025-2023'),
    ]).toEqual([null, null, null]);
  });
});

describe('repair limits', () => {
  const item = {
    critical: { normalMin: 240, sittingMin: 15 },
    major: { normalMin: 1440, sittingMin: 30 },
    minor: { normalMin: 4320, sittingMin: null },
  };
  it('are typed in minutes, and none in a sitting is its end', () => {
    const texts = limitTexts(item);
    expect(texts.minor).toEqual({ normal: '4320', sitting: '' });
    expect(limitsOf(texts)).toEqual(item);
    expect(limitsOf({ ...texts, major: { normal: '0', sitting: '30' } })).toBeNull();
    expect(limitsOf({ ...texts, major: { normal: '60', sitting: 'x' } })).toBeNull();
  });
  it('are shown in the largest whole unit', () => {
    expect([15, 240, 4320].map(inUnit)).toEqual([
      { n: 15, unit: 'min' },
      { n: 4, unit: 'hour' },
      { n: 3, unit: 'day' },
    ]);
  });
});

describe('a profile', () => {
  it('names a category once, with a whole number', () => {
    const requires = [{ category: 'computer', count: 1, per: 'seat' as const }];
    expect(requiresOf(linesOf(requires))).toEqual(requires);
    const line = { category: 'computer', count: '1', per: 'seat' as const };
    expect(linesTrouble([line])).toBeNull();
    expect(linesTrouble([line, { ...line, per: 'room' }])).toBe('twice');
    expect(linesTrouble([{ ...line, count: '0' }])).toBe('count');
  });
});
