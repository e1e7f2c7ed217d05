import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UserAnswer } from '../../../shared/contract/http';
import { WORD, enter, isSound } from '../admin/kit';
import { PASSWORD, type PageServer, axeFinds, openBrowser, startPageServer } from '../kit';
import { wallVisitor } from '../wall/kit';

const ADMIN = { name: 'admin', password: PASSWORD };
let server: PageServer;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  for (const [name, role] of [
    ['office', 'office'],
    ['viewer', 'viewer'],
  ]) {
    await server.ask<UserAnswer>('POST', '/api/users', { name, role, scope: ['440781'], password: WORD });
  }
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const step = (name: string) => page.getByRole('button', { name: new RegExp(`^\\d ${name}$`) });
const openStep = async (name: string) => {
  await step(name).waitFor();
  if ((await step(name).getAttribute('aria-expanded')) !== 'true') await step(name).click();
};
const isDone = (name: string) => page.locator(`[data-step="${name}"][data-done]`);
const devices = async () => {
  const answer = await page.request.get('/api/devices');
  return ((await answer.json()) as { items: unknown[] }).items.length;
};

/** Drops a file on the page itself, not on a field. */
const drop = (name: string, text: string) =>
  page.evaluate(
    ([file, content]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content!], file!, { type: 'text/csv' }));
      const target = document.querySelector('h1')!;
      for (const type of ['dragover', 'drop']) {
        target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
      }
    },
    [name, text],
  );

