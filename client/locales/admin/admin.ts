import { type Pair, flat } from '../pairs';

/** The names of the pages of administration. */
const PAGES = {
  accounts: ['账号', 'Accounts'],
  audit: ['审计', 'Audit'],
  health: ['健康', 'Health'],
  screens: ['大屏', 'Screens'],
  import: ['导入', 'Import'],
  start: ['开始使用', 'Set up'],
} satisfies Record<string, Pair>;
const WORDS = { nav: ['管理', 'Administration'] } satisfies Record<string, Pair>;

const all = (language: 0 | 1) => ({ ...flat(WORDS, language), page: flat(PAGES, language) });
export const adminTexts = all(0);
export const adminTextsEn = all(1);
