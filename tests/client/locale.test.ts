import { expect, it } from 'vitest';
import { localeOf } from '../../client/view-models/locale';

it.each([
  [['en-US', 'zh-CN'], 'en'],
  [['zh-TW', 'en'], 'zh-CN'],
  [['fr-FR', 'zh-Hans-CN', 'en'], 'zh-CN'],
  [['fr-FR'], 'en'],
  [['zhuang'], 'en'],
  [[], 'zh-CN'],
  [undefined, 'zh-CN'],
] as const)('a browser of %j is shown %s', (languages, locale) => {
  expect(localeOf(languages)).toBe(locale);
});
