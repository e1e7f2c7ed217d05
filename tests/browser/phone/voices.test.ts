import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type PageServer, axeFinds, openBrowser, startPageServer, visitor } from '../kit';
import { entriesOf, logInOn, recordedBy, roomWorld, seatOf, startPhone, until, untilSent } from './kit';

let server: PageServer;
let browser: Browser;
const contexts: BrowserContext[] = [];
const folders: string[] = [];

beforeAll(async () => {
  server = await startPageServer();
  await server.must(roomWorld(Date.now()));
  await server.ask('POST', '/api/users', { name: 'tech', role: 'technician', scope: 'site:S1', password: PASSWORD });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
afterEach(async () => {
  for (const one of contexts.splice(0)) await one.close();
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
});

interface Look {
  script: boolean;
  locale?: string;
  colorScheme?: 'light' | 'dark';
}
/** Somebody without an account, with a phone of 390 px. */
async function passer({ script, locale = 'zh-CN', colorScheme = 'light' }: Look): Promise<Page> {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    javaScriptEnabled: script,
    locale,
    colorScheme,
  });
  contexts.push(context);
  return context.newPage();
}

const widthOf = (page: Page) => page.locator('html').evaluate((html) => html.scrollWidth);

describe('a voice', { timeout: 120_000 }, () => {
  it('is sent without a script or an account; a technician’s phone shows it, and dismisses it', async () => {
    const page = await passer({ script: false });
    await page.goto(`/v/${seatOf(12)}`);
    expect(await page.locator('h1').innerText()).toMatch(/第 1 考场\s+12 号机/);
    for (const target of await page.locator('.boxes label, textarea, button, footer a').all()) {
      const box = await target.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(44);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    }
    await page.locator('label', { hasText: '没有声音' }).tap();
    await page.locator('#note').fill('左边耳机没声音，右边有');
    await page.locator('button', { hasText: '发送' }).tap();
    await page.locator('h1', { hasText: '收到了，谢谢' }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
    const [voiced] = await entriesOf(server, 'fault.voiced');
    expect(await page.locator('dd').first().innerText()).toBe(String(voiced!.body['voiceId']));

    const folder = mkdtempSync(join(tmpdir(), 'kaodian-phone-'));
    folders.push(folder);
    const phone = await startPhone({ folder, url: server.url });
    contexts.push(phone);
    const card = phone.pages()[0] ?? (await phone.newPage());
    await card.goto('/m');
    await logInOn(card, 'tech');
    const line = card.locator('section', { hasText: '待核实' });
    await line.waitFor();
    expect(await line.innerText()).toMatch(/待核实\s*1 台[\s\S]*12 号机[\s\S]*1 人报过：没有声音/);
    await line.locator('a').tap();
    const voice = card.locator('.voice');
    await voice.waitFor();
    expect(await voice.innerText()).toContain('“左边耳机没声音，右边有”');
    expect(await axeFinds(card)).toEqual([]);
    await voice.locator('button', { hasText: '报修' }).tap();
    expect(await card.locator('#report-note').inputValue()).toBe('没有声音');
    await card.locator('.sheet header button').tap();
    await voice.locator('button', { hasText: '不属实' }).tap();
    await card.locator('#step-text').fill('试过，两边都有声音');
    await card.locator('.sheet button[type=submit]').tap();
    await until(card, () => document.querySelector('.voice') === null);
    await untilSent(card);
    const [dismissed] = await recordedBy(server, 'tech', 'fault.voiceDismissed');
    expect(dismissed?.body['deviceId']).toBe(seatOf(12));
  });

  it('is on the desk’s page of the device, and is dismissed there', async () => {
    const passing = await passer({ script: false });
    await passing.goto(`/v/${seatOf(20)}`);
    await passing.locator('label', { hasText: '很慢、卡住' }).tap();
    await passing.locator('button').tap();
    await passing.locator('dl').waitFor();
    const context = await visitor(browser, server.url);
    contexts.push(context);
    const desk = await context.newPage();
    await desk.goto(`/devices/${seatOf(20)}`);
    await desk.locator('#username').fill('admin');
    await desk.locator('#password').fill(PASSWORD);
    await desk.keyboard.press('Enter');
    const line = desk.locator('.voice');
    await line.waitFor();
    expect(await line.innerText()).toContain('1 人报过：很慢、卡住');
    expect(await axeFinds(desk)).toEqual([]);
    await line.getByRole('button', { name: '不属实' }).click();
    const dialog = desk.getByRole('dialog').filter({ has: desk.locator('form') });
    await dialog.getByLabel('查到了什么').fill('试过，不慢');
    await dialog.getByRole('button', { name: '不属实', exact: true }).click();
    await line.waitFor({ state: 'detached' });
    const dismissed = await entriesOf(server, 'fault.voiceDismissed');
    expect(dismissed.at(-1)?.body['deviceId']).toBe(seatOf(20));
  });

  it.each([
    ['zh-CN', 'light'],
    ['zh-CN', 'dark'],
    ['en-GB', 'light'],
    ['en-GB', 'dark'],
  ] as const)('axe finds nothing on its pages in %s, %s; none is wider than a phone', async (locale, colorScheme) => {
    const page = await passer({ script: true, locale, colorScheme });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    const look = async () => {
      expect(await axeFinds(page)).toEqual([]);
      expect(await widthOf(page)).toBe(390);
    };
    await page.goto(`/v/${seatOf(13)}`);
    await look();
    await page.locator('button').tap();
    await page.locator('.error').waitFor();
    await look();
    await page.locator('input[type=checkbox]').first().check();
    await page.locator('button').tap();
    await page.locator('dl').waitFor();
    await look();
    expect(complaints.filter((one) => /Content Security Policy/i.test(one))).toEqual([]);
    await page.goto('/v/nothing');
    await look();
  });
});