describe('an empty product', { timeout: 120_000 }, () => {
  it('is sound in both languages, both themes and on a phone', async () => {
    await isSound(async (look) => {
      const found = await enter(browser, server.url, ADMIN, '/', look);
      await found.locator('[data-step]').nth(6).waitFor();
      // Every form open once.
      for (const name of ['site', 'profile']) await found.locator(`[data-step="${name}"] .toggle`).click();
      await found.locator('[data-step="profile"] form').waitFor();
      // As high as it takes: what the fixed bar hides at one place of the scroll is not hidden at another.
      if (look.width === 390) await found.setViewportSize({ width: 390, height: 3000 });
      return found;
    });
  });

  it('says to others that the administrator has not built it yet', async () => {
    for (const name of ['office', 'viewer']) {
      const other = await enter(browser, server.url, { name, password: WORD }, '/');
      await other.getByRole('heading', { name: '管理员还没有建好考点' }).waitFor();
      expect(await other.getByRole('button', { name: /地区/ }).count()).toBe(0);
      expect(await axeFinds(other)).toEqual([]);
      await other.context().close();
    }
  });

  it('a page of it has no crumb without a name', async () => {
    const empty = await enter(browser, server.url, ADMIN, '/indicators');
    await empty.getByRole('heading', { level: 1, name: '绩效指标' }).waitFor();
    await expect.poll(() => empty.locator('.crumbs li').allInnerTexts()).toEqual(['绩效指标']);
    await empty.context().close();
  });

  it('its wall says in big words what it lacks', async () => {
    for (const path of ['/wall', '/wall?scope=440781']) {
      const context = await wallVisitor(browser, server);
      const wall = await context.newPage();
      await wall.goto(path);
      const words = wall.getByText('这里还没有考点', { exact: true });
      await words.waitFor();
      // A twentieth of the height: read from afar.
      expect(await words.evaluate((one) => parseFloat(getComputedStyle(one).fontSize))).toBeGreaterThanOrEqual(54);
      expect(await axeFinds(wall)).toEqual([]);
      await context.close();
    }
  });

  it('has seven steps in any order; the area leads to the first site, which is written once', async () => {
    page = await enter(browser, server.url, ADMIN, '/');
    await page.getByRole('heading', { level: 1, name: '开始使用' }).waitFor();
    // The two accounts were made already: that step is done without anybody ticking it.
    await page.getByText('已完成 1 / 7 步').waitFor();
    expect(await isDone('accounts').count()).toBe(1);
    // Any order: the hours before a site say what comes first.
    await openStep('服务时间');
    await page.getByText('先登记考点（第 2 步），再设它的服务时间。').waitFor();

    await openStep('地区');
    const area = page.getByRole('combobox', { name: '地区' });
    await area.fill('台山');
    await page.getByRole('option', { name: /440781\s*台山市\s*广东省 \/ 江门市/ }).waitFor();
    await area.press('Enter');
    await page.getByRole('textbox', { name: '考点编号' }).waitFor();
    await page.getByText('地区：台山市 440781').waitFor();
    await page.getByRole('textbox', { name: '考点编号' }).fill('第一');
    await page.getByRole('textbox', { name: '学校名称' }).fill('第一中学');
    await page.getByRole('button', { name: '登记考点' }).click();
    await page.getByText('编号只用 1–64 个字母、数字、点、横线、下划线。').waitFor();
    await page.getByRole('textbox', { name: '考点编号' }).fill('K01');
    await page.getByRole('textbox', { name: '位置' }).fill('22.2519，112.7939');
    // What it changes in the figures of the area is told before anything is recorded.
    await page
      .getByRole('region', { name: '这会改变' })
      .getByText(/不改变任何指标|变为/)
      .first()
      .waitFor();

    // Without a network what was typed stays, and it is written once.
    await page.context().setOffline(true);
    await page.getByRole('textbox', { name: '学校名称' }).press('Control+s');
    await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor();
    await page.context().setOffline(false);
    expect(await page.getByRole('textbox', { name: '学校名称' }).inputValue()).toBe('第一中学');
    await page.locator('form .submit').click();
    await page.waitForURL(/\/start$/);
    await page.getByText('已完成 3 / 7 步').waitFor();
    expect(await isDone('area').count()).toBe(1);
    const { items } = (await (await page.request.get('/api/sites')).json()) as { items: { lat?: number }[] };
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ id: 'K01', name: '第一中学', area: '440781', lat: 22.2519, lng: 112.7939 });
  });

  it('sets the profile of a room, line by line', async () => {
    await openStep('考场模板');
    await page.getByRole('button', { name: '加一行' }).click();
    const second = page.getByRole('group', { name: '第 2 行' });
    await second.getByRole('combobox', { name: '类别' }).selectOption({ label: '考生机' });
    await page.getByRole('button', { name: '设定标准' }).click();
    await page.getByText('考生机有两行，请并成一行。').waitFor();
    await second.getByRole('combobox', { name: '类别' }).selectOption({ label: '摄像头' });
    await second.getByRole('textbox', { name: '台数' }).fill('2');
    // What was typed outlives the page.
    await page.reload();
    await openStep('考场模板');
    expect(await page.getByRole('group', { name: '第 2 行' }).getByRole('textbox', { name: '台数' }).inputValue()).toBe(
      '2',
    );
    await page.getByRole('button', { name: '设定标准' }).click();
    await isDone('profile').waitFor();
    const { items } = (await (await page.request.get('/api/profiles')).json()) as { items: unknown[] };
    expect(items).toMatchObject([
      {
        id: 'computer-room',
        requires: [
          { category: 'computer', count: 1, per: 'seat' },
          { category: 'camera', count: 2, per: 'room' },
        ],
      },
    ]);
    await page.getByText('已完成 4 / 7 步').waitFor();
  });

  it('a wall with a site and no device says so', async () => {
    const context = await wallVisitor(browser, server);
    const wall = await context.newPage();
    await wall.goto('/wall');
    await wall.getByText('1 个考点，还没有投用的设备').waitFor();
    await context.close();
  });

  it('a workbook that is dropped anywhere on the page is taken to the import, and ticks its step by itself', async () => {
    await drop('设备.csv', '设备编号,考点编号,类别\nK01-PC01,K01,考生机\n');
    await page.waitForURL(/\/import$/);
    await page.getByRole('button', { name: /写入 1 行/ }).click();
    await page.getByRole('heading', { name: '“设备.csv”已写入' }).waitFor();
    expect(await devices()).toBe(1);
    await page.goto('/start');
    await page.getByText('已完成 5 / 7 步').waitFor();
    expect(await isDone('inventory').count()).toBe(1);
    expect(await axeFinds(page)).toEqual([]);
    // With a site the start page is the overview.
    await page.goto('/');
    await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
  });
});
