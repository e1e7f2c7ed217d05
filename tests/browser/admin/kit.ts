import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Look, axeFinds, visitor } from '../kit';

export const WORD = 'long enough, and no name';

/** The visitor of the looks before, while `isSound` goes through them: one log-in, and what was loaded is cached. */
let shared: { context: BrowserContext | null } | null = null;

/** A visitor who is logged in, on a page of administration. */
export async function enter(
  browser: Browser,
  url: string,
  who: { name: string; password: string },
  path: string,
  look: Look = {},
): Promise<Page> {
  if (shared?.context) {
    const page = await looking(shared.context, look);
    await page.goto(path);
    return page;
  }
  const context = await visitor(browser, url, look);
  if (shared) shared.context = context;
  // What is not there is said before the test's own time is over.
  context.setDefaultTimeout(20_000);
  const done = await context.request.post('/api/session', {
    data: { username: who.name, password: who.password },
    headers: { origin: url },
  });
  expect(done.status()).toBe(200);
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

/** A page that begins as a new visitor's would, in another theme, language and size. */
async function looking(context: BrowserContext, look: Look): Promise<Page> {
  const { theme = 'light', locale = 'zh-CN', width = 1366, height = 768 } = look;
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  await page.addInitScript(
    ([chosenTheme, chosenLocale]) => {
      // The storage of a tab is its own: empty at its first page only.
      if (sessionStorage.getItem('begun') === null) localStorage.clear();
      sessionStorage.setItem('begun', 'yes');
      localStorage.setItem('kaodian.theme', chosenTheme!);
      localStorage.setItem('kaodian.locale', chosenLocale!);
    },
    [theme, locale],
  );
  return page;
}

/** Opens a select and takes an option: its input lies under what it shows. */
export async function pick(within: Locator, label: string, option: string): Promise<void> {
  const field = within.getByRole('combobox', { name: label });
  await field.locator('xpath=ancestor::*[contains(@class, "el-select__wrapper")]').click();
  await within.page().getByRole('option', { name: option }).click();
}

/** Every pair of theme and language, theme and size, language and size, in four looks: each takes seconds. */
const LOOKS: Look[] = [
  { theme: 'light', locale: 'zh-CN' },
  { theme: 'dark', locale: 'en' },
  { theme: 'dark', locale: 'zh-CN', width: 390, height: 844 },
  { theme: 'light', locale: 'en', width: 390, height: 844 },
];

/** In both languages and themes and on a phone: axe finds nothing, nothing runs over, a thumb hits everything. */
export async function isSound(open: (look: Look) => Promise<Page>): Promise<void> {
  shared = { context: null };
  try {
    for (const look of LOOKS) await isSoundIn(look, await open(look));
  } finally {
    await shared.context?.close();
    shared = null;
  }
}

async function isSoundIn(look: Look, page: Page): Promise<void> {
  const name = `${look.theme} ${look.locale} ${look.width ?? 1366}`;
  expect([name, await axeFinds(page)]).toEqual([name, []]);
  const { over, small } = await page.evaluate(() => ({
    over: document.documentElement.scrollWidth - innerWidth,
    small: [...document.querySelectorAll('main button, main a')]
      .filter((one) => innerWidth < 600 && one.checkVisibility() && !one.closest('.el-select, .el-input, [role=grid]'))
      .filter((one) => one.getBoundingClientRect().height < 44)
      .map((one) => one.outerHTML.slice(0, 120)),
  }));
  expect([name, over, small]).toEqual([name, 0, []]);
  await page.close();
}
