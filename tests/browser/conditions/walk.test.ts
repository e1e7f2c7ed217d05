import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type PageServer, openBrowser, startPageServer, visitor } from '../kit';
import { type Sent, roomId, seatId, siteId, world } from '../world';
import { ALL_ROUTES } from './routes';

/**
 * Every page of the desk under the conditions of some readers: zoomed to 200 %, in forced colours, by keyboard, with
 * reduced motion. A route with a parameter needs its address here; any other one is walked as it is.
 */
const ADDRESS: Record<string, string> = {
  'work-order': '/faults/F-0321/print',
  'seat-map': `/rooms/${roomId(1)}/map`,
  'readiness-sheet': `/sites/${siteId(2)}/readiness`,
  site: `/sites/${siteId(2)}`,
  room: `/rooms/${roomId(1)}`,
  device: `/devices/${seatId(1, 2)}`,
  fault: '/faults/F-0321',
  missing: '/no-such-page',
  labels: `/labels?scope=room:${roomId(1)}`,
  'year-end-print': `/year-end/print?scope=440781&period=${new Date().getFullYear()}`,
  'site-hours': `/sites/${siteId(1)}/hours`,
  'room-edit': `/rooms/${roomId(1)}/edit`,
  sitting: '/exams/X-walk',
  readiness: '/exams/X-walk/readiness',
  'grant-history': '/grants/G-walk/history',
  'survey-slips': '/surveys/V-walk/slips',
  story: `/year-end/story?scope=440781&period=${new Date().getFullYear()}`,
};
/** Seen without an account, or an application of its own. */
const ELSEWHERE = new Set(['login', 'setup', 'wall']);

const pages = ALL_ROUTES.filter(({ name }) => !ELSEWHERE.has(name)).map(
  ({ name, path }) => [name, ADDRESS[name] ?? path] as const,
);

/** What the pages with a parameter are about, and the world of the other pages has not: a sitting that runs, a grant, a survey. */
function plans(now: number): Sent[] {
  const iso = (at: number) => new Date(at).toISOString();
  const from = iso(now + 60_000);
  const to = iso(now + 2 * 3_600_000);
  const entry = (kind: string, body: Record<string, unknown>): Sent => ({ id: randomUUID(), kind, at: iso(now), body });
  const rooms = [{ roomId: roomId(1), placed: 3 }];
  const purposes = ['考场建设'];
  return [
    entry('exam.scheduled', { sittingId: 'X-walk', exam: '学业水平考试', siteId: siteId(1), rooms, from, to }),
    entry('grant.received', { grantId: 'G-walk', number: '36', area: '440781', amountFen: 44_000_000, purposes }),
    entry('survey.opened', { surveyId: 'V-walk', siteId: siteId(1), groups: ['student'], from, to, slips: 40 }),
  ];
}

