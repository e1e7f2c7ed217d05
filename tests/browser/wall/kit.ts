import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Look, type PageServer, PASSWORD, visitor } from '../kit';
import type { Sent } from '../world';

export const sent = (kind: string, body: Record<string, unknown>, at = Date.now()): Sent => ({
  id: randomUUID(),
  kind,
  at: new Date(at).toISOString(),
  body,
});

/** A visitor of the size of a wall screen, logged in as the administrator unless told otherwise. */
export async function wallVisitor(
  browser: Browser,
  server: PageServer,
  look: Look & { as?: string | null } = {},
): Promise<BrowserContext> {
  const { as = 'admin', ...rest } = look;
  const context = await visitor(browser, server.url, { theme: 'dark', width: 1920, height: 1080, ...rest });
  if (as !== null) await context.request.post('/api/session', { data: { username: as, password: PASSWORD } });
  return context;
}

/** Opens a wall and waits until it is live. */
export async function openWall(context: BrowserContext, path = '/wall?scope=440781'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await page.locator('.lamp[data-freshness="live"]').waitFor();
  return page;
}

export const stale = (page: Page, timeout = 7_000) => page.locator('html[data-stale]').waitFor({ timeout });
export const fresh = (page: Page, timeout = 7_000) =>
  page.locator('html:not([data-stale])').waitFor({ state: 'attached', timeout });
