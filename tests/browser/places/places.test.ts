import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IndicatorsAnswer, PreviewAnswer } from '../../../shared/contract/http';
import { WORD, enter, isSound, pick } from '../admin/kit';
import { PASSWORD, type PageServer, openBrowser, startPageServer } from '../kit';
import { sent } from '../rooms/kit';

const ADMIN = { name: 'admin', password: PASSWORD };
const YEAR = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
let server: PageServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  const requires = [
    { category: 'computer', count: 1, per: 'seat' },
    { category: 'ups', count: 1, per: 'room' },
  ];
  await server.must([sent('profile.set', Date.now(), { profileId: 'computer-room', requires })]);
  await server.ask('POST', '/api/users', { name: 'looker', role: 'viewer', scope: '440781', password: WORD });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const formOf = async (page: Page): Promise<IndicatorsAnswer> =>
  (await page.request.get(`/api/indicators?scope=440781&period=${YEAR}`)).json();
const valueOf = (answer: IndicatorsAnswer, id: string) => answer.rows.find((row) => row.id === id)?.value;

/** Presses a button by the keyboard: in the open form, or on the page. */
async function press(page: Page | Locator, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true }).first();
  await button.focus();
  await button.press('Enter');
}
/** Opens a form: its first control takes the focus once it stands. */
async function openForm(page: Page, button: string): Promise<void> {
  await press(page, button);
  await page.locator('[role=dialog] input:focus').first().waitFor();
}
/** Types into a field by its label, in place of what stands there. */
async function type(page: Page, label: string | RegExp, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label }).first();
  await field.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

describe('a site from nothing', { timeout: 240_000 }, () => {
  let page: Page;
  it('is registered on the page of the sites', async () => {
    page = await enter(browser, server.url, ADMIN, '/sites');
    await openForm(page, '登记考点');
    await type(page, '考点名称', '演示一中');
    await type(page, '行政区划代码', '440781');
    await page.getByText('六位数字，到县：台山市').waitFor();
    // Nothing counts yet, and the form says so.
    await page.getByText('不改变任何指标。').waitFor();
    await press(page.getByRole('dialog'), '登记');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('演示一中').first().waitFor();
  });

  it('gets a room, with the code after the last one', async () => {
    await page.goto('/sites/K01');
    await openForm(page, '登记考场');
    await expect.poll(() => page.getByRole('textbox', { name: '考场编号' }).inputValue()).toBe('K01-1');
    await type(page, '考场名称', '第 1 考场');
    await type(page, '考位数', '53');
    await type(page, '备用考位数', '3');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: '编辑考场' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/rooms/K01-1/edit');
    await page.getByRole('row', { name: /考生机/ }).waitFor();
  });

  it('gets 53 computers by one range, named before they are saved, and in service', async () => {
    const before = await formOf(page);
    await type(page, '编号 K01-1-', 'PC01');
    await type(page, /^到/, 'PC53');
    await page.getByText('K01-1-PC01 至 K01-1-PC53，53 台').waitFor();
    // 53 seats take 53 computers; the room is not accepted, so that no figure moves.
    await page.getByRole('row', { name: /考生机.*53.*已齐/ }).waitFor();
    await page.getByRole('row', { name: /不间断电源.*缺 1/ }).waitFor();
    await page.getByText('不改变任何指标。').waitFor();
    await page.keyboard.press('Control+s');
    await page.getByText(/已保存 106 条/).waitFor();
    // Time goes by for devices in service: the fault rate alone has begun to run.
    const still = ({ rows }: typeof before) => rows.filter(({ id }) => id !== 'fault-rate');
    expect(still(await formOf(page))).toEqual(still(before));
    const devices: { items: { id: string; seat: string; commissionedAt?: string }[] } = await (
      await page.request.get('/api/devices?scope=room:K01-1&limit=1000')
    ).json();
    expect(devices.items).toHaveLength(53);
    expect(devices.items.every(({ commissionedAt }) => commissionedAt !== undefined)).toBe(true);
    expect(devices.items.find(({ id }) => id === 'K01-1-PC07')?.seat).toBe('07');
  });

  it('names codes that are registered already before anything is saved', async () => {
    await type(page, '编号 K01-1-', 'PC53');
    await type(page, /^到/, '54');
    await page.getByText('已经登记过：K01-1-PC53').waitFor();
    expect(await page.getByRole('button', { name: /^保存/ }).isDisabled()).toBe(true);
    // A step back for each field, and the draft is empty again.
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.getByText('没有更改').waitFor();
  });

  it('is accepted: what the form says of it comes true', async () => {
    await page.keyboard.press('Escape');
    await page.waitForURL('**/rooms/K01-1');
    const told = page.waitForResponse((answer) => answer.url().endsWith('/api/preview'));
    await press(page, '验收');
    const preview = (await (await told).json()) as PreviewAnswer;
    await page.getByRole('dialog').getByText('0 间 → ').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '验收' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const answer = await formOf(page);
    expect(valueOf(answer, 'rooms-built')).toBe(1);
    expect(valueOf(answer, 'standard-seats')).toBe(53);
    // 53 of the 54 required: the power supply is missing.
    expect(valueOf(answer, 'device-compliance')).toBe(53 / 54);
    expect(valueOf(answer, 'room-compliance')).toBe(0);
    const said = new Map(preview.rows.map(({ id, after }) => [id, after.value]));
    for (const id of ['rooms-built', 'standard-seats', 'device-compliance', 'room-compliance']) {
      expect(said.get(id), id).toBe(valueOf(answer, id));
    }
  });

  it('is completed in the editor: the last slot, and a drawing that changes no figure', async () => {
    await page.getByRole('link', { name: '编辑考场' }).click();
    await page.getByRole('row', { name: /不间断电源/ }).waitFor();
    await pick(page.locator('main'), '类别', '不间断电源');
    await type(page, '编号 K01-1-', 'UPS1');
    await page.getByText('98.14%').first().waitFor();
    await page.getByText('100%').first().waitFor();
    await page.getByRole('radio', { name: '蛇形' }).focus();
    await page.keyboard.press('Space');
    await page.getByLabel('门在').selectOption('right');
    const door = page.getByRole('slider', { name: '门' });
    await door.focus();
    await page.keyboard.press('ArrowDown');
    expect(await door.getAttribute('aria-valuetext')).toBe('门，右墙，15%');
    await page.keyboard.press('Control+s');
    await page.getByText(/已保存 3 条/).waitFor();
    const answer = await formOf(page);
    expect([valueOf(answer, 'device-compliance'), valueOf(answer, 'room-compliance')]).toEqual([1, 1]);
    const { layout }: { layout: object } = await (await page.request.get('/api/rooms/K01-1')).json();
    expect(layout).toMatchObject({ numbering: { order: 'snake' }, door: { wall: 'right', at: 15 } });
  });

  it('asks once before a draft is left', async () => {
    await type(page, '考场名称', '改了');
    await page.keyboard.press('Escape');
    const dialog = page.getByRole('dialog', { name: '放弃没有保存的更改？' });
    await dialog.getByRole('button', { name: '继续编辑' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByRole('textbox', { name: '考场名称' }).inputValue()).toBe('改了');
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: '放弃' }).click();
    await page.waitForURL('**/rooms/K01-1');
    await page.context().close();
  });
});

