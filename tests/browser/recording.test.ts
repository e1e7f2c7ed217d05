import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EntryItem, Page as ListPage } from '../../shared/contract/http';
import { type Look, PASSWORD, type PageServer, axeFinds, openBrowser, startPageServer, visitor } from './kit';
import { seatId, world } from './world';

let server: PageServer;
let browser: Browser;
const contexts: BrowserContext[] = [];
/** What browsers say of the pages' security policy and of errors that nobody caught. */
const complaints: string[] = [];

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  await server.must(world({ sites: 1, seats: 8, now: Date.now(), days: 40 }));
  const make = (name: string, role: string, scope: string) =>
    server.ask('POST', '/api/users', { name, role, scope, password: PASSWORD });
  await Promise.all([
    make('first', 'technician', 'site:K01'),
    make('second', 'technician', 'site:K01'),
    make('office', 'office', '440781'),
    make('viewer', 'viewer', '440781'),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  expect(complaints.splice(0)).toEqual([]);
});

async function open(name: string, path: string, look: Look = {}): Promise<Page> {
  const context = await visitor(browser, server.url, look);
  contexts.push(context);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (/Content Security Policy|Uncaught/i.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(path);
  await page.locator('#username').fill(name);
  await page.locator('#password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  return page;
}

/** How somebody reaches a control and uses it: with the mouse, or with the keyboard alone. */
interface Hands {
  press(page: Page, control: Locator): Promise<void>;
  choose(page: Page, radio: Locator): Promise<void>;
  write(page: Page, field: Locator, text: string): Promise<void>;
}

async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor({ state: 'attached' });
  const isThere = () => control.evaluate((element) => element === document.activeElement);
  for (let tabs = 0; tabs < 200; tabs += 1) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(control)}`);
}

const mouse: Hands = {
  press: (_page, control) => control.click(),
  choose: (_page, radio) => radio.locator('..').click(),
  write: (_page, field, text) => field.fill(text),
};

const keyboard: Hands = {
  async press(page, control) {
    await tabTo(page, control);
    await page.keyboard.press('Enter');
  },
  async choose(page, radio) {
    // One stop of Tab for the group, then the arrows.
    const group = radio.locator('xpath=ancestor::fieldset[1]');
    await tabTo(page, group.locator('input:checked'));
    for (let steps = 0; steps < 5 && !(await radio.isChecked()); steps += 1) await page.keyboard.press('ArrowRight');
  },
  async write(page, field, text) {
    await tabTo(page, field);
    await page.keyboard.insertText(text);
  },
};

const dialogOf = (page: Page) => page.getByRole('dialog').filter({ has: page.locator('form') });
const heading = (page: Page, text: RegExp) => page.getByRole('heading', { level: 1, name: text });
const recorded = (page: Page, what: string) => page.getByRole('status').getByText(`已记下：${what}`).waitFor();
const action = (page: Page, name: string) =>
  page.getByRole('group', { name: '对这台设备的操作' }).getByRole('button', { name, exact: true });

async function fromMenu(page: Page, hands: Hands, text: string, item: string): Promise<void> {
  const row = page.locator('.entries tbody tr').filter({ hasText: text }).first();
  await hands.press(page, row.getByRole('button', { name: /的操作$/ }));
  const found = page.getByRole('menuitem', { name: item });
  await found.waitFor();
  if (hands === mouse) return found.click();
  // The menu takes the focus once it is drawn; the arrows move from there.
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'menuitem');
  for (let steps = 0; steps < 4; steps += 1) {
    if (await found.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

/** How many devices the overview shows as down. */
const down = (overview: Page, count: number) =>
  overview.getByRole('list', { name: '图例与合计' }).getByText(`停用 ${count}`).waitFor();

describe.each([
  ['with the mouse at 1366 px', mouse, {}, 1],
  ['with the keyboard alone at 1366 px', keyboard, {}, 7],
  ['at 390 px', mouse, { width: 390, height: 844 }, 8],
] as const)('%s', (_name, hands, look, seat) => {
  it('report, repair, verify, void, correct; the overview in another window moves', { timeout: 180_000 }, async () => {
    const path = `/devices/${seatId(1, seat)}`;
    const overview = await open('office', '/');
    const page = await open('first', path, look);
    await down(overview, 1);
    await heading(page, /正常/).waitFor();
    const dialog = dialogOf(page);
    const submit = (name: string) => hands.press(page, dialog.getByRole('button', { name, exact: true }));

    await hands.press(page, action(page, '报修'));
    await dialog.getByText('考生机默认为一般').waitFor();
    await hands.choose(page, dialog.getByRole('radio', { name: '较大' }));
    await hands.write(page, dialog.getByLabel('备注'), '不能开机');
    await submit('报修');
    await recorded(page, '报修');
    await heading(page, /停用/).waitFor();
    await down(overview, 2);

    await hands.press(page, action(page, '登记已修复'));
    await dialog.getByRole('checkbox', { name: /^F-.*较大/, checked: true }).waitFor({ state: 'attached' });
    await submit('登记已修复');
    await recorded(page, '登记已修复');
    await heading(page, /正常/).waitFor();
    await down(overview, 1);

    // Somebody else verifies it: the repairer reads why not.
    await page.getByText(/F-\S+ 由您修复，须由别人复核。/).waitFor();
    const other = await open('second', path, look);
    await hands.press(other, action(other, '复核'));
    await hands.press(other, dialogOf(other).getByRole('button', { name: '复核通过' }));
    await recorded(other, '复核');
    await other.locator('.entries tbody tr').first().getByText('已复核').waitFor();
    await action(other, '复核').waitFor({ state: 'detached' });

    await hands.press(page, action(page, '登记状态'));
    await hands.choose(page, dialog.getByRole('radio', { name: '停用' }));
    await submit('登记');
    await recorded(page, '登记状态');
    await heading(page, /停用/).waitFor();
    await down(overview, 2);
    await fromMenu(page, hands, '观测：停用', '作废…');
    await submit('作废');
    await dialog.getByText('请填写“原因”。').waitFor();
    const reason = dialog.getByLabel('原因');
    expect(await reason.evaluate((element) => element === document.activeElement)).toBe(true);
    await hands.write(page, reason, '登错机号');
    await page.keyboard.press('Enter');
    await recorded(page, '作废');
    await heading(page, /正常/).waitFor();
    await down(overview, 1);

    await hands.press(page, action(page, '登记状态'));
    await hands.choose(page, dialog.getByRole('radio', { name: '降级' }));
    await submit('登记');
    await heading(page, /降级/).waitFor();
    await fromMenu(page, hands, '观测：降级', '更正…');
    await hands.choose(page, dialog.getByRole('radio', { name: '停用' }));
    await hands.write(page, dialog.getByLabel('原因'), '实为停用');
    await submit('更正');
    await recorded(page, '更正');
    await heading(page, /停用/).waitFor();
    await down(overview, 2);
    await page.locator('.entries s').getByText('观测：降级').waitFor();
    // Back to where it began, for the next one.
    await hands.press(page, action(page, '登记状态'));
    await submit('登记');
    await heading(page, /正常/).waitFor();
    await down(overview, 1);
  });
});

describe('a dialog', () => {
  it('Esc closes it and gives the focus back; axe finds nothing in any of them', { timeout: 240_000 }, async () => {
    const looks: Look[] = [{}, { theme: 'dark', locale: 'en', width: 390, height: 844 }];
    for (const look of looks) {
      const page = await open('office', `/devices/${seatId(1, 2)}`, look);
      const buttons = page.locator('.device-actions button');
      await page.locator('.entries tbody tr').first().waitFor();
      await page.locator('.plot svg').waitFor();
      await buttons.nth(3).waitFor();
      for (let index = 0; index < 4; index += 1) {
        await buttons.nth(index).focus();
        await page.keyboard.press('Enter');
        await dialogOf(page).waitFor();
        await page.waitForFunction(() => document.activeElement?.closest('form') !== null);
        expect(await axeFinds(page)).toEqual([]);
        if (look.width) {
          const box = await page.locator('.form-dialog:visible').boundingBox();
          expect([box!.x, box!.width, Math.round(box!.y + box!.height)]).toEqual([0, 390, 844]);
          for (const button of await page.locator('.form-dialog:visible footer button').all()) {
            expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44);
          }
        }
        await page.keyboard.press('Escape');
        await dialogOf(page).waitFor({ state: 'hidden' });
        await page.waitForFunction(
          (at) => document.activeElement === document.querySelectorAll('.device-actions button')[at],
          index,
        );
      }
    }
  });

  it('what the server refuses stands at its field, in words that say what to do', async () => {
    const page = await open('first', `/devices/${seatId(1, 5)}`);
    await action(page, '登记状态').click();
    const dialog = dialogOf(page);
    const at = dialog.getByLabel('发生时间');
    await at.fill('yesterday');
    await page.keyboard.press('Enter');
    await dialog.getByText('请写成 2026-11-20 18:00。').waitFor();
    // 73 hours back, in the business zone.
    const local = new Date(Date.now() - 73 * 3_600_000 + 8 * 3_600_000).toISOString();
    await at.fill(`${local.slice(0, 10)} ${local.slice(11, 16)}`);
    await page.keyboard.press('Enter');
    await dialog.getByText('“发生时间”太早，超出了技术员可以补记的期限，请考务办补记。').waitFor();
    expect(await at.getAttribute('aria-invalid')).toBe('true');
    expect(await at.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('an instant is one of the business zone, wherever the browser stands', async () => {
    const context = await browser.newContext({
      baseURL: server.url,
      viewport: { width: 1366, height: 768 },
      locale: 'zh-CN',
      timezoneId: 'America/New_York',
    });
    contexts.push(context);
    const page = await context.newPage();
    const path = `/devices/${seatId(1, 6)}`;
    await page.goto(path);
    await page.locator('#username').fill('first');
    await page.locator('#password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    const begun = new Date(Date.now() - 2 * 3_600_000 + 8 * 3_600_000).toISOString();
    const text = `${begun.slice(0, 10)} ${begun.slice(11, 16)}`;
    await action(page, '登记状态').click();
    await dialogOf(page).getByRole('radio', { name: '降级' }).locator('..').click();
    await dialogOf(page).getByLabel('发生时间').fill(text);
    await page.keyboard.press('Enter');
    await recorded(page, '登记状态');
    await page.locator('.entries tbody tr').first().getByText(`${text}:00`).waitFor();
  });
});

describe('an answer that is lost', () => {
  it('is said as what it is; the same is sent again, and stands in the ledger once', async () => {
    const path = `/devices/${seatId(1, 4)}`;
    const page = await open('first', path);
    await heading(page, /正常/).waitFor();
    // As on plain http off loopback.
    await page.addInitScript(() => Object.defineProperty(crypto, 'randomUUID', { value: undefined }));
    await page.reload();
    await action(page, '登记状态').click();
    const dialog = dialogOf(page);
    await dialog.getByRole('radio', { name: '降级' }).locator('..').click();
    await page.route('**/api/entries', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await dialog.getByRole('button', { name: '登记', exact: true }).click();
    await dialog.getByText('没有收到服务器的回答，不能确定是否记下。').waitFor();
    expect(await dialog.getByRole('radio', { name: '停用' }).isDisabled()).toBe(true);
    await page.unroute('**/api/entries');
    await dialog.getByRole('button', { name: '再发一次' }).click();
    await recorded(page, '登记状态');
    const trail = await page.request.get(`/api/entries?scope=device:${seatId(1, 4)}&kind=status.observed`);
    const { items } = (await trail.json()) as ListPage<EntryItem>;
    expect(items.filter(({ body }) => body.status === 'degraded')).toHaveLength(1);
  });
});

describe('who may record nothing', () => {
  it('a viewer sees no action, and nobody sees one as of an earlier instant', async () => {
    const viewer = await open('viewer', `/devices/${seatId(1, 2)}`);
    await viewer.locator('.entries tbody tr').first().waitFor();
    expect(await viewer.locator('.device-actions, .entries .more').count()).toBe(0);
    const office = await open('office', `/devices/${seatId(1, 2)}?asOf=90`);
    await office.locator('.entries tbody tr').first().waitFor();
    expect(await office.locator('.device-actions, .entries .more').count()).toBe(0);
  });
});

describe('a start without an answer', () => {
  it('opens with the last account, says that it is offline, and goes on by itself', async () => {
    const page = await open('first', `/devices/${seatId(1, 5)}`);
    await heading(page, /正常/).waitFor();
    await page.route('**/api/**', (route) => route.abort());
    await page.route('**/socket.io/**', (route) => route.abort());
    await page.reload();
    const banner = page.getByRole('alert').filter({ hasText: '没有连上服务器' });
    await banner.getByText('按上次的账号 first 打开').waitFor();
    await page.getByText('设备资料没有读到。').waitFor();
    await page.unrouteAll();
    await heading(page, /正常/).waitFor({ timeout: 10_000 });
    await banner.waitFor({ state: 'detached' });
  });

  it('after a log-out nobody is kept: the log-in page says that the server does not answer', async () => {
    const page = await open('first', `/devices/${seatId(1, 5)}`);
    await page.getByRole('button', { name: /账号与显示/ }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.locator('#username').waitFor();
    await page.route(/\/(api|readyz)/, (route) => route.abort());
    await page.goto(`/devices/${seatId(1, 5)}`);
    await page.getByText('连不上服务器。').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/login');
  });
});
