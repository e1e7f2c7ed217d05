/**
 * `npm run pictures [-- NAME …]`: the pictures of the README in docs/pictures, light and dark, of the demo's county at a
 * fixed instant. With PICTURES_TO another folder, with PICTURES_LOCALE another language.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { openBrowser } from '../browser/kit';
import { type DemoServer, PASSWORD, serveDemo } from './demo-server';
import { PICTURES, type Picture } from './pages';

/** The Thursday before the 高考: 10:36, in school hours. */
const NOW = Date.parse('2026-06-04T10:36:00+08:00');
const KB_MAX = 200;
const QUALITY = 82;
const THEMES = ['light', 'dark'] as const;

const to = process.env['PICTURES_TO'] ?? 'docs/pictures';
const locale = process.env['PICTURES_LOCALE'] ?? 'zh-CN';

async function visit(browser: Browser, { url }: DemoServer, picture: Picture, theme: string): Promise<BrowserContext> {
  const { width, height, who = 'admin' } = picture;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    deviceScaleFactor: who === 'admin' ? 1 : 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  await context.addInitScript(
    ([chosenTheme, chosenLocale]) => {
      localStorage.setItem('kaodian.theme', chosenTheme!);
      localStorage.setItem('kaodian.locale', chosenLocale!);
    },
    [theme, locale],
  );
  // The browser's clock stands where the server's does; its timers go on.
  await context.clock.setFixedTime(NOW);
  return context;
}

async function logIn(context: BrowserContext, isPhone: boolean, name: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(isPhone ? '/m/login' : '/login');
  await page.locator('input[autocomplete="username"]').fill(name);
  await page.locator('input[type="password"]').fill(PASSWORD);
  await page.locator('form button[type="submit"], form button').last().click();
  await page.waitForURL((url) => !url.pathname.endsWith('/login'));
  await page.close();
}

async function take(browser: Browser, server: DemoServer, picture: Picture, theme: string): Promise<void> {
  const context = await visit(browser, server, picture, theme);
  await logIn(context, picture.path.startsWith('/m'), picture.who ?? 'admin');
  const page = await context.newPage();
  await page.goto(picture.path);
  await picture.until(page);
  await page.waitForLoadState('networkidle').catch(() => undefined);
  const session = await context.newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  const file = join(to, `${picture.name}${theme === 'dark' ? '-dark' : ''}.webp`);
  writeFileSync(file, Buffer.from(data, 'base64'));
  const kB = Math.round(statSync(file).size / 1000);
  process.stdout.write(`${file} ${kB} kB\n`);
  if (kB > KB_MAX) throw new Error(`${file} is over ${KB_MAX} kB`);
  await context.close();
}

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !PICTURES.some((picture) => picture.name === name));
if (unknown !== undefined) {
  process.stderr.write(`there is no picture ${unknown}: ${PICTURES.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'kaodian-pictures-'));
mkdirSync(to, { recursive: true });
const [server, browser] = await Promise.all([serveDemo(folder, NOW), openBrowser()]);
try {
  for (const picture of PICTURES.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
    for (const theme of THEMES) await take(browser, server, picture, theme);
  }
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
