import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type PageServer, openBrowser, startPageServer } from '../kit';
import { world } from '../world';
import { WORD, enter, isSound, pick } from './kit';

/** Several people on several pages, while the machine may be busy. */
const LONG = { timeout: 120_000 };

let server: PageServer;
let browser: Browser;
let backups: string;
beforeAll(async () => {
  backups = mkdtempSync(join(tmpdir(), 'kaodian-backups-'));
  const env = { BACKUP_DIR: backups, BACKUP_EVERY: '6h' };
  [server, browser] = await Promise.all([startPageServer(PASSWORD, env), openBrowser()]);
  await server.must(world({ sites: 5, seats: 4, now: Date.now(), days: 60 }));
  await server.ask('POST', '/api/users', { name: 'office', role: 'office', scope: '440781', password: WORD });
  const now = new Date().toISOString();
  await server.must([
    { id: randomUUID(), kind: 'fault.regraded', at: now, body: { faultId: 'F-0330', severity: 'minor' } },
  ]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(backups, { recursive: true, force: true });
});

const admin = { name: 'admin', password: PASSWORD };
async function open(path: string, look = {}, who = admin): Promise<Page> {
  const page = await enter(browser, server.url, who, path, look);
  await page.locator('tr[data-seq]').first().waitFor();
  return page;
}
const seqs = (page: Page) =>
  page.locator('tr[data-seq]').evaluateAll((rows) => rows.map((one) => (one as HTMLElement).dataset['seq']));

describe('the trail', LONG, () => {
  it('is filtered by thing, mark and person; the filters stand in the address and survive a reload', async () => {
    const page = await open('/audit');
    await page.getByRole('searchbox', { name: '按编号查对象' }).fill('F-0330');
    await page.keyboard.press('Enter');
    await page.waitForURL('**thing=F-0330*');
    await page.locator('tr[data-seq]').getByText('改级').first().waitFor();
    const filtered = await seqs(page);
    // Reported, acknowledged and regraded: nothing else is about it.
    expect(filtered).toHaveLength(3);
    await page.reload();
    await page.locator('tr[data-seq]').first().waitFor();
    expect(await seqs(page)).toEqual(filtered);

    await pick(page.locator('#main'), '只看', '改级');
    await page.keyboard.press('Escape');
    await page.waitForURL('**mark=regraded*');
    await expect.poll(() => seqs(page)).toEqual([filtered[0]]);
    await page.getByRole('button', { name: '清除筛选' }).first().click();
    await page.waitForURL((url) => !url.search.includes('thing'));
    await expect.poll(async () => (await seqs(page)).length).toBeGreaterThan(10);
    await page.context().close();
  });

  it('says when nothing fits, and reads on a page at a time', async () => {
    const page = await open('/audit');
    expect(await page.getByText('已列 20 条').count()).toBe(1);
    await page.getByRole('button', { name: '再取 20 条' }).click();
    await page.getByText('已列 40 条').waitFor();
    await page.goto('/audit?thing=nothing');
    await page.getByText('没有符合条件的记录。').waitFor();
    await page.context().close();
  });
});

describe('what was recorded late, by account and month', LONG, () => {
  it('a cell opens its summary and leads to its records', async () => {
    const page = await open('/audit');
    const cell = page.locator('.scroll td button').first();
    const count = Number(await cell.textContent());
    await cell.click();
    await page.locator('#summary-title').waitFor();
    await page.getByText('最长迟').waitFor();
    await page.getByText('当月故障率').waitFor();
    await page.getByRole('button', { name: `看这 ${count} 条` }).click();
    await page.waitForURL('**mark=backdated*');
    await page.locator('tr[data-seq]').first().waitFor();
    const late = await page.locator('tr[data-seq] .late').count();
    expect(late).toBe(Math.min(20, count, await page.locator('tr[data-seq]').count()));
    await page.reload();
    await page.locator('#summary-title').waitFor();
    await page.context().close();
  });
});

describe('a sample', LONG, () => {
  it('is the same again from its address; marks stay on the machine and lead to the sheet', async () => {
    const page = await open('/audit');
    await page.getByRole('button', { name: '抽 25 条' }).click();
    await page.locator('.tiles li').first().waitFor();
    await page.waitForURL(/seed=.*seq=|seq=.*seed=/);
    const tiles = await page.locator('.tiles li .open b').allTextContents();
    expect(tiles.length).toBeGreaterThan(0);
    await page.locator('.tiles .mark').first().click();
    await page.locator('.tiles li.right').waitFor();
    const now = new Date().toISOString();
    await server.must([
      { id: randomUUID(), kind: 'status.observed', at: now, body: { deviceId: 'K01-1-PC01', status: 'down' } },
    ]);
    await page.reload();
    await page.locator('.tiles li.right').waitFor();
    expect(await page.locator('.tiles li .open b').allTextContents()).toEqual(tiles);

    const elsewhere = await open(page.url().slice(server.url.length));
    await elsewhere.locator('.tiles li').first().waitFor();
    expect(await elsewhere.locator('.tiles li .open b').allTextContents()).toEqual(tiles);
    expect(await elsewhere.locator('.tiles li.right').count()).toBe(0);
    await elsewhere.context().close();

    await page.getByRole('link', { name: '打印审计单' }).click();
    await page.getByRole('heading', { name: '审计单' }).waitFor();
    await page.locator('.sheet tbody tr').first().waitFor();
    expect(await page.locator('.sheet tbody tr td:nth-child(2)').allTextContents()).toEqual(tiles);
    expect(await page.locator('.hash span').allTextContents()).toHaveLength(8);
    await page.context().close();
  });
});

describe('the chain and the health of the system', LONG, () => {
  it('every hash is checked when the administrator asks', async () => {
    const page = await open('/audit');
    await page.getByRole('button', { name: '校验整条链' }).click();
    await page.getByText(/链校验通过，#1 至/).waitFor();
    await page.context().close();
    const other = await open('/audit', {}, { name: 'office', password: WORD });
    expect(await other.getByRole('button', { name: '校验整条链' }).count()).toBe(0);
    await other.context().close();
  });

  it('health shows the backup that was made at the start, and that there was no drill', async () => {
    const page = await enter(browser, server.url, admin, '/health');
    await page.locator('[data-fact="last"]').getByText('已校验').waitFor();
    await page.locator('#drill').waitFor();
    await page.getByText('还没有演练过').waitFor();
    await page.locator('[data-fact="storage"]').getByText('正常').waitFor();
    await page.context().close();
  });

  const SOUND = [
    ['the audit trail', '/audit?seed=a', '.tiles li'],
    ['the health of the system', '/health', '#clients'],
    ['the audit sheet', '/audit/print?seed=a', '.sheet tbody tr'],
  ] as const;
  it.each(SOUND)('%s is sound in both languages and themes, and on a phone', async (_, path, shown) => {
    await isSound(async (look) => {
      const page = await enter(browser, server.url, admin, path, look);
      await page.locator(shown).first().waitFor();
      return page;
    });
  });
});
