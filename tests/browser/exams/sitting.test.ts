import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SittingLosses } from '../../../shared/contract/http';
import { enter, isSound } from '../admin/kit';
import { type Look, PASSWORD, type PageServer, openBrowser, startPageServer } from '../kit';
import { AREA, DAY, HOUR, sent } from './kit';

let server: PageServer;
let browser: Browser;
let context: BrowserContext | undefined;
const ADMIN = { name: 'admin', password: PASSWORD };
const MIN = 60_000;

/** R1 with two exam seats and a spare one; a sitting of two since ten minutes, and one that ended yesterday. */
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  const now = Date.now();
  const begin = now - 10 * DAY;
  const sitting = (sittingId: string, from: number) =>
    sent(
      'exam.scheduled',
      {
        sittingId,
        exam: '高考英语听说',
        siteId: 'S1',
        rooms: [{ roomId: 'R1', placed: 2 }],
        from: new Date(from).toISOString(),
        to: new Date(from + HOUR).toISOString(),
      },
      begin,
    );
  const seat = (id: string, spare: boolean) => [
    sent(
      'device.registered',
      { deviceId: `PC${id}`, siteId: 'S1', roomId: 'R1', seat: id, category: 'computer', ...(spare && { spare }) },
      begin,
    ),
    sent('device.commissioned', { deviceId: `PC${id}` }, begin),
  ];
  const requires = [{ category: 'computer', count: 1, per: 'seat' }];
  await server.must([
    sent('profile.set', { profileId: 'P', requires }, begin),
    sent('site.registered', { siteId: 'S1', name: '演示考点01', area: AREA }, begin),
    sent(
      'room.registered',
      { roomId: 'R1', siteId: 'S1', name: '第 1 考场', origin: 'new', seats: 2, spareSeats: 1, profile: 'P' },
      begin,
    ),
    sent('room.accepted', { roomId: 'R1' }, begin),
    ...seat('1', false),
    ...seat('2', false),
    ...seat('9', true),
    sitting('X1', now - 10 * MIN),
    sitting('X0', now - DAY),
    sent(
      'fault.reported',
      { faultId: 'F1', deviceId: 'PC1', impact: 'down', severity: 'critical', note: '死机' },
      now - 5 * MIN,
    ),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
afterEach(async () => {
  await context?.close();
  context = undefined;
});

async function open(path: string, look: Look = {}): Promise<Page> {
  const page = await enter(browser, server.url, ADMIN, path, look);
  context = page.context();
  await page.locator('[data-room="R1"]').waitFor();
  return page;
}
const losses = async (page: Page) => (await (await page.request.get('/api/exams/X1/losses')).json()) as SittingLosses;

describe('a sitting while it lasts', () => {
  it('shows what is lost as the API has it, what is free, and the limit that runs', async () => {
    const page = await open('/exams/X1');
    const tile = page.locator('[data-room="R1"]');
    await tile.getByText('停用 1 位').waitFor();
    await tile.getByText('可顶 0').waitFor();
    await tile.getByText('受影响 1 人').waitFor();
    const [room] = (await losses(page)).rooms;
    expect(room).toMatchObject({ lost: 1, short: 0, free: 0, affectedHigh: 1, lowMs: 0 });
    // The profile is a rule: seats count from when it was recorded, moments ago.
    expect(room!.highMs).toBeGreaterThan(0);
    expect(room!.highMs).toBeLessThan(5 * MIN);
    // The page rounds up, and has read the same a moment earlier.
    const shown = Number(/损失 (\d+) 分/.exec(await tile.innerText())![1]);
    expect(Math.abs(shown - Math.ceil(room!.highMs / MIN))).toBeLessThanOrEqual(1);
    // In a sitting a critical fault is due within 15 minutes: less than 10 are left.
    expect(await page.locator('[data-fault="F1"] [role=timer]').innerText()).toMatch(/^00:0\d:\d\d$/);
  });

  it('has nothing that axe finds, runs over nowhere, and can be hit by a thumb', { timeout: 120_000 }, async () => {
    await isSound((look) => open('/exams/X1', look));
  });

  it('is loudest when somebody has no seat', async () => {
    const page = await open('/exams/X1');
    await page.locator('[data-fault="F1"]').waitFor();
    await server.must([sent('status.observed', { deviceId: 'PC2', status: 'down' }, Date.now())]);
    await page.locator('[data-room="R1"]').getByText('缺 1 位').waitFor();
    expect((await losses(page)).rooms[0]).toMatchObject({ short: 1, lost: 2, affectedHigh: 2 });
  });

  it('freezes at its end and asks for attendance', async () => {
    const page = await open('/exams/X0');
    await page.getByText(/结束，以下为结束时所知。/).waitFor();
    await page.getByRole('link', { name: '报实到人数' }).click();
    await page.getByLabel('实到', { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('sitting')).toBe('X0');
  });
});