let server: PageServer;
let browser: Browser;
beforeAll(async () => {
  [server, browser] = await Promise.all([startPageServer(), openBrowser()]);
  const now = Date.now();
  await server.must(world({ sites: 5, seats: 4, now, days: 40 }));
  await server.must(plans(now));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function enter(width: number, height: number): Promise<Page> {
  const context = await visitor(browser, server.url, { width, height });
  const answer = await context.request.post('/api/session', { data: { username: 'admin', password: PASSWORD } });
  expect(answer.ok()).toBe(true);
  return context.newPage();
}

/** Opens a page and waits until nothing of it is being read any more. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  // The form of a year is a table without a heading of its own.
  await page.locator('h1, article').first().waitFor({ state: 'attached' });
  await page
    .waitForFunction(() => !document.querySelector('.skeleton, main [aria-busy="true"]'))
    .catch(() => {
      throw new Error(`${path} is still being read`);
    });
  await page.waitForLoadState('networkidle');
}

it('every route has an address', () => {
  expect(pages.length).toBeGreaterThan(24);
  expect(pages.filter(([, path]) => path.includes('/:')).map(([name]) => name)).toEqual([]);
});

describe('every page of the desk', { timeout: 240_000 }, () => {
  it('zoomed to 200 % (1,280 px are 640 then) has nothing beside its edge', async () => {
    const page = await enter(640, 400);
    const found: string[] = [];
    for (const [name, path] of pages) {
      await open(page, path);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) found.push(`${name} runs over by ${over}`);
    }
    expect(found).toEqual([]);
    await page.context().close();
  });

  it('in forced colours has its marks: shapes are drawn in the reader’s colours, and chosen things stand out', async () => {
    const page = await enter(1280, 800);
    await page.emulateMedia({ forcedColors: 'active' });
    const found: string[] = [];
    let shapes = 0;
    for (const [name, path] of pages) {
      await open(page, path);
      const seen = await page.evaluate(() => {
        const swatch = document.createElement('i');
        document.body.append(swatch);
        const colourOf = (word: string) => {
          swatch.style.color = word;
          return getComputedStyle(swatch).color;
        };
        const [paper, ink] = [colourOf('Canvas'), colourOf('CanvasText')];
        const wrong: string[] = [];
        const marks = [...document.querySelectorAll<SVGElement>('svg.shape')].filter((one) => one.checkVisibility());
        for (const mark of marks) {
          const { fill, stroke } = getComputedStyle(mark);
          if (![fill, stroke].includes(ink))
            wrong.push(`${mark.getAttribute('class')} is ${fill} / ${stroke} on ${paper}`);
        }
        // What is chosen is told by more than a tint that is the paper's own colour.
        for (const one of document.querySelectorAll('.choice.on')) {
          if (getComputedStyle(one).backgroundColor === paper) wrong.push('a chosen one looks like the others');
        }
        for (const one of document.querySelectorAll('[aria-current="page"].entry')) {
          if (getComputedStyle(one).boxShadow === 'none') wrong.push('the place in the navigation is not marked');
        }
        swatch.remove();
        return { wrong: [...new Set(wrong)], shapes: marks.length };
      });
      shapes += seen.shapes;
      found.push(...seen.wrong.map((one) => `${name}: ${one}`));
    }
    expect(found).toEqual([]);
    expect(shapes).toBeGreaterThan(40);
    await page.context().close();
  });

  it('in forced colours every stop of the Tab key is seen', async () => {
    const page = await enter(1280, 800);
    await page.emulateMedia({ forcedColors: 'active' });
    const found: string[] = [];
    const STOPS = 30;
    for (const [name, path] of pages) {
      await open(page, path);
      for (let stop = 0; stop < STOPS; stop += 1) {
        await page.keyboard.press('Tab');
        const unseen = await page.evaluate(() => {
          const active = document.activeElement;
          if (!active || active === document.body) return null;
          const rings = (one: Element) =>
            [undefined, '::before', '::after'].some((part) => {
              const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one, part);
              return (
                (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || (boxShadow !== 'none' && one !== active)
              );
            });
          // A check box is drawn by what stands beside it.
          if (active.nextElementSibling && rings(active.nextElementSibling)) return null;
          let one: Element | null = active;
          for (let up = 0; one && up < 5; up += 1, one = one.parentElement) if (rings(one)) return null;
          return active.outerHTML.slice(0, 140);
        });
        if (unseen !== null) found.push(`${name}: ${unseen}`);
        if (await page.evaluate(() => document.activeElement === document.body)) break;
      }
    }
    expect([...new Set(found)]).toEqual([]);
    await page.context().close();
  });

  it('with reduced motion moves nothing', async () => {
    const page = await enter(1280, 800);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const found: string[] = [];
    for (const [name, path] of pages) {
      await open(page, path);
      const moving = await page.evaluate(
        () => document.getAnimations().filter((one) => one.playState === 'running').length,
      );
      const slow = await page.evaluate(
        () =>
          [...document.querySelectorAll('*')].filter((one) => {
            const { transitionDuration, animationName } = getComputedStyle(one);
            return animationName !== 'none' || transitionDuration.split(',').some((text) => parseFloat(text) > 0);
          }).length,
      );
      if (moving + slow > 0) found.push(`${name}: ${moving} move, ${slow} would`);
    }
    expect(found).toEqual([]);
    await page.context().close();
  });
});
