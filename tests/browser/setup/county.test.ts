import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type PageServer, openBrowser, startPageServer } from '../kit';
import { apiOf, figuresOf, recordedByHand, sameByApi } from './county-api';
import { countyWorkbook } from './county-workbook';
import {
  ADMIN_WORD,
  AREA,
  type Walk,
  accounts,
  factsOf,
  guide,
  handOver,
  indicators,
  importWorkbook,
  maintenance,
  serviceHours,
  setPassword,
  sitting,
  targets,
} from './county-walk';
import { keyboardOf } from './keyboard';
import { thumbOf } from './thumb';

const LONG = { timeout: 240_000 };
const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
const facts = factsOf(year);
const HANDS = {
  keyboard: { context: { viewport: { width: 1366, height: 768 } }, of: keyboardOf },
  thumb: { context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, of: thumbOf },
};
/** A folder: the walk leaves a picture of each step there, for somebody who looks at it. */
const PICTURES = process.env['WALK_PICTURES'];
let browser: Browser;
let servers: PageServer[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  servers = [];
});
afterAll(() => browser?.close());

async function walkOf(hand: keyof typeof HANDS): Promise<{ walk: Walk; link: string }> {
  const server = await startPageServer(null);
  servers.push(server);
  const context = await browser.newContext({ baseURL: server.url, locale: 'zh-CN', ...HANDS[hand].context });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const workbook = {
    name: '台山台账.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await countyWorkbook(facts.past, new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)),
  };
  const picture = async (name: string) => {
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${hand}-${name}.png` });
  };
  return { walk: { hand: HANDS[hand].of(page), facts, workbook, picture }, link: server.setUpLink! };
}

/** Hours of service of the first site in the months from–to of a year, by its schedule: a day at a time. */
function hoursOf(year: number, from: number, to: number): number {
  let hours = 0;
  for (let day = Date.UTC(year, from - 1, 1); day < Date.UTC(year, to, 1); day += 86_400_000) {
    const date = new Date(day).toISOString().slice(5, 10);
    if (date >= '07-13' && date <= '08-31') continue;
    const weekday = new Date(day).getUTCDay();
    hours += weekday === 0 || weekday === 6 ? 10 : 14.5;
  }
  return hours;
}

/** The figures that the pages led to are those of the same facts sent by the API. */
async function isSame(walk: Walk, url: string): Promise<void> {
  const byApi = await startPageServer();
  servers.push(byApi);
  const [pages, other] = [await apiOf(url, 'admin', ADMIN_WORD), await apiOf(byApi.url, 'admin', PASSWORD)];
  const compared = await recordedByHand(pages, facts);
  expect(compared.recorded).toEqual(compared.meant);
  const item = await sameByApi(other, walk.workbook, compared);
  // 9 sites, 20 rooms, 1,100 devices and a sitting; the first site is there already.
  expect(item).toMatchObject({ state: 'written', counts: { added: 1130, changed: 0, same: 1, bad: 0 } });
  const [mine, theirs] = [await figuresOf(pages, facts), await figuresOf(other, facts)];
  expect(mine).toEqual(theirs);

  // By hand: 110 devices a site are in service from 1 March on. What nobody has looked at for 31 days is unknown.
  const HOUR = 3_600_000;
  const window = `from=${facts.past}-01-01T00:00:00%2B08:00&to=${facts.past + 1}-01-01T00:00:00%2B08:00`;
  const { rows } = await pages.get<{ rows: unknown[] }>(`/api/uptime?scope=${AREA}&${window}&by=site`);
  expect(rows).toHaveLength(10);
  expect(rows[0]).toMatchObject({
    key: 'K01',
    serviceMs: 110 * hoursOf(facts.past, 3, 12) * HOUR,
    upMs: 110 * hoursOf(facts.past, 3, 3) * HOUR,
    downMs: 0,
  });
  // A site without a schedule: 306 days of 24 hours.
  expect(rows[1]).toMatchObject({ key: 'K02', serviceMs: 110 * 306 * 24 * HOUR, upMs: 110 * 31 * 24 * HOUR });
  const { rows: ahead } = await pages.get<{ rows: { id: string; budget?: { plannedMs: number } }[] }>(
    `/api/indicators?scope=${AREA}&period=${facts.next}`,
  );
  // Nine sites serve at all times; the maintenance takes four hours of the first one's.
  const days = (Date.UTC(facts.next + 1, 0, 1) - Date.UTC(facts.next, 0, 1)) / 86_400_000;
  const planned = ahead.find(({ id }) => id === 'fault-rate')?.budget?.plannedMs;
  expect(planned).toBe(110 * (hoursOf(facts.next, 1, 12) - 4 + 9 * days * 24) * HOUR);
}

describe('a county from an empty folder', LONG, () => {
  for (const hand of ['keyboard', 'thumb'] as const) {
    it(`by ${hand}`, async () => {
      const { walk, link } = await walkOf(hand);
      await setPassword(walk, link);
      await guide(walk);
      await importWorkbook(walk);
      await serviceHours(walk);
      await targets(walk);
      const { office } = await accounts(walk);
      await handOver(walk, office);
      await sitting(walk);
      await maintenance(walk);
      expect(await indicators(walk)).toMatch(/1.000/);
      await isSame(walk, new URL(link).origin);
      await walk.hand.page.context().close();
    });
  }
});