const DEVICE = '/devices/K01-1-PC07';

describe('everybody else', { timeout: 120_000 }, () => {
  it('sees no form, and no editor', async () => {
    const page = await enter(browser, server.url, { name: 'looker', password: WORD }, '/sites');
    const names = ['登记考点', '登记考场', '登记设备', '更改考点', '复制考场', '停用考场', '更改资料', '停用设备'];
    for (const [path, ready] of [
      ['/sites', '演示一中'],
      ['/sites/K01', '第 1 考场'],
      ['/rooms/K01-1', '第 1 考场'],
      [DEVICE, 'K01-1-PC07'],
    ] as const) {
      await page.goto(path);
      await page.getByText(ready).first().waitFor();
      for (const name of names) expect(await page.getByRole('button', { name }).count(), `${path} ${name}`).toBe(0);
      expect(await page.getByRole('link', { name: '编辑考场' }).count()).toBe(0);
    }
    await page.goto('/rooms/K01-1/edit');
    await page.getByText('没有这一页').first().waitFor();
    await page.context().close();
  });
});

/** A page, the button that opens a form on it, and what is there then. */
const PAGES: [path: string, button: RegExp | null, ready: string][] = [
  ['/rooms/K01-1/edit', null, '.slots tbody tr'],
  ['/sites', /登记考点|Register a site/, '[role=dialog] .effect'],
  ['/sites/K01', /登记考场|Register a room/, '[role=dialog] .effect'],
  ['/sites/K01', /登记设备|Register a device/, '[role=dialog] .effect'],
  ['/rooms/K01-1', /复制考场|Copy the room/, '[role=dialog] .effect'],
  [DEVICE, /停用设备|Retire/, '[role=dialog] .effect'],
];

describe('the pages', { timeout: 400_000 }, () => {
  it.each(PAGES)('%s with %s is sound in both languages and themes and on a phone', async (path, button, ready) => {
    await isSound(async (look) => {
      const page = await enter(browser, server.url, ADMIN, path, look);
      if (button) await page.getByRole('button', { name: button }).first().click();
      await page.locator(ready).first().waitFor();
      return page;
    });
  });
});
